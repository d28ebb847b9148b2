package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.Finishes;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Round after round until what was dirtied meanwhile can be sent within the downtime limit. The
 * limit is looked at when a round ends, never inside one.
 */
final class RoundLoop {

  /** Rounds that shrink by less than this share have settled. */
  private static final double SETTLED_RATIO = 1e-9;

  /** After so many rounds a series is said to have no end; it keeps the list of them small. */
  static final int MOST_ROUNDS = 1_000_000;

  private RoundLoop() {}

  /**
   * Follows the rounds.
   *
   * @param firstBytes what round 0 sends (B)
   * @param bandwidth what the link carries, more than 0
   * @param limit the downtime limit, more than 0
   * @param perRound the time that each round takes besides sending, such as reading the dirty log
   * @param dirtiedBytes from what a round sent (B) and how long it took (s) to what was dirtied
   *     meanwhile (B); growing in the first
   * @throws IllegalArgumentException if nothing moves or the limit is no time
   */
  static PreCopyEstimate follow(
      double firstBytes,
      DataRate bandwidth,
      Duration limit,
      Duration perRound,
      DoubleBinaryOperator dirtiedBytes) {
    requireBandwidth(bandwidth);
    require(limit.toNanos() > 0, "downtime limit is not longer than 0: %s", limit);
    double rate = bandwidth.bytesPerSecond();
    double stopBytes = rate * limit.toNanos() / 1e9;
    double extraSeconds = perRound.toNanos() / 1e9;
    var transfers = new ArrayList<CopyPass>();
    double bytes = firstBytes;
    double sentBytes = 0;
    double seconds = 0;
    while (transfers.size() < MOST_ROUNDS) {
      double roundSeconds = bytes / rate + extraSeconds;
      transfers.add(CopyPass.of(bytes, roundSeconds));
      sentBytes += bytes;
      seconds += roundSeconds;
      double nextBytes = dirtiedBytes.applyAsDouble(bytes, roundSeconds);
      if (nextBytes <= stopBytes) {
        transfers.add(CopyPass.of(nextBytes, nextBytes / rate));
        return Finishes.of(seconds + nextBytes / rate, sentBytes + nextBytes, transfers);
      }
      if (nextBytes >= bytes * (1 - SETTLED_RATIO)) {
        return new NeverConverges(
            String.format(
                Locale.ROOT,
                "the rounds settle at %.3g B or grow; %.3g B fit into the downtime limit",
                nextBytes,
                stopBytes),
            transfers);
      }
      bytes = nextBytes;
    }
    return new NeverConverges("no end after " + MOST_ROUNDS + " rounds", transfers);
  }

  static void requireBandwidth(DataRate bandwidth) {
    require(bandwidth.bytesPerSecond() > 0, "bandwidth is 0; nothing would move");
  }
}
