package blackout.kernel.transfer;

import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.ArrayList;
import java.util.List;

/** The rounds of one migration, each from the end of the one before. */
final class RoundRecord {

  private final List<Round> rounds = new ArrayList<>();
  private Round.Sent sentBefore = Round.Sent.NOTHING;
  private double startNanos;

  /**
   * Starts the first round.
   *
   * @param sent all that was sent before
   */
  void start(double nowNanos, Round.Sent sent) {
    startNanos = nowNanos;
    sentBefore = sent;
  }

  /**
   * Ends a round and starts the next.
   *
   * @param sent all that was sent so far
   */
  void end(
      double nowNanos,
      Round.Sent sent,
      long newlyDirtyPages,
      long remainingPages,
      double thresholdBytes,
      double bytesPerSecond,
      double throttleRatio,
      boolean paused) {
    rounds.add(
        new Round(
            rounds.size(),
            Transfer.nanos(startNanos),
            Transfer.nanos(nowNanos).minus(Transfer.nanos(startNanos)),
            sent.minus(sentBefore),
            newlyDirtyPages,
            remainingPages,
            new ByteCount(Transfer.rounded(thresholdBytes)),
            new DataRate(bytesPerSecond),
            throttleRatio,
            paused));
    start(nowNanos, sent);
  }

  /**
   * The pages that became dirty since the last round ended, if so many were sent and so many wait.
   */
  long dirtiedSince(Round.Sent sent, long remainingPages) {
    long waited = rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).remainingPages();
    return Math.max(0, sent.minus(sentBefore).pages() + remainingPages - waited);
  }

  List<Round> rounds() {
    return rounds;
  }
}
