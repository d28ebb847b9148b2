package blackout.plan.drain;

import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.quantity.Labelled;
import java.util.Arrays;
import java.util.List;

/** What a plan does with a VM that cannot move live because of what it is, or is bound to. */
public enum Blocked implements Labelled {
  /** It stays where it is, and its host is not empty. */
  LEAVE("leave"),
  /** Its state is saved and restored on another host where that is possible; otherwise it stays. */
  SAVE("save"),
  /** It is shut down until its host is back. */
  SHUT_DOWN("shut down");

  private final String label;

  Blocked(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * Reads a label, with a hyphen in place of a blank if one likes.
   *
   * @throws IllegalArgumentException if there is no such plan
   */
  public static Blocked parse(String text) {
    return Arrays.stream(values())
        .filter(plan -> plan.option().equalsIgnoreCase(text.strip().replace(' ', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is none of %s".formatted(text, String.join(", ", options()))));
  }

  /** What {@link #parse} knows. */
  public static List<String> options() {
    return Arrays.stream(values()).map(Blocked::option).toList();
  }

  private String option() {
    return label.replace(' ', '-');
  }

  /** What the platform of an estate does by itself: a Windows cluster saves, others do nothing. */
  public static Blocked usual(Estate estate) {
    return estate.isWindows() ? SAVE : LEAVE;
  }

  /** Whether a VM goes to another host, in whatever way. */
  boolean moves(EstateVm vm) {
    return vm.mobility().notLive().isEmpty()
        || (this == SAVE && vm.mobility().stays().isEmpty() && !isNotEvicted(vm));
  }

  /** Whether a VM that does not move is shut down; one that its platform shuts down always is. */
  boolean shutsDown(EstateVm vm) {
    return this == SHUT_DOWN || isNotEvicted(vm);
  }

  private static boolean isNotEvicted(EstateVm vm) {
    return vm.mobility().blockers().stream().anyMatch(b -> b.kind() == Blocker.Kind.NOT_EVICTED);
  }
}
