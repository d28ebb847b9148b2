package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.ClusterUse;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Client and file sharing bound on every network the cluster may use. */
final class W07Bindings {

  static final Rule RULE =
      Rule.of("W07", "Client and file sharing bound on every network the cluster may use")
          .category(NETWORK)
          .severity(FAIL)
          .windows(new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012_R2))
          .source(Sources.KB2008795)
          .action("Bind both; without them shared volumes fail with events 5120 and 5142.")
          .look(
              "Client for Microsoft Networks and File and Printer Sharing of every such adapter",
              W07Bindings::look);

  private static void look(Estate estate, CheckEvidence found) {
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
}
