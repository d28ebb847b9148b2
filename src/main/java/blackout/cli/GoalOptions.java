package blackout.cli;

import blackout.outcome.Brownout;
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

  @Option(
      names = "--most-slowdown",
      paramLabel = "SHARE",
      description =
          "The most that the guest may be slowed while it runs, by throttling, stuns or page faults,"
              + " from 0 to 1 (0.95).")
  private double mostSlowdown = Brownout.USUAL_MOST;

  /**
   * The goal.
   *
   * @throws IllegalArgumentException if a time is not longer than 0, or the slowdown is no share
   */
  Goal goal() {
    return new Goal(downtime, total, mostSlowdown);
  }
}
