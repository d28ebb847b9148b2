package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.EstateVm;

/** The cluster's copy of VM settings is current. */
final class V02ClusterCopy {

  static final Rule RULE =
      Rule.of("V02", "The cluster's copy of VM settings is current")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.FAQ)
          .action("Refresh the VM configuration in Failover Cluster Manager before moving the VM.")
          .look(
              "whether each VM was refreshed in the cluster after its last change",
              (estate, found) ->
                  found.all(
                      "current copy of the settings",
                      true,
                      CheckEvidence.ofVms(estate, EstateVm::clusterCopyCurrent),
                      "Changed in Hyper-V Manager and not refreshed"));
}
