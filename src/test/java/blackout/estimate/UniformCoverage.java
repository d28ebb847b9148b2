package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * Uniform random writes over a working set, in expected values: a page written twice is dirty once.
 *
 * <pre>
 *   x = r t_k / W
 *   log read and reset at once:  N_(k+1) = W (1 - e^-x)
 *   cleared when sent:           N_(k+1) = N_k (1 - (1 - e^-x)/x) + (W - N_k) (1 - e^-x)
 * </pre>
 *
 * <p>{@code W} working set, {@code r} write rate, {@code t_k} the time of round {@code k}, {@code
 * N_k} what it sends of the working set. In the second form a page begins to report writes when it
 * is sent, at a moment uniform over the round, so on average a page of this round is exposed for
 * half of it and every other page for all of it. Both follow from the chance {@code e^-x} that a
 * page is missed by all writes; the second is an average over the round and ignores that
 * hypervisors clear the log in chunks.
 *
 * <p>Assumes many pages, a constant write rate and a constant bandwidth. The limit is looked at
 * when a round ends.
 *
 * @param firstRound what round 0 sends: all memory that is not zero, at least the working set
 * @param workingSet the memory that is written at all
 * @param writeRate the bytes of the pages written per second, repeats included
 * @param dirtyLog when a page begins to report writes again
 * @param syncPerRound the time to read the log, per round, during which nothing is sent
 */
public record UniformCoverage(
    ByteCount firstRound,
    ByteCount workingSet,
    DataRate writeRate,
    DirtyLog dirtyLog,
    Duration syncPerRound) {

  /** When a page begins to report writes again. */
  public enum DirtyLog {
    /** At the end of each round, when the whole log is read. */
    RESET_AT_SYNC,
    /** When the page is sent. */
    CLEARED_WHEN_SENT
  }

  /**
   * @throws IllegalArgumentException if the working set is larger than round 0 or a time is
   *     negative
   */
  public UniformCoverage {
    require(firstRound.bytes() > 0, "there is no memory to send");
    require(
        workingSet.compareTo(firstRound) <= 0,
        "a working set of %s does not fit a first round of %s",
        workingSet,
        firstRound);
    require(!syncPerRound.isNegative(), "time of a sync is negative: %s", syncPerRound);
  }

  /**
   * The coverage of a VM that writes one region at random, without sync time; its zero pages are
   * not sent.
   *
   * @throws IllegalArgumentException if the VM writes in another way
   */
  public static UniformCoverage of(Vm vm, DirtyLog dirtyLog) {
    if (vm.workload() instanceof Workload.Regions regions
        && regions.regions().size() == 1
        && regions.regions().get(0).pattern() == Workload.Pattern.RANDOM) {
      Workload.Region region = regions.regions().get(0);
      return new UniformCoverage(
          pages(vm.residentPages()),
          pages(region.pages()),
          new DataRate(region.writesPerSecond() * Vm.PAGE_BYTES),
          dirtyLog,
          Duration.ZERO);
    }
    throw new IllegalArgumentException(
        "VM \"" + vm.name() + "\" does not write one region at random: " + vm.workload());
  }

  private static ByteCount pages(long pages) {
    return new ByteCount(Math.multiplyExact(pages, Vm.PAGE_BYTES));
  }

  /**
   * The move over a link.
   *
   * @param bandwidth the payload rate of the link, more than 0
   * @param downtimeLimit the pause asked for, more than 0
   * @throws IllegalArgumentException if nothing moves or the limit is no time
   */
  public PreCopyEstimate estimate(DataRate bandwidth, Duration downtimeLimit) {
    return RoundLoop.follow(
        (double) firstRound.bytes(), bandwidth, downtimeLimit, syncPerRound, this::dirtiedBytes);
  }

  private double dirtiedBytes(double sentBytes, double seconds) {
    double all = workingSet.bytes();
    double x = all == 0 ? 0 : writeRate.bytesPerSecond() * seconds / all;
    double written = -Math.expm1(-x);
    if (dirtyLog == DirtyLog.RESET_AT_SYNC) {
      return all * written;
    }
    double sent = Math.min(sentBytes, all);
    double writtenAfterSend = x == 0 ? 0 : 1 - written / x;
    return sent * writtenAfterSend + (all - sent) * written;
  }
}
