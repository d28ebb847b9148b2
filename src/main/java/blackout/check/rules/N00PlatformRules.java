package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Verdict;
import blackout.inventory.Estate;

/** The prerequisites of the platform are checked; without its rules none is known to hold. */
final class N00PlatformRules {

  static final Rule RULE =
      Rule.of(Verdict.PREREQUISITES, "The prerequisites of the platform are checked")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .source("The rules of Blackout; see blackout checks.")
          .action("Check the platform's own requirements for live migration before VMs move.")
          .look(
              "the platform of the estate, and the rules there are for it", N00PlatformRules::look);

  private static void look(Estate estate, CheckEvidence found) {
    if (estate.isWindows()) {
      found.fine("There are rules of Windows Server failover clusters.");
    } else {
      found.missing(
          ("the prerequisites of %s; no rule is for its hosts, and the rules B01 to B15 ask only what"
                  + " keeps VMs from moving")
              .formatted(estate.platform()));
    }
  }
}
