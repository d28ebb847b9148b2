package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import java.util.List;

/** Every node has an adapter on every network of the cluster. */
final class W15EveryNetwork {

  static final Rule RULE =
      Rule.of("W15", "Every node has an adapter on every network of the cluster")
          .category(NETWORK)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION)
          .action("Connect the node to the network, or take the network out of the cluster.")
          .look("the networks that each node has an adapter on", W15EveryNetwork::look);

  private W15EveryNetwork() {}

  private static void look(Estate estate, CheckEvidence found) {
    List<Node> stated = estate.nodes().stream().filter(n -> !n.adapters().isEmpty()).toList();
    if (stated.size() < estate.nodes().size()) {
      found.missing(
          "adapters of "
              + CheckEvidence.names(
                  estate.nodes().stream()
                      .filter(n -> n.adapters().isEmpty())
                      .map(Node::name)
                      .toList()));
    }
    for (ClusterNetwork network : estate.networks()) {
      List<String> without =
          stated.stream()
              .filter(n -> n.adapterOn(network.name()).isEmpty())
              .map(Node::name)
              .toList();
      String purposes = String.join(", ", network.purposes().stream().map(Purpose::label).toList());
      if (without.isEmpty()) {
        found.fine("\"%s\" (%s) reaches every node".formatted(network.name(), purposes));
      } else {
        found.broken(
            "No adapter on \"%s\" (%s): %s"
                .formatted(network.name(), purposes, CheckEvidence.names(without)));
      }
    }
  }
}
