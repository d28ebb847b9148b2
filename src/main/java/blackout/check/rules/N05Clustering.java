package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;

/** Failover Clustering on every node, and up to 2008 R2 at most 16 nodes. */
final class N05Clustering {

  static final Rule RULE =
      Rule.of("N05", "Failover Clustering on every node, and up to 2008 R2 at most 16 nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action("Install the Failover Clustering feature; split a cluster that is too large.")
          .look("Failover Clustering feature of every node, number of nodes", N05Clustering::look);

  /** Nodes of a cluster up to 2008 R2. */
  private static final int NODES_2008_R2 = 16;

  private static void look(Estate estate, CheckEvidence found) {
    found.all(
        "Failover Clustering",
        true,
        ofNodes(estate, n -> n.roles().failoverClustering()),
        "Without Failover Clustering");
    if (!estate.version().isAtLeast(WindowsVersion.WINDOWS_2012)) {
      found.atMost(FAIL, "nodes", estate.nodes().size(), NODES_2008_R2);
    }
  }
}
