package blackout.check;

import static blackout.check.Category.NETWORK;
import static blackout.check.Findings.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.ClusterUse;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules W07 and W09 to W11: what is bound, open and switched on where the nodes talk. */
final class TrafficRules {

  private TrafficRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "W07",
            NETWORK,
            FAIL,
            new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012_R2),
            "Client and file sharing bound on every network the cluster may use",
            "Client for Microsoft Networks and File and Printer Sharing of every such adapter",
            "Bind both; without them shared volumes fail with events 5120 and 5142.",
            Sources.KB2008795,
            TrafficRules::bindings),
        new Rule(
            "W09",
            NETWORK,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "The port of live migration is open between all nodes",
            "whether TCP 6600 (over SMB: 445) is reachable on the network of live migration",
            "Open the port in every firewall between the nodes.",
            Sources.NETWORK_GUIDE,
            TrafficRules::port),
        new Rule(
            "W10",
            NETWORK,
            WARN,
            Versions.ONLY_2008_R2,
            "No IPsec on private networks",
            "IPsec on the networks of heartbeat, shared volumes and live migration",
            "Turn IPsec off there, unless the traffic must be encrypted: it slows moves.",
            Sources.NETWORK_GUIDE,
            TrafficRules::ipsec),
        new Rule(
            "W11",
            NETWORK,
            WARN,
            Versions.ONLY_2008_R2,
            "No TCP Chimney where a bandwidth cap is meant to hold",
            "TCP Chimney Offload of every node, caps of networks and of live migration",
            "Turn TCP Chimney off in the management operating system.",
            Sources.NETWORK_GUIDE,
            TrafficRules::chimney));
  }

  private static void bindings(Estate estate, Findings found) {
    for (ClusterNetwork network : estate.networks()) {
      if (network.clusterUse().isEmpty()) {
        found.missing("whether the cluster may use \"" + network.name() + "\"");
      } else if (network.clusterUse().get() != ClusterUse.NONE) {
        Map<String, Optional<Boolean>> client = new LinkedHashMap<>();
        Map<String, Optional<Boolean>> sharing = new LinkedHashMap<>();
        for (Node node : estate.nodes()) {
          node.adapterOn(network.name())
              .ifPresent(
                  adapter -> {
                    client.put(node.name(), adapter.clientForMicrosoftNetworks());
                    sharing.put(node.name(), adapter.fileAndPrinterSharing());
                  });
        }
        String on = " on \"" + network.name() + "\"";
        found.all(
            "Client for Microsoft Networks" + on,
            true,
            client,
            "Client for Microsoft Networks is not bound" + on);
        found.all(
            "File and Printer Sharing" + on,
            true,
            sharing,
            "File and Printer Sharing is not bound" + on);
      }
    }
  }

  private static void port(Estate estate, Findings found) {
    Optional<ClusterNetwork> network = NetworkRules.migrationNetwork(estate, found);
    network.ifPresent(
        n ->
            found.all(
                "live migration through the firewalls",
                true,
                Map.of("\"" + n.name() + "\"", n.migrationPortOpen()),
                "The port of live migration is closed on"));
  }

  private static void ipsec(Estate estate, Findings found) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    for (ClusterNetwork network : estate.networks()) {
      if (network.carries(Purpose.HEARTBEAT)
          || network.carries(Purpose.SHARED_VOLUMES)
          || network.carries(Purpose.LIVE_MIGRATION)) {
        flags.put("\"" + network.name() + "\"", network.ipsec());
      }
    }
    found.all("IPsec", false, flags, "IPsec is on");
  }

  private static void chimney(Estate estate, Findings found) {
    boolean capped =
        estate.networks().stream().anyMatch(n -> n.managementCapRatio().isPresent())
            || estate.migrationLink().filter(m -> m.link().senderLimit().isPresent()).isPresent();
    if (!capped) {
      found.beside("No bandwidth cap that TCP Chimney could defeat.");
      return;
    }
    found.all(
        "TCP Chimney",
        false,
        ofNodes(estate, n -> n.os().tcpChimney()),
        "A cap is set, and TCP Chimney is on");
  }
}
