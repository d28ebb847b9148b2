package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.CheckEvidence.names;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import java.util.List;

/** Every node sees every shared disk. */
final class S01VisibleDisks {

  static final Rule RULE =
      Rule.of("S01", "Every node sees every shared disk")
          .category(STORAGE)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action("Present the disk to the missing nodes (zoning, masking, iSCSI targets).")
          .look("the nodes that see each disk", S01VisibleDisks::look);

  private static void look(Estate estate, CheckEvidence found) {
    for (Volume volume : estate.volumes()) {
      if (volume.visibleTo().isEmpty()) {
        found.missing("nodes that see \"" + volume.name() + "\"");
        continue;
      }
      List<String> blind =
          estate.nodes().stream()
              .map(Node::name)
              .filter(n -> !volume.visibleTo().get().contains(n))
              .toList();
      if (blind.isEmpty()) {
        found.fine("\"" + volume.name() + "\" is seen by all nodes");
      } else {
        found.broken("\"" + volume.name() + "\" is not seen by " + names(blind));
      }
    }
    if (estate.volumes().isEmpty()) {
      found.broken("No shared disk at all");
    }
  }
}
