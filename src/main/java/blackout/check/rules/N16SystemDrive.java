package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.Rule;
import blackout.check.Versions;
import java.util.Locale;

/** The same system drive on all nodes. */
final class N16SystemDrive {

  static final Rule RULE =
      Rule.of("N16", "The same system drive on all nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action("Install Windows on the same drive letter everywhere.")
          .look(
              "system drive of every node",
              (estate, found) ->
                  found.same(
                      "system drive",
                      ofNodes(
                          estate, n -> n.os().systemDrive().map(N16SystemDrive::driveInCapitals))));

  private static String driveInCapitals(String drive) {
    return drive.toUpperCase(Locale.ROOT);
  }
}
