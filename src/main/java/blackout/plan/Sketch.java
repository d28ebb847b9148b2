package blackout.plan;

import static blackout.quantity.Require.require;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;

/**
 * A live migration in the few numbers that a planner has, before anything was measured.
 *
 * @param memory the assigned memory
 * @param dirtyRate how fast clean pages become dirty at first: page writes per second times 4096 B
 * @param workingSet the memory that is written at all; empty for a share of the memory
 * @param workingSetRatio that share, more than 0, at most 1; counts only where no size is given
 * @param pattern the order of the writes
 * @param zeroRatio the share of the memory that holds only zeros, 0 to 1
 * @param link the payload rate
 * @param hypervisor the name of its profile
 * @param downtimeLimit the pause asked for
 * @param seed the seed of all chance
 */
public record Sketch(
    ByteCount memory,
    DataRate dirtyRate,
    Optional<ByteCount> workingSet,
    double workingSetRatio,
    Workload.Pattern pattern,
    double zeroRatio,
    DataRate link,
    String hypervisor,
    Duration downtimeLimit,
    long seed) {

  /** The working set as a share of memory where nothing is known: an assumption. */
  public static final double USUAL_WORKING_SET_RATIO = 1.0 / 8;

  public Sketch {
    require(
        workingSetRatio > 0 && workingSetRatio <= 1,
        "working set is not a share of the memory in 0..1: %s",
        workingSetRatio);
    require(zeroRatio >= 0 && zeroRatio <= 1, "share of zero pages is not in 0..1: %s", zeroRatio);
  }

  /** A guest that writes at random, with the usual working set and no zero pages. */
  public static Sketch of(ByteCount memory, DataRate dirtyRate, DataRate link, String hypervisor) {
    return new Sketch(
        memory,
        dirtyRate,
        Optional.empty(),
        USUAL_WORKING_SET_RATIO,
        Workload.Pattern.RANDOM,
        0,
        link,
        hypervisor,
        Scenario.DEFAULT_DOWNTIME_LIMIT,
        1);
  }

  /** The pages of the working set, at least 1. */
  public long workingSetPages() {
    return Math.max(
        1,
        workingSet
            .map(size -> size.pages(Vm.PAGE_BYTES))
            .orElse((long) (memory.pages(Vm.PAGE_BYTES) * workingSetRatio)));
  }

  /**
   * @throws IllegalArgumentException if the working set does not fit the pages that are not zero,
   *     or the link carries nothing
   */
  public Scenario scenario() {
    double writesPerSecond = dirtyRate.bytesPerSecond() / Vm.PAGE_BYTES;
    Workload workload =
        pattern == Workload.Pattern.RANDOM
            ? Workload.steady(workingSetPages(), writesPerSecond)
            : Workload.sequential(workingSetPages(), writesPerSecond);
    long zeroPages = (long) (memory.pages(Vm.PAGE_BYTES) * zeroRatio);
    return Scenario.of(new Vm("VM", memory, zeroPages, workload), Link.wire(link), hypervisor)
        .withDowntimeLimit(downtimeLimit)
        .withSeed(seed);
  }

  public Sketch withMemory(ByteCount newMemory) {
    return with(newMemory, dirtyRate, workingSet, workingSetRatio, link, hypervisor, downtimeLimit);
  }

  public Sketch withDirtyRate(DataRate rate) {
    return with(memory, rate, workingSet, workingSetRatio, link, hypervisor, downtimeLimit);
  }

  public Sketch withWorkingSet(ByteCount size) {
    return with(
        memory, dirtyRate, Optional.of(size), workingSetRatio, link, hypervisor, downtimeLimit);
  }

  public Sketch withWorkingSetRatio(double ratio) {
    return with(memory, dirtyRate, Optional.empty(), ratio, link, hypervisor, downtimeLimit);
  }

  public Sketch withLink(DataRate rate) {
    return with(memory, dirtyRate, workingSet, workingSetRatio, rate, hypervisor, downtimeLimit);
  }

  public Sketch withHypervisor(String name) {
    return with(memory, dirtyRate, workingSet, workingSetRatio, link, name, downtimeLimit);
  }

  public Sketch withDowntimeLimit(Duration limit) {
    return with(memory, dirtyRate, workingSet, workingSetRatio, link, hypervisor, limit);
  }

  private Sketch with(
      ByteCount newMemory,
      DataRate newDirtyRate,
      Optional<ByteCount> newWorkingSet,
      double newRatio,
      DataRate newLink,
      String newHypervisor,
      Duration newLimit) {
    return new Sketch(
        newMemory,
        newDirtyRate,
        newWorkingSet,
        newRatio,
        pattern,
        zeroRatio,
        newLink,
        newHypervisor,
        newLimit,
        seed);
  }
}
