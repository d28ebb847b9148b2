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

  /** Whether the guest was slowed at all. */
  public boolean isFelt() {
    return !lostWork.isZero();
  }
}
