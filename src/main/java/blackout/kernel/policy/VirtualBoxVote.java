package blackout.kernel.policy;

import java.util.Arrays;

/**
 * VirtualBox's vote on whether the guest can be paused ({@code pgmR3LiveVote} in
 * src/VBox/VMM/VMMR3/PGMSavedState.cpp): it looks at how many pages were dirty at the end of the
 * last passes. The long mean divides by the whole history from the start; the short one is out of
 * reach until four passes are over, because the history begins with huge entries.
 *
 * @see <a
 *     href="https://www.virtualbox.org/browser/vbox/trunk/src/VBox/VMM/VMMR3/PGMSavedState.cpp">
 *     PGMSavedState.cpp</a>
 */
final class VirtualBoxVote {

  private static final int HISTORY = 64;
  private static final long UNFILLED = 0xffff_ffffL / 2;
  private static final int SHORT = 4;

  /** Up to this pass, counts of pages decide; later, times do. */
  private static final int LAST_PASS_BY_COUNT = 10;

  private static final double LEAST_LIMIT_MILLIS = 32;

  private final long[] history = new long[HISTORY];
  private int passes;

  VirtualBoxVote() {
    Arrays.fill(history, UNFILLED);
  }

  /**
   * Notes a pass and votes.
   *
   * @param dirtyNow the pages dirty at its end
   * @param pagesPerSecond the pages sent per second so far
   * @param limitMillis the longest pause (ms)
   * @return whether the guest can be paused
   */
  boolean afterPass(long dirtyNow, double pagesPerSecond, double limitMillis) {
    int pass = passes++;
    history[pass % HISTORY] = dirtyNow;
    long shortMean = shortMean();
    long longMean = longMean();
    boolean steady =
        shortMean <= longMean
            && (dirtyNow <= shortMean || dirtyNow - shortMean < Math.min(shortMean / 8, 16));
    if (!steady) {
      return false;
    }
    if (pass <= LAST_PASS_BY_COUNT) {
      return (shortMean <= 128 && longMean <= 1024) || longMean <= 256;
    }
    double limit = limitMillis(limitMillis);
    double shortMillis = millis(shortMean, pagesPerSecond);
    return (millis(longMean, pagesPerSecond) <= limit && shortMillis < limit)
        || shortMillis < limit / 2;
  }

  /** The longest pause that it goes by (ms). */
  static double limitMillis(double asked) {
    return Math.max(LEAST_LIMIT_MILLIS, asked);
  }

  /** The mean of the last four passes, in whole pages. */
  long shortMean() {
    long sum = 0;
    for (int i = 1; i <= SHORT; i++) {
      sum += history[(passes - i + HISTORY) % HISTORY];
    }
    return sum / SHORT;
  }

  /** The sum of the passes kept, divided by the 64 that can be kept, in whole pages. */
  long longMean() {
    long sum = 0;
    for (int i = 0; i < Math.min(passes, HISTORY); i++) {
      sum += history[i];
    }
    return sum / HISTORY;
  }

  /** Whole milliseconds; none for no pages, whatever the speed. */
  private static double millis(long pages, double pagesPerSecond) {
    return pages == 0 ? 0 : Math.floor(pages / pagesPerSecond * 1000);
  }
}
