package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.WARN;

import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Volume;

/** No failed backup of a shared volume. */
final class S05FailedBackup {

  static final Rule RULE =
      Rule.of("S05", "No failed backup of a shared volume")
          .category(STORAGE)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.FAQ)
          .action("End the backup properly: it may have left the volume in redirected access.")
          .look(
              "last backup of each shared volume",
              (estate, found) ->
                  found.all(
                      "failed backup",
                      false,
                      Disks.shared(estate, Volume::failedBackup),
                      "The last backup failed or was cancelled"));
}
