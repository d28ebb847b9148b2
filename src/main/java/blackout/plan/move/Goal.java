package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.stats.MonteCarlo.Times;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a live migration is to reach. One that never ends reaches no goal, not even one without
 * limits.
 *
 * @param downtime the longest pause, more than 0; empty for any
 * @param total the longest time from the command to the end, more than 0; empty for any
 * @param mostSlowdown the largest share of its speed that the guest may lose while it runs, 0 to 1
 */
public record Goal(Optional<Duration> downtime, Optional<Duration> total, double mostSlowdown) {

  /** That it ends at all. */
  public static final Goal ENDS = new Goal(Optional.empty(), Optional.empty());

  /** With the usual limit of the slowdown. */
  public Goal(Optional<Duration> downtime, Optional<Duration> total) {
    this(downtime, total, Brownout.USUAL_MOST);
  }

  public Goal {
    requireLonger(downtime, "downtime");
    requireLonger(total, "total time");
    require(
        mostSlowdown >= 0 && mostSlowdown <= 1,
        "the most slowdown is not a share in 0..1: %s",
        mostSlowdown);
  }

  public static Goal downtimeWithin(Duration limit) {
    return new Goal(Optional.of(limit), Optional.empty());
  }

  public static Goal totalWithin(Duration limit) {
    return new Goal(Optional.empty(), Optional.of(limit));
  }

  /** This goal and another one: of each, the tighter limit. */
  public Goal and(Goal other) {
    return new Goal(
        shorter(downtime, other.downtime),
        shorter(total, other.total),
        Math.min(mostSlowdown, other.mostSlowdown));
  }

  public boolean isMetBy(Outcome outcome) {
    Optional<Downtime> pause = outcome.downtime();
    return pause.isPresent()
        && outcome.record().brownout().isWithin(mostSlowdown)
        && downtime.map(limit -> pause.get().total().compareTo(limit) <= 0).orElse(true)
        && total.map(limit -> outcome.record().total().compareTo(limit) <= 0).orElse(true);
  }

  /** Whether a case of a Monte Carlo run meets it, with the times that count for it. */
  boolean isMetBy(Times times, Brownout brownout) {
    return Double.isFinite(times.total())
        && brownout.isWithin(mostSlowdown)
        && downtime.map(limit -> times.downtime() <= Amounts.seconds(limit)).orElse(true)
        && total.map(limit -> times.total() <= Amounts.seconds(limit)).orElse(true);
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    return Stream.concat(one.stream(), other.stream()).min(Duration::compareTo);
  }

  private static void requireLonger(Optional<Duration> limit, String what) {
    require(
        limit.isEmpty() || limit.get().toNanos() > 0,
        "goal of a %s is not longer than 0: %s",
        what,
        limit.orElse(Duration.ZERO));
  }
}
