package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.KVM;
import static blackout.check.Family.VSPHERE;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.SHARED_BUS;
import static blackout.inventory.Blocker.Kind.SHARED_DISK;

import blackout.check.Rule;
import java.util.List;

/** No VM shares a bus or a disk. */
final class B04SharedBus {

  static final Rule RULE =
      Rule.of("B04", "No VM shares a bus or a disk")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .on(VSPHERE, KVM)
          .source(Sources.SHARED_BUS)
          .action(
              "Leave these VMs out of live moves: fail their roles over inside the guests, then shut the VM down.")
          .look(
              "shared SCSI buses and disks with several writers of every VM",
              (estate, found) -> {
                Blockers.look(estate, found, FAIL, List.of(SHARED_BUS));
                Blockers.look(estate, found, WARN, List.of(SHARED_DISK));
              });

  private B04SharedBus() {}
}
