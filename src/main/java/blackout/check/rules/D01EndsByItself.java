package blackout.check.rules;

import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.outcome.Outcome;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.util.List;

/** Every live migration ends by itself. */
final class D01EndsByItself {

  static final Rule RULE =
      Rule.of("D01", "Every live migration ends by itself")
          .severity(FAIL)
          .source(Sources.PREDICTIONS)
          .action("Give live migration a faster network, or move these VMs while they write less.")
          .lookAhead("the simulated live migration of every VM", D01EndsByItself::look);

  private static void look(Ground ground, CheckEvidence found) {
    List<VmForecast> vms = ground.outlook().orElseThrow().forecast().worstFirst();
    if (vms.stream().noneMatch(vm -> vm.live().isPresent())) {
      found.beside("This version, or this estate, has no live migration.");
      return;
    }
    int fine = 0;
    for (VmForecast vm : vms) {
      Outcome outcome = vm.live().orElse(null);
      String name = vm.vm().name();
      if (outcome instanceof Outcome.Aborted) {
        found.broken("%s never leaves its node: %s".formatted(name, outcome.record().stopReason()));
      } else if (outcome instanceof Outcome.Forced) {
        found.broken(
            WARN,
            "%s: downtime %s, longer than its target; %s"
                .formatted(
                    name,
                    Amounts.duration(vm.liveDowntime().orElseThrow().total()),
                    outcome.record().stopReason()));
      } else {
        fine++;
      }
    }
    if (fine > 0) {
      found.fine(
          "%s within the target downtime."
              .formatted(Text.count(fine, "VM") + Text.verb(fine, " ends", " end")));
    }
  }
}
