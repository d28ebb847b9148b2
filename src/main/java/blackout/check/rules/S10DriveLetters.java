package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A disk has the same drive letter on every node. */
final class S10DriveLetters {

  static final Rule RULE =
      Rule.of("S10", "A disk has the same drive letter on every node")
          .category(STORAGE)
          .severity(WARN)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION_TESTS_2008)
          .action(
              "Give the disk the same letter on every node; a shared volume needs none, its path is C:\\ClusterStorage on all.")
          .look("the drive letters that the nodes give each disk", S10DriveLetters::look);

  private S10DriveLetters() {}

  private static void look(Estate estate, CheckEvidence found) {
    for (Volume volume : estate.volumes()) {
      Map<String, String> letters = volume.driveLetters().orElse(Map.of());
      if (!letters.isEmpty()) {
        Map<String, Optional<String>> owners = new LinkedHashMap<>();
        letters.forEach(
            (node, letter) -> owners.put(node, Optional.of(letter.toUpperCase(Locale.ROOT))));
        found.same("drive letter of \"" + volume.name() + "\"", owners);
      }
    }
    found.beside("The estate does not say the drive letters of its disks.");
  }
}
