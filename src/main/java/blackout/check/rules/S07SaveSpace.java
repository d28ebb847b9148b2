package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Severity;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import java.util.LinkedHashMap;
import java.util.Map;

/** Room for the saved memory of all VMs of a volume. */
final class S07SaveSpace {

  static final Rule RULE =
      Rule.of("S07", "Room for the saved memory of all VMs of a volume")
          .category(STORAGE)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.SAVED_STATE_SPACE)
          .action(
              "Free space, or move VMs to another volume. Where VMs only move live this is no"
                  + " obstacle.")
          .look("free space of each volume, memory of the VMs on it", S07SaveSpace::look);

  /** Where VMs can move live, too little room only stands in the way of saved state. */
  private static void look(Estate estate, CheckEvidence found) {
    Severity severity = estate.version().hasLiveMigration() ? Severity.WARN : Severity.FAIL;
    Map<String, ByteCount> needed = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      needed.merge(vm.volume(), vm.vm().memory(), ByteCount::plus);
    }
    for (Volume volume : estate.volumes()) {
      ByteCount need = needed.getOrDefault(volume.name(), ByteCount.ZERO);
      String line = "\"" + volume.name() + "\": VMs with " + need + " of memory";
      if (need.bytes() == 0) {
        continue;
      }
      if (volume.free().isEmpty()) {
        found.missing("free space of \"" + volume.name() + "\"");
      } else if (volume.free().get().compareTo(need) < 0) {
        found.broken(severity, line + ", only " + volume.free().get() + " free");
      } else {
        found.fine(line + ", " + volume.free().get() + " free");
      }
    }
  }
}
