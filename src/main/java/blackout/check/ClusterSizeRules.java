package blackout.check;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.WindowsVersion;
import blackout.quantity.ByteCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules N06 and N07: how large a cluster may be. */
final class ClusterSizeRules {

  /** Nodes of a cluster from 2012 on. */
  private static final int NODES_2012 = 64;

  private static final int CLUSTER_VMS_2008_R2 = 1000;
  private static final int NODE_VMS_2008_R2 = 384;

  /** One text says 4,000 VMs, the vendor 8,000: between the two is a warning. */
  private static final int CLUSTER_VMS_2012_LOW = 4000;

  private static final int CLUSTER_VMS_2012_HIGH = 8000;

  private ClusterSizeRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "N06",
            CLUSTER_CONFIGURATION,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2012),
            "No more nodes and VMs than a cluster of 2012 or later holds",
            "number of nodes and VMs",
            "Split the cluster.",
            Sources.LIMITS_2012,
            ClusterSizeRules::limits2012),
        new Rule(
            "N07",
            CLUSTER_CONFIGURATION,
            FAIL,
            Versions.ONLY_2008_R2,
            "No more VMs than a cluster of 2008 R2 holds, with one node in reserve",
            "number of VMs in the cluster and on every node, what is left without the largest node",
            "Move VMs to another cluster, or add a node.",
            Sources.LIMITS_2008_R2,
            ClusterSizeRules::limits2008R2));
  }

  private static void limits2012(Estate estate, Findings found) {
    found.atMost(FAIL, "nodes", estate.nodes().size(), NODES_2012);
    int vms = estate.vms().size();
    if (vms > CLUSTER_VMS_2012_HIGH) {
      found.atMost(FAIL, "VMs", vms, CLUSTER_VMS_2012_HIGH);
    } else {
      found.atMost(WARN, "VMs", vms, CLUSTER_VMS_2012_LOW);
    }
  }

  private static void limits2008R2(Estate estate, Findings found) {
    found.atMost(FAIL, "VMs", estate.vms().size(), CLUSTER_VMS_2008_R2);
    Map<String, Integer> counts = new LinkedHashMap<>();
    estate.vms().forEach(vm -> counts.merge(vm.node(), 1, Integer::sum));
    counts.forEach((node, vms) -> found.atMost(FAIL, "VMs on " + node, vms, NODE_VMS_2008_R2));

    int nodes = estate.nodes().size();
    if (estate.vms().size() > NODE_VMS_2008_R2 * (nodes - 1)) {
      found.broken(
          WARN,
          "No node in reserve for so many VMs: "
              + (nodes - 1)
              + " of "
              + nodes
              + " nodes run at most "
              + NODE_VMS_2008_R2 * (nodes - 1)
              + " VMs");
    }
    ByteCount largest = ByteCount.ZERO;
    ByteCount all = ByteCount.ZERO;
    for (Node node : estate.nodes()) {
      ByteCount room = node.memoryForVms();
      all = all.plus(room);
      largest = room.compareTo(largest) > 0 ? room : largest;
    }
    ByteCount needed =
        estate.vms().stream().map(v -> v.vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
    var left = new ByteCount(all.bytes() - largest.bytes());
    String line =
        "the VMs need " + needed + ", the nodes without the largest one have " + left + " for them";
    if (needed.compareTo(left) > 0) {
      found.broken(WARN, "No node in reserve for memory: " + line);
    } else {
      found.fine("One node in reserve for memory: " + line);
    }
  }
}
