package blackout.cli;

import blackout.scenario.Defaults;
import blackout.scenario.Migration;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The target downtime, the same option in every command that predicts a live migration. */
final class DowntimeLimitOption {

  @Option(
      names = "--downtime-limit",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "Target downtime that the hypervisor is set to; "
              + Defaults.DOWNTIME_LIMIT
              + " if not given.")
  private Optional<Duration> limit = Optional.empty();

  boolean isGiven() {
    return limit.isPresent();
  }

  Duration value() {
    return limit.orElse(Migration.DEFAULT_DOWNTIME_LIMIT);
  }
}
