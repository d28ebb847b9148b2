package blackout.check;

import static blackout.check.Category.NETWORK;
import static blackout.check.Findings.names;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.ClusterUse;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.MigrationLink;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import blackout.quantity.DataRate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules W01 to W03, W08 and W13: which networks there are, and what travels over them. */
final class NetworkRules {

  private static final DataRate GIGABIT = DataRate.gigabitsPerSecond(1);

  private static final Versions LIVE = Versions.from(WindowsVersion.WINDOWS_2008_R2);

  private NetworkRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "W01",
            NETWORK,
            WARN,
            LIVE,
            "A network of its own for live migration",
            "what travels over the network of live migration",
            "Give live migration a network of its own, or cap its share.",
            Sources.FAQ,
            NetworkRules::dedicated),
        new Rule(
            "W02",
            NETWORK,
            WARN,
            LIVE,
            "More than one adapter, one of them private and of 1 Gbit/s or more",
            "adapters of every node, and what travels over their networks",
            "Add an adapter for a private network of at least 1 Gbit/s.",
            Sources.FAQ,
            NetworkRules::adapters),
        new Rule(
            "W03",
            NETWORK,
            WARN,
            LIVE,
            "Live migration and cluster traffic apart from management and VMs",
            "what travels over each network",
            "Move live migration and cluster traffic to a private network.",
            Sources.NETWORK_GUIDE,
            NetworkRules::apart),
        new Rule(
            "W08",
            NETWORK,
            INFO,
            LIVE,
            "The network that carries shared volumes",
            "metrics of the networks the cluster may use",
            "",
            Sources.KB2008795,
            NetworkRules::lowestMetric),
        new Rule(
            "W13",
            NETWORK,
            WARN,
            Versions.ONLY_2008_R2,
            "An adapter layout that the vendor recommends or supports",
            "number, speed and teams of the adapters of every node, iSCSI apart",
            "Choose a layout with a network for live migration apart from the VMs.",
            Sources.NETWORK_GUIDE,
            AdapterLayouts::look));
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

  /** The network of live migration; where it is not stated, that is a missing fact. */
  static Optional<ClusterNetwork> migrationNetwork(Estate estate, Findings found) {
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
