package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.CheckEvidence.names;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Platform;
import blackout.inventory.WindowsVersion;
import java.util.ArrayList;
import java.util.List;

/** VMs that a drain saves instead of moving them live. */
final class V04SavedByDrain {

  static final Rule RULE =
      Rule.of("V04", "VMs that a drain saves instead of moving them live")
          .category(CLUSTER_CONFIGURATION)
          .severity(INFO)
          .windows(Versions.from(WindowsVersion.WINDOWS_2012))
          .source(Sources.DRAIN)
          .action("Raise the priority, or lower the threshold of live moves.")
          .look("priority of each VM, threshold of the drain, objectives", V04SavedByDrain::look);

  private static void look(Estate estate, CheckEvidence found) {
    int threshold = estate.drainThreshold().orElse(Platform.LIVE_FROM.number());
    List<String> unknown = new ArrayList<>();
    List<String> saved = new ArrayList<>();
    List<String> hurt = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      if (vm.priority().isEmpty()) {
        unknown.add(vm.name());
      } else if (vm.priority().get().number() < threshold) {
        boolean promised =
            vm.downtimeObjective().isPresent() || vm.availabilityObjective().isPresent();
        (promised ? hurt : saved).add(vm.name());
      }
    }
    if (!unknown.isEmpty()) {
      found.missing("priority of " + names(unknown));
    }
    if (!hurt.isEmpty()) {
      found.broken(WARN, "Saved by a drain in spite of an objective: " + names(hurt));
    }
    if (!saved.isEmpty()) {
      found.broken("Saved by a drain: " + names(saved));
    }
    found.fine("A drain moves VMs live from priority " + threshold);
  }
}
