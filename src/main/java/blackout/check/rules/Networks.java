package blackout.check.rules;

import static blackout.check.CheckEvidence.names;

import blackout.check.CheckEvidence;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.IpInterface;
import blackout.inventory.MigrationLink;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The networks of an estate as several rules look at them. */
final class Networks {

  private Networks() {}

  /** The network of live migration; where it is not stated, that is a missing fact. */
  static Optional<ClusterNetwork> migrationNetwork(Estate estate, CheckEvidence found) {
    Optional<ClusterNetwork> network =
        estate.migrationLink().map(MigrationLink::network).flatMap(estate::network);
    if (network.isEmpty()) {
      found.missing("network of live migration");
    }
    return network;
  }

  static String labels(Set<Purpose> purposes) {
    return purposes.stream().map(Purpose::label).collect(Collectors.joining(", "));
  }

  static void oneSubnet(Estate estate, CheckEvidence found, ClusterNetwork network) {
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
}
