package blackout.outcome;

import static blackout.quantity.Require.require;

import java.time.Duration;

/**
 * How much slower the guest ran while it was being moved, its pause apart: throttled by
 * auto-converge, stunned during page send, or waiting for pages after a switch to post-copy.
 *
 * @param length the time during which it was slowed
 * @param lostWork the work that it lost, as time of each of its processors: what it would have run
 *     in that time at full speed less what it ran; at most the length
 * @param deepestRatio the share of its speed that was taken at the worst, 0 to 1; after a switch to
 *     post-copy over a sixteenth of what follows
 * @param remoteFaults page faults that waited for the source, as if one processor made them all
 */
public record Brownout(Duration length, Duration lostWork, double deepestRatio, long remoteFaults) {

  /**
   * The most that a guest may be slowed where nobody says: one that keeps less than a twentieth of
   * its speed is as good as paused. An assumption.
   */
  public static final double USUAL_MOST = 0.95;

  public static final Brownout NONE = new Brownout(Duration.ZERO, Duration.ZERO, 0, 0);

  public Brownout {
    require(deepestRatio >= 0 && deepestRatio <= 1, "slowdown is not in 0..1: %s", deepestRatio);
    require(
        !lostWork.isNegative() && lostWork.compareTo(length) <= 0,
        "lost work of %s does not lie within a brownout of %s",
        lostWork,
        length);
  }

  /** The share of its speed that was taken in the mean while it was slowed, 0 to 1. */
  public double meanRatio() {
    return length.isZero() ? 0 : (double) lostWork.toNanos() / length.toNanos();
  }

  /**
   * Whether the guest is never slowed by more than a limit.
   *
   * @param mostRatio the largest share of its speed that may be taken, 0 to 1
   */
  public boolean isWithin(double mostRatio) {
    return !isFelt() || deepestRatio <= mostRatio + 1e-12;
  }

  /** Whether the guest was slowed at all. */
  public boolean isFelt() {
    return !lostWork.isZero();
  }
}
