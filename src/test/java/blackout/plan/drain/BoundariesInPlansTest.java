package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.plan.cluster.Reserve;
import blackout.plan.cluster.RestartPlacement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A VM is given no host that its cluster would not give it, whoever plans: worked by hand. Three
 * hosts of 34 GiB keep 2 GiB each, so that 32 GiB are for VMs; all VMs have 8 GiB.
 */
final class BoundariesInPlansTest {

  /** VMs a, b on h1, c on h2, d on h3: h2 and h3 have 24 GiB free each. */
  private static Estate estate(String nodes, String volumes, String vms, String rules) {
    String json =
        """
        {"schema": "blackout-estate/1", "name": "small", "hypervisor": "vmotion",
         "nodes": [{"name": "h1", "memory_mib": 34816}, {"name": "h2", "memory_mib": 34816%s},
                   {"name": "h3", "memory_mib": 34816}],
         "networks": [{"name": "lm", "purposes": ["live migration"]}],
         "volumes": [{"name": "v", "kind": "cluster shared volume", "size_gib": 100}%s],
         "live_migration": {"network": "lm", "line_rate_gbit_s": 10, "payload_ratio": 0.94},
         "storage": {"write_mib_s": 100, "read_mib_s": 100},
         "failover": {"heartbeat_interval_ms": 1000, "heartbeat_threshold": 5, "ownership_move_ms": 0,
           "disk_offline_ms": 0, "disk_arbitration_ms": 0, "disk_online_ms": 0, "resume_ms": 0,
           "vm_start_ms": 1000, "guest_boot_s": 60, "starts_per_node": 2},
         "vms": [{"name": "a", "memory_mib": 8192, "node": "h1", "volume": "v", "writes": {"pattern": "idle"}%s},
                 {"name": "b", "memory_mib": 8192, "node": "h1", "volume": "v", "writes": {"pattern": "idle"}},
                 {"name": "c", "memory_mib": 8192, "node": "h2", "volume": "v", "writes": {"pattern": "idle"}},
                 {"name": "d", "memory_mib": 8192, "node": "h3", "volume": "v", "writes": {"pattern": "idle"}}],
         "placement_rules": [%s], "assumptions": []}
        """
            .formatted(nodes, volumes, vms, rules);
    return EstateFile.parse(json.getBytes(StandardCharsets.UTF_8), "small.json").value();
  }

  private static List<String> drained(Estate estate) {
    Drain drain = Drains.of(estate, "h1", DrainRules.of(estate));
    return java.util.stream.Stream.concat(
            drain.moves().stream().map(m -> m.vm() + " " + m.way().label() + " to " + m.to()),
            drain.kept().stream().map(Drain.Kept::toString))
        .sorted()
        .toList();
  }

  private static List<String> restarted(Estate estate) {
    RestartPlacement after = RestartPlacement.after(estate, Set.of("h1"));
    return java.util.stream.Stream.concat(
            after.nodes().entrySet().stream().map(e -> e.getKey().name() + " on " + e.getValue()),
            after.refused().stream().map(r -> r.vm().name() + ": " + r.reason()))
        .sorted()
        .toList();
  }

  @Test
  void withoutBoundariesTheVmsGoWhereTheRoomIs() {
    Estate estate = estate("", "", "", "");

    assertThat(drained(estate)).containsExactly("a live to h2", "b live to h3");
    assertThat(restarted(estate)).containsExactly("a on h2", "b on h3");
  }

  @Test
  void aHostInMaintenanceGetsNone() {
    Estate estate = estate(", \"state\": \"maintenance\"", "", "", "");

    assertThat(drained(estate)).containsExactly("a live to h3", "b live to h3");
    assertThat(restarted(estate)).containsExactly("a on h3", "b on h3");
  }

