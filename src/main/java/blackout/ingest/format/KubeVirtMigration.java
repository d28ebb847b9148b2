package blackout.ingest.format;

import blackout.calibrate.ObservedMigration;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What KubeVirt says of the last migration of a VM; what is absent is NaN. */
final class KubeVirtMigration {

  /** The times of migrations are in whole seconds. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  String source = "";
  double startSeconds = Double.NaN;
  double endSeconds = Double.NaN;
  double bytesPerSecond = Double.NaN;
  boolean failed;

  Optional<DataRate> rate() {
    return bytesPerSecond > 0 ? Optional.of(new DataRate(bytesPerSecond)) : Optional.empty();
  }

  Optional<Duration> total() {
    double seconds = endSeconds - startSeconds;
    return !failed && seconds > 0 && seconds < 1e8
        ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
        : Optional.empty();
  }

  ObservedMigration observed() {
    return new ObservedMigration(
        List.of(),
        Optional.empty(),
        total(),
        RESOLUTION,
        Optional.empty(),
        rate(),
        Optional.empty());
  }
}
