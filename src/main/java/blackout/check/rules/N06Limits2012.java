package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;

/** No more nodes and VMs than a cluster of 2012 or later holds. */
final class N06Limits2012 {

  static final Rule RULE =
      Rule.of("N06", "No more nodes and VMs than a cluster of 2012 or later holds")
          .category(CLUSTER_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2012))
          .source(Sources.LIMITS_2012)
          .action("Split the cluster.")
          .look("number of nodes and VMs", N06Limits2012::look);

  /** Nodes of a cluster from 2012 on. */
  private static final int NODES_2012 = 64;

  /** One text says 4,000 VMs, the vendor 8,000: between the two is a warning. */
  private static final int CLUSTER_VMS_2012_LOW = 4000;

  private static final int CLUSTER_VMS_2012_HIGH = 8000;

  private static void look(Estate estate, CheckEvidence found) {
    found.atMost(FAIL, "nodes", estate.nodes().size(), NODES_2012);
    int vms = estate.vms().size();
    if (vms > CLUSTER_VMS_2012_HIGH) {
      found.atMost(FAIL, "VMs", vms, CLUSTER_VMS_2012_HIGH);
    } else {
      found.atMost(WARN, "VMs", vms, CLUSTER_VMS_2012_LOW);
    }
  }
}
