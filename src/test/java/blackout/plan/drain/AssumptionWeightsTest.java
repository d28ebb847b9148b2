package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.plan.drain.AssumptionWeights.Fate;
import blackout.plan.drain.AssumptionWeights.Weighed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Assumptions are ranked by what they do, worked by hand: two idle VMs of 8 GiB leave a host of 34
 * GiB over 10 Gbit/s; another of the same size has one VM of 8 GiB already.
 */
final class AssumptionWeightsTest {

  private static Estate estate(String... assumed) {
    String json =
        """
        {"schema": "blackout-estate/1", "name": "small", "hypervisor": "textbook",
         "nodes": [{"name": "h1", "memory_mib": 34816}, {"name": "h2", "memory_mib": 34816}],
         "networks": [{"name": "lm", "purposes": ["live migration"]}],
         "volumes": [{"name": "v", "kind": "cluster shared volume", "size_gib": 100},
                     {"name": "w", "kind": "cluster shared volume", "size_gib": 100}],
         "live_migration": {"network": "lm", "line_rate_gbit_s": 10, "payload_ratio": 0.94},
         "storage": {"write_mib_s": 100, "read_mib_s": 100},
         "failover": {"heartbeat_interval_ms": 1000, "heartbeat_threshold": 5, "ownership_move_ms": 0,
           "disk_offline_ms": 0, "disk_arbitration_ms": 0, "disk_online_ms": 0, "resume_ms": 0,
           "vm_start_ms": 1000, "guest_boot_s": 60, "starts_per_node": 2},
         "vms": [{"name": "a", "memory_mib": 8192, "node": "h1", "volume": "v", "writes": {"pattern": "idle"}},
                 {"name": "b", "memory_mib": 8192, "node": "h1", "volume": "v", "writes": {"pattern": "idle"}},
                 {"name": "c", "memory_mib": 8192, "node": "h2", "volume": "w", "writes": {"pattern": "idle"}}],
         "assumptions": [%s]}
        """
            .formatted(
                String.join(
                    ", ",
                    List.of(assumed).stream()
                        .map("{\"field\": \"%s\", \"reason\": \"nobody said\"}"::formatted)
                        .toList()));
    return EstateFile.parse(json.getBytes(StandardCharsets.UTF_8), "small.json").value();
  }

  @Test
  void theFullestHostIsEmptiedAsAssumed() {
    Fate fate = new AssumptionWeights(estate()).asAssumed();

    // 16 GiB over 1.175 GB/s are 14.6 s.
    assertThat(fate.empty().toMillis()).isCloseTo(14_621, within(600L));
    assertThat(fate.staying()).isZero();
    // 5 heartbeats, a second to start, a minute to boot.
    assertThat(fate.crash()).isEqualTo(Duration.ofSeconds(66));
  }

  @Test
  void whatLeavesVmsBehindComesBeforeWhatTakesTime() {
    List<Weighed> weighed =
        new AssumptionWeights(
                estate(
                    "/live_migration/payload_ratio",
                    "/failover/guest_boot_s",
                    "/live_migration/line_rate_gbit_s",
                    "/nodes",
                    "/storage/read_mib_s"))
            .weighed(5);

    // Half of 34 GiB, less 2 for the host and 8 for c, is 7 GiB: neither a nor b finds room. A
    // tenth
    // of the link takes ten times as long; boots of 180 s make a crash 2.8 times as long.
    assertThat(weighed)
        .extracting(w -> w.assumption().field())
        .containsExactly(
            "/nodes",
            "/live_migration/line_rate_gbit_s",
            "/failover/guest_boot_s",
            "/live_migration/payload_ratio");
    Map<String, Fate> nodes = weighed.get(0).cases();
    assertThat(nodes.get("half of it").staying()).isEqualTo(2);
    assertThat(nodes.get("twice of it").staying()).isZero();
    assertThat(weighed.get(1).cases()).containsOnlyKeys("1 Gbit/s", "25 Gbit/s");
    assertThat(weighed.get(2).cases().get("180 s").crash()).isEqualTo(Duration.ofSeconds(186));
  }

  @Test
  void aVolumeThatOnlyItsHostsSeeLeavesAllVmsBehind() {
    List<Weighed> weighed = new AssumptionWeights(estate("/volumes")).weighed(5);

    assertThat(weighed.get(0).cases().get("seen only by the hosts of their VMs").staying())
        .isEqualTo(2);
  }
}
