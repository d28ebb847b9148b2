package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.Volume.VolumeUse;

/** The disk of a shared volume was empty and is a resource of the cluster. */
final class S09EmptyDisk {

  static final Rule RULE =
      Rule.of("S09", "The disk of a shared volume was empty and is a resource of the cluster")
          .category(STORAGE)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.SHARED_VOLUMES)
          .action(
              "Add the disk to the cluster first; files that were on it are not where VMs look for them.")
          .look(
              "whether the disk of each shared volume was empty and is in the cluster",
              S09EmptyDisk::look);

  private S09EmptyDisk() {}

  private static void look(Estate estate, CheckEvidence found) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != VolumeUse.SHARED) {
        continue;
      }
      String name = "\"" + volume.name() + "\"";
      volume
          .inCluster()
          .ifPresent(
              in -> {
                if (in) {
                  found.fine(name + " is a resource of the cluster");
                } else {
                  found.broken(name + " is no resource of the cluster");
                }
              });
      volume
          .emptyDisk()
          .ifPresent(
              empty -> {
                if (empty) {
                  found.fine(name + " was empty");
                } else {
                  found.broken(WARN, name + " had files on it when it was added");
                }
              });
    }
    found.beside("The estate does not say how its shared volumes came to be.");
  }
}
