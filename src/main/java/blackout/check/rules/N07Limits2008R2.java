package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.quantity.ByteCount;
import java.util.LinkedHashMap;
import java.util.Map;

/** No more VMs than a cluster of 2008 R2 holds, with one node in reserve. */
final class N07Limits2008R2 {

  static final Rule RULE =
      Rule.of("N07", "No more VMs than a cluster of 2008 R2 holds, with one node in reserve")
          .category(CLUSTER_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.LIMITS_2008_R2)
          .action("Move VMs to another cluster, or add a node.")
          .look(
              "number of VMs in the cluster and on every node, what is left without the largest node",
              N07Limits2008R2::look);

  private static final int CLUSTER_VMS_2008_R2 = 1000;

  private static final int NODE_VMS_2008_R2 = 384;

  private static void look(Estate estate, CheckEvidence found) {
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
