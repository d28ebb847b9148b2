package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import java.util.ArrayList;
import java.util.List;

/** Every VM is a role of the cluster. */
final class V07ClusterRoles {

  static final Rule RULE =
      Rule.of("V07", "Every VM is a role of the cluster")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action(
              "Make the VM highly available in Failover Cluster Manager; until then it neither moves with the cluster nor starts again after a crash.")
          .look("whether each VM is a role of the cluster", V07ClusterRoles::look);

  private V07ClusterRoles() {}

  private static void look(Estate estate, CheckEvidence found) {
    List<String> roles = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      vm.mobility().clustered().ifPresent(c -> (c ? roles : others).add(vm.name()));
    }
    if (!others.isEmpty()) {
      found.broken("In Hyper-V Manager alone: " + CheckEvidence.names(others));
    }
    if (!roles.isEmpty()) {
      found.fine("A role of the cluster: " + CheckEvidence.names(roles));
    }
    found.beside("The estate does not say which VMs are roles of the cluster.");
  }
}
