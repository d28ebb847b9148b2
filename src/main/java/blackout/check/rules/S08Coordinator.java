package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.inventory.Volume.VolumeUse;

/** The owner of every shared volume is a node that is up. */
final class S08Coordinator {

  static final Rule RULE =
      Rule.of("S08", "The owner of every shared volume is a node that is up")
          .category(STORAGE)
          .severity(WARN)
          .windows(Versions.ALL)
          .source(Sources.KB2008795)
          .action(
              "Move the volume to a node that is up; look into it from another node only by its path under ClusterStorage.")
          .look("the node that owns each shared volume", S08Coordinator::look);

  private S08Coordinator() {}

  private static void look(Estate estate, CheckEvidence found) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != VolumeUse.SHARED || volume.coordinator().isEmpty()) {
        continue;
      }
      String owner = volume.coordinator().get();
      if (estate.node(owner).filter(Node::takesVms).isPresent()) {
        found.fine(
            "\"%s\" is owned by %s, through which the metadata of the other nodes goes"
                .formatted(volume.name(), owner));
      } else {
        found.broken("\"%s\" is owned by %s, which is not up".formatted(volume.name(), owner));
      }
    }
    found.beside("The estate does not say who owns a shared volume.");
  }
}
