package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.Finishes;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.ArrayList;

/**
 * The textbook series: each round sends what was dirtied in the one before, at a constant dirty
 * rate.
 *
 * <pre>
 *   V_k = V r^k        T = (V/B) (1 - r^(n+1)) / (1 - r)        T_down = (V/B) r^n        r = D/B
 * </pre>
 *
 * <p>{@code V} memory, {@code D} dirty rate, {@code B} bandwidth, {@code V_k} bytes of round {@code
 * k}, {@code n} rounds before the final copy.
 *
 * <p>Assumes that every write lands on a page that is clean, so it overstates guests that write the
 * same pages again and again: above all when the working set is small. Knows no zero pages, no
 * headers and no fixed costs. The series is elementary; it is usually quoted from H. Liu et al.,
 * HPDC 2011, whose refined form was not read.
 *
 * @param memory the memory that round 0 sends, at least 1 B
 * @param dirtyRate the rate at which clean memory becomes dirty
 * @param bandwidth the payload rate of the link, more than 0
 * @see <a href="https://doi.org/10.1145/1996130.1996154">Liu et al., HPDC 2011</a>
 */
public record GeometricPreCopy(ByteCount memory, DataRate dirtyRate, DataRate bandwidth) {

  /**
   * @throws IllegalArgumentException if there is no memory or no bandwidth
   */
  public GeometricPreCopy {
    require(memory.bytes() > 0, "there is no memory to send");
    RoundLoop.requireBandwidth(bandwidth);
  }

  /** The dirty rate over the bandwidth; from 1 on the rounds do not shrink. */
  public double ratio() {
    return dirtyRate.ratioTo(bandwidth);
  }

  /**
   * Rounds until what is left is at most a size.
   *
   * <pre>  n = ceil(log(V_stop / V) / log(r))</pre>
   *
   * <p>If all memory is within the size, there are no rounds: the final copy sends everything.
   *
   * @param stopSize the most that may be left for the final copy, at least 1 B
   * @throws IllegalArgumentException if the size is 0
   */
  public PreCopyEstimate until(ByteCount stopSize) {
    require(stopSize.bytes() > 0, "a stop size of 0 B is never reached");
    double share = (double) stopSize.bytes() / memory.bytes();
    if (share >= 1) {
      return afterRounds(0);
    }
    double ratio = ratio();
    if (ratio >= 1) {
      return new NeverConverges(
          "memory is dirtied at " + dirtyRate + " and sent at " + bandwidth,
          afterRounds(1).transfers());
    }
    // A whole number that rounding has lifted a little is still that number.
    double rounds = ratio == 0 ? 1 : Math.ceil(Math.log(share) / Math.log(ratio) - 1e-9);
    if (rounds > RoundLoop.MOST_ROUNDS) {
      return new NeverConverges(
          "no end after " + RoundLoop.MOST_ROUNDS + " rounds", afterRounds(1).transfers());
    }
    return afterRounds((int) rounds);
  }

  /**
   * A number of rounds, then the final copy of whatever is left.
   *
   * @param rounds the rounds while the guest runs, 0 to 1,000,000
   * @throws IllegalArgumentException if the number of rounds is out of range
   */
  public Finishes afterRounds(int rounds) {
    require(
        rounds >= 0 && rounds <= RoundLoop.MOST_ROUNDS,
        "rounds are not in 0..%s: %s",
        RoundLoop.MOST_ROUNDS,
        rounds);
    double ratio = ratio();
    double firstSeconds = memory.bytes() / bandwidth.bytesPerSecond();
    var transfers = new ArrayList<CopyPass>();
    for (int k = 0; k <= rounds; k++) {
      double part = Math.pow(ratio, k);
      transfers.add(CopyPass.of(memory.bytes() * part, firstSeconds * part));
    }
    double sum = ratio == 1 ? rounds + 1 : (1 - Math.pow(ratio, rounds + 1)) / (1 - ratio);
    return Finishes.of(firstSeconds * sum, memory.bytes() * sum, transfers);
  }
}
