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

/**
 * The times of a cluster itself. A Windows cluster sends a heartbeat every 1000 ms and misses 5 of
 * them, 10 from 2012 R2 with Hyper-V on; arbitration takes 7 s. The other times are assumptions,
 * and all times of other products are: what restarts their VMs is not in the exports.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/clusters-samesubnetthreshold">SameSubnetThreshold</a>
 * @see <a
 *     href="http://windowsitpro.com/windows-server-2016/what-are-defaults-2016-latency-settings">Defaults
 *     of 2016, equal to those of 2012 R2 with Hyper-V</a>
 * @see <a
 *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/storage-pools-arbitrate">Arbitrate</a>
 */
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
    int usualThreshold =
        platform.map(v -> v.isAtLeast(WindowsVersion.WINDOWS_2012_R2) ? 10 : 5).orElse(15);
    var settings =
        new FailoverSettings(
            Duration.ofMillis(interval.orElse(1000L)),
            threshold.map(Long::intValue).orElse(usualThreshold),
            Duration.ofMillis(1000),
            Duration.ofMillis(2000),
            Duration.ofMillis(windows ? 7000 : 0),
            Duration.ofMillis(3000),
            Duration.ofMillis(500),
            Duration.ofMillis(5000),
            Duration.ofSeconds(60),
            4,
            windows ? isolation.map(Duration::ofSeconds) : Optional.of(Duration.ZERO));
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
