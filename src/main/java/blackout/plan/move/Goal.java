package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a live migration is to reach. One that never ends reaches no goal, not even one without
 * limits.
 *
 * @param downtime the longest pause, more than 0; empty for any
 * @param total the longest time from the command to the end, more than 0; empty for any
 */
public record Goal(Optional<Duration> downtime, Optional<Duration> total) {

  /** That it ends at all. */
  public static final Goal ENDS = new Goal(Optional.empty(), Optional.empty());

  public Goal {
    requireLonger(downtime, "downtime");
    requireLonger(total, "total time");
  }

  public static Goal downtimeWithin(Duration limit) {
    return new Goal(Optional.of(limit), Optional.empty());
  }

  public static Goal totalWithin(Duration limit) {
    return new Goal(Optional.empty(), Optional.of(limit));
  }

  /** This goal and another one: of each time, the shorter limit. */
  public Goal and(Goal other) {
    return new Goal(shorter(downtime, other.downtime), shorter(total, other.total));
  }

  public boolean isMetBy(Outcome outcome) {
    Optional<Downtime> pause = outcome.downtime();
    return pause.isPresent()
        && downtime.map(limit -> pause.get().total().compareTo(limit) <= 0).orElse(true)
        && total.map(limit -> outcome.record().total().compareTo(limit) <= 0).orElse(true);
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
