package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.CONFIDENTIAL;
import static blackout.inventory.Blocker.Kind.FAULT_TOLERANCE;
import static blackout.inventory.Blocker.Kind.HOST_DEVICE;
import static blackout.inventory.Blocker.Kind.HOST_MEDIA;
import static blackout.inventory.Blocker.Kind.HOST_PROCESSOR;
import static blackout.inventory.Blocker.Kind.HUGE_PAGES;
import static blackout.inventory.Blocker.Kind.IMAGE;
import static blackout.inventory.Blocker.Kind.INDEPENDENT_DISK;
import static blackout.inventory.Blocker.Kind.LOCAL_DISK;
import static blackout.inventory.Blocker.Kind.MEMORY_RESERVATION;
import static blackout.inventory.Blocker.Kind.NOT_MIGRATABLE;
import static blackout.inventory.Blocker.Kind.RAW_DISK;
import static blackout.inventory.Blocker.Kind.SHARED_BUS;
import static blackout.inventory.Blocker.Kind.SHARED_DISK;
import static blackout.inventory.Blocker.Kind.SNAPSHOT;
import static blackout.inventory.Blocker.Kind.STATE;
import static blackout.inventory.Blocker.Kind.TPM;

import blackout.check.CheckEvidence;
import blackout.check.Family;
import blackout.check.Rule;
import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import blackout.quantity.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Somebody looked for what keeps VMs from moving. */
final class B00LookedFor {

  static final Rule RULE =
      Rule.of("B00", "Somebody looked for what keeps VMs from moving")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .source("The rules B01 to B13 of Blackout.")
          .action(
              "Export the tabs or objects that show it, or list in looked_for what somebody looked for.")
          .look("what the sources would show of VMs", B00LookedFor::look);

  private B00LookedFor() {}

  /** The kinds that matter where a platform has them. */
  private static Set<Blocker.Kind> asked(Family family) {
    Set<Blocker.Kind> kinds = EnumSet.of(HOST_DEVICE, HOST_MEDIA, IMAGE, RAW_DISK, SNAPSHOT, STATE);
    switch (family) {
      case VSPHERE ->
          kinds.addAll(
              EnumSet.of(
                  SHARED_BUS, SHARED_DISK, INDEPENDENT_DISK, FAULT_TOLERANCE, MEMORY_RESERVATION));
      case KVM ->
          kinds.addAll(
              EnumSet.of(
                  LOCAL_DISK, HOST_PROCESSOR, HUGE_PAGES, TPM, CONFIDENTIAL, NOT_MIGRATABLE));
      case WINDOWS -> kinds.add(TPM);
      case XEN, OTHER -> {}
    }
    return kinds;
  }

  private static void look(Estate estate, CheckEvidence found) {
    List<Blocker.Kind> missing =
        asked(Family.of(estate)).stream()
            .filter(kind -> !estate.cluster().lookedFor().contains(kind))
            .toList();
    if (missing.isEmpty()) {
      found.fine("The sources would show all that is asked for");
    } else {
      found.broken(
          "Nobody looked whether one of %s has: %s"
              .formatted(Text.count(estate.vms().size(), "VM"), Blockers.names(missing)));
    }
  }
}
