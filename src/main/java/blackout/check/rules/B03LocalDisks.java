package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.plan.cluster.Boundaries;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.List;

/** Every disk of a VM is seen by another host. */
final class B03LocalDisks {

  static final Rule RULE =
      Rule.of("B03", "Every disk of a VM is seen by another host")
          .category(STORAGE)
          .severity(FAIL)
          .source(Sources.MOVABLE)
          .action(
              "Move the disk to storage that other hosts see, or shut the VM down for the maintenance.")
          .look("the hosts that see the disks of every VM", B03LocalDisks::look);

  private B03LocalDisks() {}

  private static void look(Estate estate, CheckEvidence found) {
    var bounds = new Boundaries(estate);
    List<String> lines = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      vm.mobility().blockers().stream()
          .filter(b -> b.kind() == Blocker.Kind.LOCAL_DISK)
          .findFirst()
          .ifPresent(b -> lines.add(vm.name() + ": " + b));
      if (estate.nodes().size() > 1
          && estate.nodes().stream()
              .map(Node::name)
              .noneMatch(node -> !node.equals(vm.node()) && bounds.sees(vm, node))) {
        lines.add(vm.name() + ": no other host sees all of " + volumes(vm));
      }
    }
    Blockers.tell(lines, found, FAIL);
    boolean known =
        estate.volumes().stream().anyMatch(v -> v.visibleTo().isPresent())
            || estate.cluster().lookedFor().contains(Blocker.Kind.LOCAL_DISK);
    if (lines.isEmpty() && known) {
      found.fine("Another host sees the disks of each of " + Text.count(estate.vms().size(), "VM"));
    } else if (lines.isEmpty()) {
      found.beside("No source says which hosts see which disks; all are taken to be seen by all.");
    }
  }

  private static String volumes(EstateVm vm) {
    List<String> all = new ArrayList<>(List.of(vm.volume()));
    all.addAll(vm.mobility().otherVolumes());
    return CheckEvidence.names(all);
  }
}
