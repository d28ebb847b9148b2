package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Defaults;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * A VM in the few words that an administrator has for it.
 *
 * @param memory the assigned memory, at least one page of 4096 B
 * @param dirtyRate how fast the guest dirties clean pages: page writes per second times 4096 B
 * @param workingSet the memory that the guest writes at all; if empty, an eighth of its memory
 * @param pattern the order of the writes
 * @param zeroRatio the share of the memory that holds only zeros, 0 to 1
 */
@RecordBuilder
public record Guest(
    ByteCount memory,
    DataRate dirtyRate,
    Optional<ByteCount> workingSet,
    Workload.Pattern pattern,
    double zeroRatio)
    implements GuestBuilder.With {

  private static final double MOST_DIRTIED = Workload.MOST_WRITES_PER_SECOND * Vm.PAGE_BYTES;

  /**
   * @throws IllegalArgumentException if the share of zero pages is not in 0..1, or the dirty rate
   *     is above {@link Workload#MOST_WRITES_PER_SECOND}
   */
  public Guest {
    require(zeroRatio >= 0 && zeroRatio <= 1, "share of zero pages is not in 0..1: %s", zeroRatio);
    if (dirtyRate.bytesPerSecond() > MOST_DIRTIED) { // guarded, because sweeps come here often
      require(false, "a dirty rate of %s is more than any host's memory takes", dirtyRate);
    }
  }

  /** A guest that writes at random over an eighth of its memory, none of which is zero. */
  public static Guest of(ByteCount memory, DataRate dirtyRate) {
    return new Guest(memory, dirtyRate, Optional.empty(), Workload.Pattern.RANDOM, 0);
  }

  public Guest withWorkingSet(ByteCount size) {
    return withWorkingSet(Optional.of(size));
  }

  /** The memory that the guest writes, given or assumed. */
  public ByteCount writtenMemory() {
    return workingSet.orElse(new ByteCount(memory.bytes() / Defaults.MEMORY_PER_WORKING_SET));
  }

  /** The pages that the guest writes, given or assumed, at least 1. */
  public long writtenPages() {
    return Math.max(
        1,
        workingSet
            .map(size -> size.pages(Vm.PAGE_BYTES))
            .orElse(memory.pages(Vm.PAGE_BYTES) / Defaults.MEMORY_PER_WORKING_SET));
  }

  /**
   * The same VM in pages.
   *
   * @throws IllegalArgumentException if the working set does not fit the pages that are not zero,
   *     or a size is not a whole number of pages
   */
  public Vm vm() {
    long pages = memory.pages(Vm.PAGE_BYTES);
    long writtenPages = writtenPages();
    double writesPerSecond = dirtyRate.bytesPerSecond() / Vm.PAGE_BYTES;
    Workload workload =
        switch (pattern) {
          case RANDOM -> Workload.steady(writtenPages, writesPerSecond);
          case SEQUENTIAL -> Workload.sequential(writtenPages, writesPerSecond);
        };
    return new Vm("VM", memory, (long) (pages * zeroRatio), workload);
  }
}
