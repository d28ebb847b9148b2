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
import java.util.Set;
import java.util.TreeSet;

/** Live migration and cluster traffic apart from management and VMs. */
final class W03TrafficApart {

  static final Rule RULE =
      Rule.of("W03", "Live migration and cluster traffic apart from management and VMs")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.NETWORK_GUIDE)
          .action("Move live migration and cluster traffic to a private network.")
          .look("what travels over each network", W03TrafficApart::look);

  private static void look(Estate estate, CheckEvidence found) {
    for (ClusterNetwork network : estate.networks()) {
      Set<Purpose> inner = new TreeSet<>(network.purposes());
      inner.retainAll(Set.of(Purpose.LIVE_MIGRATION, Purpose.HEARTBEAT, Purpose.SHARED_VOLUMES));
      Set<Purpose> outer = new TreeSet<>(network.purposes());
      outer.retainAll(Set.of(Purpose.PUBLIC, Purpose.MANAGEMENT));
      if (inner.isEmpty()) {
        continue;
      }
      String what = "\"" + network.name() + "\" carries " + Networks.labels(inner);
      if (outer.isEmpty()) {
        found.fine(what + ", apart from management and VMs");
      } else {
        found.broken(what + " together with " + Networks.labels(outer));
      }
    }
    if (estate.networks().stream().noneMatch(n -> !n.purposes().isEmpty())) {
      found.missing("what travels over the networks");
    }
  }
}
