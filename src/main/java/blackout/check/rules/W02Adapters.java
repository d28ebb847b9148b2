package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import java.util.List;

/** More than one adapter, one of them private and of 1 Gbit/s or more. */
final class W02Adapters {

  static final Rule RULE =
      Rule.of("W02", "More than one adapter, one of them private and of 1 Gbit/s or more")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.FAQ)
          .action("Add an adapter for a private network of at least 1 Gbit/s.")
          .look("adapters of every node, and what travels over their networks", W02Adapters::look);

  private static final DataRate GIGABIT = DataRate.gigabitsPerSecond(1);

  private static void look(Estate estate, CheckEvidence found) {
    for (Node node : estate.nodes()) {
      int ports = node.adapters().stream().mapToInt(NetworkAdapter::ports).sum();
      if (ports < 2) {
        found.broken(node.name() + " has " + Text.count(ports, "network port"));
        continue;
      }
      List<NetworkAdapter> candidates =
          node.adapters().stream()
              .filter(a -> estate.network(a.network()).filter(W02Adapters::isPrivate).isPresent())
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
}