  @Test
  void aHostThatDoesNotSeeADiskGetsNoVmOfIt() {
    String local =
        ", {\"name\": \"x\", \"kind\": \"cluster shared volume\", \"size_gib\": 9, \"visible_to\": %s}";
    String disk = ", \"other_volumes\": [\"x\"]";
    Estate two = estate("", local.formatted("[\"h1\", \"h3\"]"), disk, "");
    Estate one = estate("", local.formatted("[\"h1\"]"), disk, "");

    // Largest first, of equals in the order of the estate: a takes h3, b the other.
    assertThat(drained(two)).containsExactly("a live to h3", "b live to h2");
    assertThat(restarted(two)).containsExactly("a on h3", "b on h2");
    assertThat(drained(one)).containsExactly("a (no other host sees x)", "b live to h2");
    assertThat(restarted(one))
        .containsExactly("a: no node is left that sees its volume", "b on h2");
  }

  @Test
  void rulesBetweenVmsAndHostsAreKept() {
    String rule =
        "{\"name\": \"r\", \"kind\": \"%s\", \"required\": %s, \"vms\": [\"a\"], \"nodes\": [%s]}";
    Estate only = estate("", "", "", rule.formatted("on", true, "\"h1\", \"h3\""));
    Estate pinned = estate("", "", "", rule.formatted("on", true, "\"h1\""));
    Estate never = estate("", "", "", rule.formatted("not on", true, "\"h2\""));
    Estate preferred = estate("", "", "", rule.formatted("on", false, "\"h3\""));

    for (Estate estate : List.of(only, never, preferred)) {
      assertThat(drained(estate)).containsExactly("a live to h3", "b live to h2");
      assertThat(restarted(estate)).containsExactly("a on h3", "b on h2");
    }
    assertThat(drained(pinned))
        .containsExactly("a (it may run on no other host by the rule \"r\")", "b live to h2");
    assertThat(restarted(pinned))
        .containsExactly("a: no node is left on which rules let it run", "b on h2");
  }

  @Test
  void vmsThatStayApartNeverMeet() {
    String rule =
        "{\"name\": \"r\", \"kind\": \"apart\", \"required\": %s, \"vms\": [\"a\", \"b\", \"c\"]}";
    Estate required = estate("", "", "", rule.formatted(true));
    Estate preferred = estate("", "", "", rule.formatted(false));

    // c is on h2 already, so h3 takes one of a and b, and no host is left for the other.
    assertThat(drained(required))
        .containsExactly("a live to h3", "b (the rule \"r\" leaves it no node with room)");
    assertThat(restarted(required))
        .containsExactly("a on h3", "b: no node is left on which rules let it run");
    assertThat(Reserve.of(required, 1).holds()).isFalse();
    // Preferred: b has to meet one of them, and goes to the roomier host.
    assertThat(drained(preferred)).containsExactly("a live to h3", "b live to h2");
    assertThat(restarted(preferred)).containsExactly("a on h3", "b on h2");
    assertThat(Reserve.of(preferred, 1).holds()).isTrue();
  }

  @Test
  void vmsThatStayTogetherGoToOneHost() {
    Estate estate =
        estate(
            "",
            "",
            "",
            "{\"name\": \"r\", \"kind\": \"together\", \"required\": true, \"vms\": [\"a\", \"b\"]}");

    assertThat(drained(estate)).containsExactly("a live to h2", "b live to h2");
  }

  @Test
  void aBlockedVmIsLeftOrShutDown() {
    Estate estate =
        estate(
            "", "", ", \"blockers\": [{\"kind\": \"host device\", \"evidence\": \"a GPU\"}]", "");
    Drain shut =
        Drains.of(
            estate,
            "h1",
            new DrainRules(
                Concurrency.of(estate), List.of(), DrainRules.USUAL_PATCH, 1, Blocked.SHUT_DOWN));

    assertThat(drained(estate)).containsExactly("a (host device (a GPU))", "b live to h2");
    assertThat(restarted(estate)).containsExactly("a: host device (a GPU)", "b on h2");
    assertThat(shut.kept()).isEmpty();
    // 1 min to shut down, 20 min of patching, 1 s to start and 60 s to boot.
    assertThat(shut.longestDowntime(Drain.Way.SHUT_DOWN)).hasSeconds(60 + 1200 + 1 + 60);
    assertThat(shut.keptWords(9)).isEmpty();
    assertThat(Drains.of(estate, "h1", DrainRules.of(estate)).keptWords(9))
        .containsExactly("h1 cannot be emptied: a stays, host device (a GPU).");
  }
}
