package blackout.check.rules;

import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.plan.drain.Drain;
import blackout.plan.drain.Maintenance;

/** Every VM of a host that is emptied has a host to go to. */
final class D07DrainTargets {

  static final Rule RULE =
      Rule.of("D07", "Every VM of a host that is emptied has a host to go to")
          .severity(FAIL)
          .source(Sources.PREDICTIONS)
          .action(
              "Take away what keeps these VMs, add memory or a node, present the disks to more"
                  + " nodes, or shut these VMs down: until then their host cannot be patched.")
          .lookAhead("where each VM goes when its host is emptied", D07DrainTargets::look);

  /** The VMs that a line names: an assumption about a readable line. */
  private static final int NAMES = 12;

  private static void look(Ground ground, CheckEvidence found) {
    Maintenance maintenance = ground.outlook().orElseThrow().maintenance();
    if (ground.estate().vms().isEmpty()) {
      return;
    }
    int empty = 0;
    for (Drain drain : maintenance.drains()) {
      if (drain.stuck().isEmpty()) {
        empty++;
      } else {
        drain.keptWords(NAMES).forEach(found::broken);
      }
    }
    if (empty > 0) {
      found.fine("%s of %s hosts can be emptied".formatted(empty, maintenance.drains().size()));
    }
  }
}
