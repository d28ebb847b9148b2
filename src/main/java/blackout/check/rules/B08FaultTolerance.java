package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.VSPHERE;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.FAULT_TOLERANCE;

import blackout.check.Rule;

/** No VM runs in fault tolerance. */
final class B08FaultTolerance {

  static final Rule RULE =
      Rule.of("B08", "No VM runs in fault tolerance")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .on(VSPHERE)
          .source(Sources.FAULT_TOLERANCE)
          .action("Move the primary and the secondary one after the other, never to one host.")
          .look("the fault tolerance of every VM", Blockers.look(WARN, FAULT_TOLERANCE));

  private B08FaultTolerance() {}
}
