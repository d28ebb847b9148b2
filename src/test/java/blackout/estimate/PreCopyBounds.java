package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * What no write pattern can leave, if only memory and bandwidth count.
 *
 * <pre>  V/B &lt;= T &lt;= (n+1) V/B        0 &lt;= T_down &lt;= V/B</pre>
 *
 * <p>{@code V} memory, {@code B} bandwidth, {@code n} the most rounds before the final copy. Every
 * byte is sent at least once; no round and no final copy sends more than all memory. Bounds of this
 * kind, with Xen's stop rules and fixed costs, are those of S. Akoush et al., Predicting the
 * performance of virtual machine migration, MASCOTS 2010, pp. 37-46 (abstract read); the counting
 * here is ours. A hypervisor that skips zero pages or compresses can fall below the lower bound.
 *
 * @param memory the memory that has to be sent
 * @param bandwidth the payload rate of the link, more than 0
 * @param mostRounds the most rounds while the guest runs, at least 0
 */
public record PreCopyBounds(ByteCount memory, DataRate bandwidth, int mostRounds) {

  /**
   * @throws IllegalArgumentException if there is no bandwidth or the number of rounds is negative
   */
  public PreCopyBounds {
    RoundLoop.requireBandwidth(bandwidth);
    require(mostRounds >= 0, "number of rounds is negative: %s", mostRounds);
  }

  /** All memory once. */
  public Duration leastTotal() {
    return bandwidth.timeFor(memory);
  }

  /** All memory in every round and again in the final copy. */
  public Duration mostTotal() {
    return leastTotal().multipliedBy(mostRounds + 1L);
  }

  /** Nothing left for the pause. */
  public Duration leastDowntime() {
    return Duration.ZERO;
  }

  /** All memory in the pause. */
  public Duration mostDowntime() {
    return leastTotal();
  }
}
