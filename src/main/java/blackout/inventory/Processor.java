package blackout.inventory;

import blackout.quantity.Labelled;
import java.util.Optional;

/**
 * The processors of a node, all alike. A fact that nobody stated is empty.
 *
 * @param architecture the instruction set of the operating system
 * @param manufacturer as CPUID tells it or as people write it, for example {@code "Intel"}
 * @param family the CPUID family
 * @param model the CPUID model
 * @param stepping the CPUID stepping
 * @param virtualization whether Intel VT or AMD-V is there and enabled
 * @param dataExecutionPrevention whether hardware DEP (XD or NX) is there and enabled
 */
public record Processor(
    Optional<Architecture> architecture,
    Optional<String> manufacturer,
    Optional<Integer> family,
    Optional<Integer> model,
    Optional<Integer> stepping,
    Optional<Boolean> virtualization,
    Optional<Boolean> dataExecutionPrevention) {

  /** One of which nobody stated anything. */
  public static final Processor UNKNOWN =
      new Processor(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The instruction set of the operating system. */
  public enum Architecture implements Labelled {
    X64("x64"),
    ITANIUM("Itanium"),
    X86("x86");

    private final String label;

    Architecture(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
