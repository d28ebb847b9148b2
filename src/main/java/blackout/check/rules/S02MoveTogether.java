package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.CheckEvidence.names;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Volume;
import blackout.inventory.Volume.VolumeUse;
import java.util.List;

/** VMs that move together because they share an exclusive disk. */
final class S02MoveTogether {

  static final Rule RULE =
      Rule.of("S02", "VMs that move together because they share an exclusive disk")
          .category(STORAGE)
          .severity(INFO)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action("Correct the estate: one node owns the disk, and all VMs on it run there.")
          .look("the VMs on each exclusive disk and their nodes", S02MoveTogether::look);

  private static void look(Estate estate, CheckEvidence found) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != VolumeUse.EXCLUSIVE) {
        continue;
      }
      List<EstateVm> vms =
          estate.vms().stream().filter(vm -> vm.volume().equals(volume.name())).toList();
      if (vms.size() < 2) {
        continue;
      }
      String name = "\"" + volume.name() + "\"";
      found.broken(name + " moves with all of " + names(vms.stream().map(EstateVm::name).toList()));
      List<String> nodes = vms.stream().map(EstateVm::node).distinct().toList();
      if (nodes.size() > 1) {
        found.broken(FAIL, name + " is exclusive, and its VMs run on " + names(nodes));
      }
    }
    found.beside("No two VMs share an exclusive disk.");
  }
}
