package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.EstateVm;

/** No backup while VMs move. */
final class V03BackupDuringMoves {

  static final Rule RULE =
      Rule.of("V03", "No backup while VMs move")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.FAQ)
          .action(
              "Move the backup or the window: an interrupted backup only copies files, and only"
                  + " warns.")
          .look(
              "whether a backup of each VM may run while moves are planned",
              (estate, found) ->
                  found.all(
                      "backup during moves",
                      false,
                      CheckEvidence.ofVms(estate, EstateVm::backupDuringMoves),
                      "A backup may run while they move"));
}
