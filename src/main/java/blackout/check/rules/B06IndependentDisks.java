package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.VSPHERE;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.INDEPENDENT_DISK;

import blackout.check.Rule;

/** No disk is independent. */
final class B06IndependentDisks {

  static final Rule RULE =
      Rule.of("B06", "No disk is independent")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .on(VSPHERE)
          .source(Sources.MOVABLE)
          .action(
              "A disk that is not persistent loses what was written when the VM is shut down; plan only live moves for it.")
          .look("the mode of every disk", Blockers.look(WARN, INDEPENDENT_DISK));

  private B06IndependentDisks() {}
}
