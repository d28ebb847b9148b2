package blackout.cli;

import blackout.plan.move.Goal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a move is to reach, the same options in every command that asks for a goal. */
final class GoalOptions {

  @Option(
      names = "--within-downtime",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "The goal: longest downtime, such as 1s.")
  private Optional<Duration> downtime = Optional.empty();

  @Option(
      names = {"--within-total", "--window"},
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "The goal: longest migration time, such as 10min.")
  private Optional<Duration> total = Optional.empty();

  /**
   * The goal.
   *
   * @throws IllegalArgumentException if a time is not longer than 0
   */
  Goal goal() {
    return new Goal(downtime, total);
  }
}
