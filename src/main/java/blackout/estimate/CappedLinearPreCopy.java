package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * The rule of SimGrid's live-migration plugin: dirty memory grows in proportion to the time of the
 * round until the whole working set is dirty.
 *
 * <pre>
 *   N_0 = V        N_(k+1) = min(D t_k, W)        t_k = N_k / B        final copy once N_k &lt;= B limit
 * </pre>
 *
 * <p>{@code V} memory, {@code W} working set, {@code D} dirty rate, {@code B} bandwidth, {@code
 * t_k} the time of round {@code k}. The limit is looked at only when a round ends, round 0 always
 * happens, and nothing but memory is sent. The straight line overstates random writes: they come
 * back to pages that are dirty already. SimGrid's own limit is 30 ms; its network model adds
 * latency and overhead that are not here.
 *
 * @param memory what round 0 sends, at least 1 B
 * @param workingSet the most that can be dirty at once, at most the memory
 * @param dirtyRate the rate at which clean memory becomes dirty
 * @see <a href="https://doi.org/10.1109/TCC.2015.2481422">Hirofuchi, L&egrave;bre, Pouilloux:
 *     SimGrid VM, IEEE Transactions on Cloud Computing, 2015</a>
 */
public record CappedLinearPreCopy(ByteCount memory, ByteCount workingSet, DataRate dirtyRate) {

  /** The downtime limit of SimGrid's plugin, which its users cannot set. */
  public static final Duration SIMGRID_DOWNTIME_LIMIT = Duration.ofMillis(30);

  /**
   * @throws IllegalArgumentException if there is no memory or the working set is larger
   */
  public CappedLinearPreCopy {
    require(memory.bytes() > 0, "there is no memory to send");
    require(
        workingSet.compareTo(memory) <= 0,
        "a working set of %s does not fit a memory of %s",
        workingSet,
        memory);
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
        (double) memory.bytes(),
        bandwidth,
        downtimeLimit,
        Duration.ZERO,
        (bytes, seconds) ->
            Math.min(dirtyRate.bytesPerSecond() * seconds, (double) workingSet.bytes()));
  }
}
