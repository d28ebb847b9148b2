package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Optional;

/** Something that somebody measured of one VM, and where that is written. */
public sealed interface Observation {

  /** The VM, untrusted text; empty if the source does not name it. */
  Optional<String> vm();

  /** The file, and the line if it has lines. */
  String source();

  /** How a dirty rate was measured. */
  enum Method {
    /** Some pages are hashed before and after: chance is in the result. */
    PAGE_SAMPLING("page sampling"),
    /** Every page is logged. */
    DIRTY_BITMAP("dirty bitmap"),
    /** Every page is logged, for each virtual processor. */
    DIRTY_RING("dirty ring");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * One dirty-rate window: what QEMU calls {@code calc-dirty-rate}.
   *
   * @param window its length and its rate
   * @param samplesPerGibibyte the pages sampled per GiB; means nothing for the other methods
   * @param processors the rates of the virtual processors, where the source has them; pages that
   *     several of them wrote count for each
   * @param doubted whether the source is known to be inaccurate
   */
  record DirtyWindow(
      Optional<String> vm,
      String source,
      Window window,
      Method method,
      int samplesPerGibibyte,
      List<DataRate> processors,
      boolean doubted)
      implements Observation {
    public DirtyWindow {
      processors = List.copyOf(processors);
      require(samplesPerGibibyte >= 1, "samples per GiB are fewer than 1: %s", samplesPerGibibyte);
    }
  }

  /** A migration, as far as it was watched. */
  record WatchedMigration(Optional<String> vm, String source, ObservedMigration migration)
      implements Observation {}

  /** The assigned memory of a VM. */
  record Memory(Optional<String> vm, String source, ByteCount size) implements Observation {}

  /** Memory that was touched lately, read or written: a bound for the working set, no more. */
  record Touched(Optional<String> vm, String source, ByteCount size) implements Observation {}
}
