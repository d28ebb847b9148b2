package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.CONFIDENTIAL;
import static blackout.inventory.Blocker.Kind.TPM;

import blackout.check.Rule;
import java.util.List;

/** The secrets of guests can follow them. */
final class B11SecureGuests {

  static final Rule RULE =
      Rule.of("B11", "The secrets of guests can follow them")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .source(Sources.MOVABLE)
          .action(
              "Shut a confidential guest down for the maintenance; check that the state of a TPM, and its keys, are where the target reads them.")
          .look(
              "encrypted memory and TPMs of every VM",
              (estate, found) -> {
                Blockers.look(estate, found, FAIL, List.of(CONFIDENTIAL));
                Blockers.look(estate, found, WARN, List.of(TPM));
              });

  private B11SecureGuests() {}
}
