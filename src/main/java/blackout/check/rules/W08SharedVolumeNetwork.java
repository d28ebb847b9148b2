package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.CheckEvidence.names;
import static blackout.check.Severity.INFO;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.ClusterUse;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The network that carries shared volumes. */
final class W08SharedVolumeNetwork {

  static final Rule RULE =
      Rule.of("W08", "The network that carries shared volumes")
          .category(NETWORK)
          .severity(INFO)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.KB2008795)
          .look("metrics of the networks the cluster may use", W08SharedVolumeNetwork::look);

  private static void look(Estate estate, CheckEvidence found) {
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
}
