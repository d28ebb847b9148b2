package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.inventory.Blocker.Kind.STATE;

import blackout.check.Rule;

/** Every VM is in a state in which it can be moved. */
final class B13VmStates {

  static final Rule RULE =
      Rule.of("B13", "Every VM is in a state in which it can be moved")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .source(Sources.MOVABLE)
          .action("Connect or unlock the VM, and wait until a backup or another task has ended.")
          .look("connection and locks of every VM", Blockers.look(FAIL, STATE));

  private B13VmStates() {}
}
