package blackout.check.rules;

import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.inventory.EstateVm;
import blackout.plan.cluster.Reserve;
import blackout.plan.cluster.RestartPlacement.Refusal;
import java.util.List;

/** The other nodes start every VM of a lost one. What somebody agreed on fails, the rest warns. */
final class D05NodeReserve {

  static final Rule RULE =
      Rule.of("D05", "The other nodes start every VM of a lost one")
          .severity(WARN)
          .source(
              Sources.PREDICTIONS
                  + " One node in reserve: Microsoft Failover Clustering blog, 28 Jun 2010,"
                  + " http://blogs.msdn.com/b/clustering/archive/2010/06/28/10031803.aspx")
          .action("Add memory or a node, or present the disks to more nodes.")
          .lookAhead(
              "memory and disks that are left after the loss of each node; N+2 is told for"
                  + " comparison",
              D05NodeReserve::look);

  private static void look(Ground ground, CheckEvidence found) {
    List<Reserve> reserves = ground.outlook().orElseThrow().cluster().reserves();
    Reserve one = reserves.get(0);
    if (one.cases() == 0) {
      found.beside(one.sentence());
      return;
    }
    List<String> promised =
        one.shortages().stream()
            .flatMap(shortage -> shortage.refused().stream())
            .map(Refusal::vm)
            .filter(vm -> vm.availabilityObjective().isPresent())
            .map(EstateVm::name)
            .toList();
    if (!promised.isEmpty()) {
      found.broken(
          FAIL,
          "Left over although they have an availability objective: "
              + CheckEvidence.names(promised));
    }
    for (Reserve reserve : reserves) {
      if (reserve.holds() || reserve.cases() == 0) {
        found.fine(reserve.sentence());
      } else {
        found.broken(reserve.equals(one) ? WARN : INFO, reserve.sentence());
      }
    }
  }
}
