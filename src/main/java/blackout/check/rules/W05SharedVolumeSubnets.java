package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import java.util.List;

/** One subnet on each network of shared volumes. */
final class W05SharedVolumeSubnets {

  static final Rule RULE =
      Rule.of("W05", "One subnet on each network of shared volumes")
          .category(NETWORK)
          .severity(FAIL)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.SHARED_VOLUMES)
          .action("Use one subnet, across sites as a stretched VLAN.")
          .look(
              "address of every node on the networks of cluster shared volumes",
              W05SharedVolumeSubnets::look);

  private static void look(Estate estate, CheckEvidence found) {
    List<ClusterNetwork> networks =
        estate.networks().stream().filter(n -> n.carries(Purpose.SHARED_VOLUMES)).toList();
    networks.forEach(network -> Networks.oneSubnet(estate, found, network));
    if (networks.isEmpty()) {
      found.beside("No network carries cluster shared volumes.");
    }
  }
}
