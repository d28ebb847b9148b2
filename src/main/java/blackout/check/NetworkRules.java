package blackout.check;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Category.NETWORK;
import static blackout.check.Findings.names;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.ClusterUse;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.IpInterface;
import blackout.inventory.MigrationLink;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.WindowsVersion;
import blackout.quantity.DataRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The rules W01 to W13: what the networks must be. */
final class NetworkRules {

  private static final DataRate GIGABIT = DataRate.gigabitsPerSecond(1);

  private static final Versions LIVE = Versions.from(WindowsVersion.WINDOWS_2008_R2);

  private NetworkRules() {}

  static List<Rule> rules() {
    return List.of(
        rule(
            "W01",
            WARN,
            LIVE,
            "A network of its own for live migration",
            "what travels over the network of live migration",
            "Give live migration a network of its own, or cap its share.",
            Sources.FAQ,
            NetworkRules::dedicated),
        rule(
            "W02",
            WARN,
            LIVE,
            "More than one adapter, one of them private and of 1 Gbit/s or more",
            "adapters of every node, and what travels over their networks",
            "Add an adapter for a private network of at least 1 Gbit/s.",
            Sources.FAQ,
            NetworkRules::adapters),
        rule(
            "W03",
            WARN,
            LIVE,
            "Live migration and cluster traffic apart from management and VMs",
            "what travels over each network",
            "Move live migration and cluster traffic to a private network.",
            Sources.NETWORK_GUIDE,
            NetworkRules::apart),
        rule(
            "W04",
            FAIL,
            Versions.ONLY_2008_R2,
            "All nodes in one subnet on the network of live migration",
            "address of every node on the network of live migration",
            "Connect every node to the network and give it an address of one subnet.",
            Sources.FAQ,
            NetworkRules::migrationSubnet),
        rule(
            "W05",
            FAIL,
            Versions.ONLY_2008_R2,
            "One subnet on each network of shared volumes",
            "address of every node on the networks of cluster shared volumes",
            "Use one subnet, across sites as a stretched VLAN.",
            Sources.SHARED_VOLUMES,
            NetworkRules::sharedVolumeSubnets),
        rule(
            "W06",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "Guests find the same subnet on every node",
            "subnet behind every external virtual switch on every node",
            "Connect the switch to the same subnet everywhere, or a moved guest loses its address.",
            Sources.NETWORK_GUIDE,
            NetworkRules::guestSubnets),
        rule(
            "W07",
            FAIL,
            new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012_R2),
            "Client and file sharing bound on every network the cluster may use",
            "Client for Microsoft Networks and File and Printer Sharing of every such adapter",
            "Bind both; without them shared volumes fail with events 5120 and 5142.",
            Sources.KB2008795,
            NetworkRules::bindings),
        rule(
            "W08",
            INFO,
            LIVE,
            "The network that carries shared volumes",
            "metrics of the networks the cluster may use",
            "",
            Sources.KB2008795,
            NetworkRules::lowestMetric),
        rule(
            "W09",
            FAIL,
            LIVE,
            "The port of live migration is open between all nodes",
            "whether TCP 6600 (over SMB: 445) is reachable on the network of live migration",
            "Open the port in every firewall between the nodes.",
            Sources.NETWORK_GUIDE,
            NetworkRules::port),
        rule(
            "W10",
            WARN,
            Versions.ONLY_2008_R2,
            "No IPsec on private networks",
            "IPsec on the networks of heartbeat, shared volumes and live migration",
            "Turn IPsec off there, unless the traffic must be encrypted: it slows moves.",
            Sources.NETWORK_GUIDE,
            NetworkRules::ipsec),
        rule(
            "W11",
            WARN,
            Versions.ONLY_2008_R2,
            "No TCP Chimney where a bandwidth cap is meant to hold",
            "TCP Chimney Offload of every node, caps of networks and of live migration",
            "Turn TCP Chimney off in the management operating system.",
            Sources.NETWORK_GUIDE,
            NetworkRules::chimney),
        rule(
            "W12",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "The same virtual switch names on all nodes",
            "names of the virtual switches that VMs use, on every node",
            "Create the missing switch, or give it the name it has on the other nodes.",
            Sources.FAQ,
            NetworkRules::switchNames),
        rule(
            "W13",
            WARN,
            Versions.ONLY_2008_R2,
            "An adapter layout that the vendor recommends or supports",
            "number, speed and teams of the adapters of every node, iSCSI apart",
            "Choose a layout with a network for live migration apart from the VMs.",
            Sources.NETWORK_GUIDE,
            AdapterLayouts::look));
  }

  private static Rule rule(
      String id,
      Severity severity,
      Versions versions,
      String title,
      String lookedAt,
      String action,
      String source,
      BiConsumer<Estate, Findings> look) {
    return rule(id, NETWORK, severity, versions, title, lookedAt, action, source, look);
  }

  private static Rule rule(
      String id,
      Category category,
      Severity severity,
      Versions versions,
      String title,
      String lookedAt,
      String action,
      String source,
      BiConsumer<Estate, Findings> look) {
    return new Rule(
        id, category, severity, versions, title, lookedAt, action, source, List.of(), look);
  }

  private static void dedicated(Estate estate, Findings found) {
    Optional<ClusterNetwork> network = migrationNetwork(estate, found);
    if (network.isEmpty()) {
      return;
    }
    String name = network.get().name();
    Set<Purpose> others = new TreeSet<>(network.get().purposes());
    others.remove(Purpose.LIVE_MIGRATION);
    if (others.isEmpty()) {
      found.fine("\"" + name + "\" carries live migration alone");
    } else {
      found.broken("\"" + name + "\" also carries " + labels(others));
    }
  }

  private static void adapters(Estate estate, Findings found) {
    for (Node node : estate.nodes()) {
      int ports = node.adapters().stream().mapToInt(NetworkAdapter::ports).sum();
      if (ports < 2) {
        found.broken(node.name() + " has " + ports + " network port" + (ports == 1 ? "" : "s"));
        continue;
      }
      List<NetworkAdapter> candidates =
          node.adapters().stream()
              .filter(a -> estate.network(a.network()).filter(NetworkRules::isPrivate).isPresent())
              .toList();
      boolean fast =
          candidates.stream()
              .anyMatch(a -> a.speed().filter(s -> s.compareTo(GIGABIT) >= 0).isPresent());
      if (fast) {
        found.fine(node.name() + " has " + ports + " ports, one private and fast enough");
      } else if (candidates.stream().anyMatch(a -> a.speed().isEmpty())) {
        found.missing("speed of the private adapters of " + node.name());
      } else {
        found.broken(node.name() + " has no private adapter of 1 Gbit/s or more");
      }
    }
  }

  /** A network between the nodes: neither for clients and management nor for storage. */
  private static boolean isPrivate(ClusterNetwork network) {
    return !network.purposes().isEmpty()
        && network.purposes().stream()
            .noneMatch(p -> p == Purpose.PUBLIC || p == Purpose.MANAGEMENT || p == Purpose.ISCSI);
  }

  private static void apart(Estate estate, Findings found) {
    for (ClusterNetwork network : estate.networks()) {
      Set<Purpose> inner = new TreeSet<>(network.purposes());
      inner.retainAll(Set.of(Purpose.LIVE_MIGRATION, Purpose.HEARTBEAT, Purpose.SHARED_VOLUMES));
      Set<Purpose> outer = new TreeSet<>(network.purposes());
      outer.retainAll(Set.of(Purpose.PUBLIC, Purpose.MANAGEMENT));
      if (inner.isEmpty()) {
        continue;
      }
      String what = "\"" + network.name() + "\" carries " + labels(inner);
      if (outer.isEmpty()) {
        found.fine(what + ", apart from management and VMs");
      } else {
        found.broken(what + " together with " + labels(outer));
      }
    }
    if (estate.networks().stream().noneMatch(n -> !n.purposes().isEmpty())) {
      found.missing("what travels over the networks");
    }
  }

  private static void migrationSubnet(Estate estate, Findings found) {
    migrationNetwork(estate, found).ifPresent(network -> oneSubnet(estate, found, network));
  }

  private static void sharedVolumeSubnets(Estate estate, Findings found) {
    List<ClusterNetwork> networks =
        estate.networks().stream().filter(n -> n.carries(Purpose.SHARED_VOLUMES)).toList();
    networks.forEach(network -> oneSubnet(estate, found, network));
    if (networks.isEmpty()) {
      found.beside("No network carries cluster shared volumes.");
    }
  }

  private static void oneSubnet(Estate estate, Findings found, ClusterNetwork network) {
    Map<String, Optional<IpInterface>> subnets = new LinkedHashMap<>();
    List<String> unconnected = new ArrayList<>();
    for (Node node : estate.nodes()) {
      Optional<NetworkAdapter> adapter = node.adapterOn(network.name());
      if (adapter.isEmpty()) {
        unconnected.add(node.name());
      } else {
        subnets.put(node.name(), adapter.get().subnet().map(IpInterface::network));
      }
    }
    if (!unconnected.isEmpty()) {
      found.broken("No adapter on \"" + network.name() + "\": " + names(unconnected));
    }
    found.same("subnet of \"" + network.name() + "\"", subnets);
  }

  private static void guestSubnets(Estate estate, Findings found) {
    Map<String, Map<String, Optional<IpInterface>>> bySwitch = new TreeMap<>();
    for (VirtualSwitch virtualSwitch : estate.switches()) {
      if (virtualSwitch.kind() == VirtualSwitch.Kind.EXTERNAL) {
        bySwitch
            .computeIfAbsent(virtualSwitch.name(), name -> new LinkedHashMap<>())
            .put(virtualSwitch.node(), virtualSwitch.subnet().map(IpInterface::network));
      }
    }
    bySwitch.forEach((name, subnets) -> found.same("subnet behind \"" + name + "\"", subnets));
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

  private static void lowestMetric(Estate estate, Findings found) {
    List<ClusterNetwork> usable =
        estate.networks().stream()
            .filter(n -> !n.clusterUse().equals(Optional.of(ClusterUse.NONE)))
            .toList();
    for (ClusterNetwork network : usable) {
      if (network.metric().isEmpty()) {
        found.missing("metric of \"" + network.name() + "\"");
      }
    }
    List<String> order =
        usable.stream()
            .filter(n -> n.metric().isPresent())
            .sorted(Comparator.comparing(n -> n.metric().orElseThrow()))
            .map(n -> "\"" + n.name() + "\" (" + n.metric().orElseThrow() + ")")
            .toList();
    if (!order.isEmpty()) {
      found.fine("Shared volumes use " + order.get(0) + " first; then the next: " + names(order));
    }
  }

  private static void port(Estate estate, Findings found) {
    Optional<ClusterNetwork> network = migrationNetwork(estate, found);
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
        NodeRules.of(estate, n -> n.os().tcpChimney()),
        "A cap is set, and TCP Chimney is on");
  }

  private static void switchNames(Estate estate, Findings found) {
    Set<String> used = new TreeSet<>();
    estate.vms().forEach(vm -> used.addAll(vm.switches()));
    for (String name : used) {
      Set<String> with =
          estate.switches().stream()
              .filter(s -> s.name().equals(name))
              .map(VirtualSwitch::node)
              .collect(Collectors.toSet());
      List<String> without =
          estate.nodes().stream().map(Node::name).filter(n -> !with.contains(n)).toList();
      if (without.isEmpty()) {
        found.fine("\"" + name + "\" exists on all nodes");
      } else {
        found.broken("\"" + name + "\" does not exist on " + names(without));
      }
    }
    if (used.isEmpty()) {
      found.beside("No VM is connected to a virtual switch.");
    }
  }

  /** The network of live migration; where it is not stated, that is a missing fact. */
  private static Optional<ClusterNetwork> migrationNetwork(Estate estate, Findings found) {
    Optional<ClusterNetwork> network =
        estate.migrationLink().map(MigrationLink::network).flatMap(estate::network);
    if (network.isEmpty()) {
      found.missing("network of live migration");
    }
    return network;
  }

  private static String labels(Set<Purpose> purposes) {
    return purposes.stream().map(Purpose::label).collect(Collectors.joining(", "));
  }
}
