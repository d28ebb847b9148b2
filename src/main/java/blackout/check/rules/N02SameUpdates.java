package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.names;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import java.util.List;
import java.util.TreeSet;

/** The same service pack and updates on all nodes. */
final class N02SameUpdates {

  static final Rule RULE =
      Rule.of("N02", "The same service pack and updates on all nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.FAQ)
          .action("Install the missing updates before VMs move.")
          .look("service pack and installed updates of every node", N02SameUpdates::look);

  private static void look(Estate estate, CheckEvidence found) {
    found.same("service pack", ofNodes(estate, n -> n.os().servicePack()));
    var everywhere = new TreeSet<String>();
    estate.nodes().forEach(n -> everywhere.addAll(n.os().updates().orElse(List.of())));
    for (Node node : estate.nodes()) {
      if (node.os().updates().isEmpty()) {
        found.missing("updates of " + node.name());
        continue;
      }
      var lacking = new TreeSet<>(everywhere);
      lacking.removeAll(node.os().updates().get());
      if (lacking.isEmpty()) {
        found.fine(node.name() + " has all " + everywhere.size() + " updates");
      } else {
        found.broken(node.name() + " lacks " + names(List.copyOf(lacking)));
      }
    }
  }
}
