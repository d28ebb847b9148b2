package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Volume.VolumeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of every VM lie on storage of the cluster. */
final class V08PathsOnSharedVolume {

  static final Rule RULE =
      Rule.of("V08", "The files of every VM lie on storage of the cluster")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.SHARED_VOLUMES)
          .action(
              "Move the files of the VM to C:\\ClusterStorage, to a disk of the cluster, or to a share.")
          .look(
              "where the configuration of each VM lies, and the kind of its volume",
              V08PathsOnSharedVolume::look);

  private V08PathsOnSharedVolume() {}

  /** A path on a shared volume, in any letter of the system drive. */
  private static final Pattern SHARED =
      Pattern.compile("[A-Za-z]:\\\\ClusterStorage\\\\.*", Pattern.CASE_INSENSITIVE);

  private static void look(Estate estate, CheckEvidence found) {
    List<String> fine = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      Optional<String> path = vm.mobility().path();
      if (path.isEmpty()) {
        continue;
      }
      boolean onShare = path.get().startsWith("\\\\");
      boolean onSystem =
          path.get().regionMatches(true, 0, "C:\\", 0, 3) && !SHARED.matcher(path.get()).matches();
      boolean wanted =
          estate.volume(vm.volume()).filter(v -> v.kind() == VolumeUse.SHARED).isPresent();
      if (!onShare && (onSystem || (wanted && !SHARED.matcher(path.get()).matches()))) {
        found.broken("%s lies at %s".formatted(vm.name(), path.get()));
      } else {
        fine.add(vm.name());
      }
    }
    if (!fine.isEmpty()) {
      found.fine("On storage of the cluster: " + CheckEvidence.names(fine));
    }
    found.beside("The estate does not say where the files of its VMs lie.");
  }
}
