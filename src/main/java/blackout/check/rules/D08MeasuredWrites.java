package blackout.check.rules;

import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.check.Verdict;
import blackout.inventory.Evidence;
import blackout.plan.move.VmForecast;
import java.util.List;

/** Dirty rates are known; a prediction is no surer than they are. */
final class D08MeasuredWrites {

  /** The VMs to measure first: those whose predicted downtime is longest. */
  private static final int FIRST = 3;

  static final Rule RULE =
      Rule.of(Verdict.EVIDENCE, "Dirty rates are known, not assumed")
          .severity(WARN)
          .source("What the estate says of its facts; see Sources and Assumptions.")
          .action("Measure the dirty rate of these VMs first and put it in: blackout calibrate.")
          .lookAhead("how the dirty rate of each VM is known", D08MeasuredWrites::look);

  private static void look(Ground ground, CheckEvidence found) {
    Evidence evidence = Evidence.of(ground.estate());
    List<VmForecast> worstFirst = ground.outlook().orElseThrow().forecast().worstFirst();
    if (worstFirst.stream().noneMatch(vm -> vm.live().isPresent())) {
      found.beside("No live migration: no prediction rests on a dirty rate.");
      return;
    }
    if (!evidence.isAllAssumed()) {
      found.fine(evidence.words());
      return;
    }
    List<String> first =
        worstFirst.stream().limit(FIRST).map(VmForecast::vm).map(vm -> vm.name()).toList();
    found.broken(
        "No dirty rate is measured (%s); measure first: %s"
            .formatted(evidence.words(), String.join(", ", first)));
  }
}
