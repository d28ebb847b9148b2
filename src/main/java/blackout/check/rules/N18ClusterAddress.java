package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.IpInterface;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import java.util.Optional;

/** The cluster has an address of its own on a network of its nodes. */
final class N18ClusterAddress {

  static final Rule RULE =
      Rule.of("N18", "The cluster has an address of its own on a network of its nodes")
          .category(CLUSTER_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION)
          .action(
              "Give the cluster name an address in a subnet that clients reach, which no node has.")
          .look("the address of the cluster, the addresses of the nodes", N18ClusterAddress::look);

  private N18ClusterAddress() {}

  private static void look(Estate estate, CheckEvidence found) {
    Optional<String> address = estate.cluster().address();
    if (address.isEmpty()) {
      found.beside("The estate does not say the address of the cluster.");
      return;
    }
    boolean reached = false;
    for (Node node : estate.nodes()) {
      for (NetworkAdapter adapter : node.adapters()) {
        Optional<IpInterface> own = adapter.subnet();
        if (own.isPresent() && own.get().addressText().equals(address.get())) {
          found.broken("%s is also the address of %s".formatted(address.get(), node.name()));
        }
        reached |= own.filter(subnet -> holds(subnet, address.get())).isPresent();
      }
    }
    if (reached) {
      found.fine("%s has the address %s".formatted(estate.name(), address.get()));
    } else {
      found.broken("No node has an address in a subnet of " + address.get());
    }
  }

  private static boolean holds(IpInterface subnet, String address) {
    return IpInterface.parse(address, subnet.prefixLength()).network().equals(subnet.network());
  }
}
