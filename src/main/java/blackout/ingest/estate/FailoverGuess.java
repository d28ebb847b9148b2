package blackout.ingest.estate;

import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.Facts;
import blackout.inventory.Assumption;
import blackout.inventory.FailoverSettings;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The times of a cluster itself: what its export says, otherwise the usual ones. */
final class FailoverGuess {

  private FailoverGuess() {}

  static FailoverSettings of(
      List<Facts<ClusterField>> clusters,
      Optional<WindowsVersion> platform,
      List<Assumption> assumptions) {
    Optional<Long> interval = said(clusters, ClusterField.HEARTBEAT_INTERVAL, 1, 600_000);
    Optional<Long> threshold = said(clusters, ClusterField.HEARTBEAT_THRESHOLD, 1, 1000);
    Optional<Long> isolation = said(clusters, ClusterField.ISOLATION, 0, 86_400);
    boolean windows = platform.isPresent();
    FailoverSettings usual = FailoverSettings.usual(platform);
    var settings =
        new FailoverSettings(
            interval.map(Duration::ofMillis).orElse(usual.heartbeatInterval()),
            threshold.map(Long::intValue).orElse(usual.heartbeatThreshold()),
            usual.ownershipMove(),
            usual.diskOffline(),
            usual.diskArbitration(),
            usual.diskOnline(),
            usual.resume(),
            usual.vmStart(),
            usual.guestBoot(),
            usual.startsPerNode(),
            windows ? isolation.map(Duration::ofSeconds) : usual.isolation());
    assumptions.add(
        new Assumption(
            "/failover/guest_boot_s",
            Json.plain(settings.guestBoot().toNanos() / 1e9).toPlainString(),
            "No export says how long guests boot; nor the other times of /failover"
                + (windows && threshold.isPresent()
                    ? " but the heartbeats."
                    : windows ? ", which are the defaults of Windows." : ".")));
    return settings;
  }

  private static Optional<Long> said(
      List<Facts<ClusterField>> clusters, ClusterField field, long least, long most) {
    return clusters.stream()
        .flatMap(c -> c.value(field, Long.class).stream())
        .filter(n -> n >= least && n <= most)
        .findFirst();
  }
}
