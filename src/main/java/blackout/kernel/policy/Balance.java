package blackout.kernel.policy;

import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.kernel.transfer.WritePlan;
import java.util.Arrays;

/**
 * Tells whether a move whose rounds have no limit can still end, by its balance: what each reading
 * of the log leaves above what the stop rule allows. Once that has come to rest, further rounds are
 * like the last, and an hour of them need not be replayed.
 *
 * <p>It is looked at in rows of rounds, each row twice as long as the one before, so that a move
 * near the edge is watched longer. A row is at rest if in its last quarter the least value is
 * larger than the spread, of few values than twice or three times that, and if the trend, taken as
 * large as chance may hide, goes on without halving it before the move is given up, or dies away
 * from quarter to quarter so fast that a quarter of it will not be lost. For values spread as the
 * normal distribution a later round that ends the move is then one in 10^9 or rarer. Where the
 * guest's speed or the link's share changes, the watch begins anew. That a guest's writes stay as
 * they are is what the scenario says; of a trace or a sweep, two turns are awaited.
 */
final class Balance {

  private static final int FIRST_ROW = 16;

  /** The share of a trend that may be left from quarter to quarter if it dies away. */
  private static final double FADING = 0.6;

  /** What waits varies by its square root, if pages are written independently. */
  private static final double LEAST_SPREAD = 6;

  /** From so many rounds on their spread tells enough, and a fall that it hides is none. */
  private static final int LONG_ROW = 256;

  private final Transfer t;
  private final Pages pages;
  private final double turnNanos;
  private int rowLength = FIRST_ROW;
  private int rounds;
  private double speed = Double.NaN;
  private double lastQuarterNanos;
  private double[] countsBefore = {};
  private double least;
  private double most;
  private final double[] sums = new double[4];
  private double roundsAhead;

  Balance(Transfer t, Pages pages) {
    this.pages = pages;
    this.t = t;
    double longest = 0;
    for (WritePlan plan : t.input.writes()) {
      longest = Math.max(longest, turnNanos(plan));
    }
    turnNanos = longest;
  }

  /** How long it takes until the writes repeat themselves; 0 where they follow no order. */
  private static double turnNanos(WritePlan plan) {
    return switch (plan.kind()) {
      case SEQUENTIAL -> plan.pages() / plan.writesPerSecond() * 1e9;
      case TRACED -> plan.intervalNanos() * plan.distinctPages().length;
      case RANDOM, ZIPF -> 0;
    };
  }

  /**
   * Notes the end of a round. If the move cannot end any more, the time to give up has come when
   * this returns, and what would have been sent until then is counted as sent.
   *
   * @param excessPages the pages that wait above what the stop rule allows; 0 or less if the move
   *     ends
   * @return whether it cannot end
   */
  boolean cannotEnd(double excessPages) {
    if (excessPages <= 0 || t.guestSpeed() != speed || t.nextShareNanos() != Transfer.NO_LIMIT) {
      rowLength = FIRST_ROW;
      start();
      return false;
    }
    int quarter = 4 * rounds++ / rowLength;
    sums[quarter] += excessPages;
    if (quarter == 3) {
      least = Math.min(least, excessPages);
      most = Math.max(most, excessPages);
    }
    if (rounds == 3 * rowLength / 4) {
      lastQuarterNanos = t.nowNanos();
      countsBefore = t.counts();
    }
    if (rounds < rowLength) {
      return false;
    }
    double quarterNanos = t.nowNanos() - lastQuarterNanos;
    double quartersLeft = (t.input.giveUpNanos() - t.nowNanos()) / quarterNanos;
    if (isAtRest(quartersLeft / 4) && quarterNanos > 2 * turnNanos) {
      roundsAhead = Math.max(0, quartersLeft) * rowLength / 4;
      t.repeatUntilGivenUp(lastQuarterNanos, countsBefore);
      return true;
    }
    rowLength *= 2;
    start();
    return false;
  }

  private boolean isAtRest(double rowsLeft) {
    double quarter = rowLength / 4.0;
    double floor = rowLength < LONG_ROW ? LEAST_SPREAD * Math.sqrt((double) pages.remaining()) : 0;
    double spread = Math.max(most - least, floor);
    double fallOfHalves = (sums[0] + sums[1] - sums[2] - sums[3]) / (2 * quarter);
    double hidden = spread / Math.sqrt(rowLength);
    boolean even = rowLength >= LONG_ROW && fallOfHalves <= hidden;
    boolean slow = 2 * (fallOfHalves + hidden) * rowsLeft < least / 2;
    double chance = spread / Math.sqrt(quarter);
    double fall = Math.max(0, (sums[2] - sums[3]) / quarter) + chance;
    double left = fall / ((sums[1] - sums[2]) / quarter - chance);
    boolean diesAway = left > 0 && left < FADING && fall * left / (1 - left) < least / 4;
    return least > spread && (even || slow || diesAway);
  }

  /** The rounds that were not replayed. */
  int roundsAhead() {
    return (int) roundsAhead;
  }

  private void start() {
    rounds = 0;
    speed = t.guestSpeed();
    least = Double.POSITIVE_INFINITY;
    most = 0;
    Arrays.fill(sums, 0);
  }
}
