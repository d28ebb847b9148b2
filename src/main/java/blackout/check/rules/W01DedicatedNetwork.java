package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A network of its own for live migration. */
final class W01DedicatedNetwork {

  static final Rule RULE =
      Rule.of("W01", "A network of its own for live migration")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.FAQ)
          .action("Give live migration a network of its own, or cap its share.")
          .look("what travels over the network of live migration", W01DedicatedNetwork::look);

  private static void look(Estate estate, CheckEvidence found) {
    Optional<ClusterNetwork> network = Networks.migrationNetwork(estate, found);
    if (network.isEmpty()) {
      return;
    }
    String name = network.get().name();
    Set<Purpose> others = new TreeSet<>(network.get().purposes());
    others.remove(Purpose.LIVE_MIGRATION);
    if (others.isEmpty()) {
      found.fine("\"" + name + "\" carries live migration alone");
    } else {
      found.broken("\"" + name + "\" also carries " + Networks.labels(others));
    }
  }
}
