package blackout.check.rules;

import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.inventory.DowntimeLimit;
import blackout.plan.cluster.ClusterOutlook;
import blackout.quantity.Amounts;
import java.util.List;

/** Clients do not notice planned moves. */
final class D03UnnoticedMoves {

  static final Rule RULE =
      Rule.of("D03", "Clients do not notice planned moves")
          .severity(WARN)
          .source(Sources.PREDICTIONS)
          .action("Announce the moves of the VMs named here.")
          .lookAhead(
              "the network outage of each VM in a planned move, against the limits of the estate"
                  + " and of widespread software",
              D03UnnoticedMoves::look);

  private static void look(Ground ground, CheckEvidence found) {
    ClusterOutlook cluster = ground.outlook().orElseThrow().cluster();
    if (cluster.clients().isEmpty()) {
      return;
    }
    int kept = 0;
    for (DowntimeLimit limit : cluster.limits()) {
      List<String> over =
          cluster.clients().stream()
              .filter(c -> c.planned().isNoticedBy(limit))
              .map(c -> c.vm().name())
              .toList();
      if (over.isEmpty()) {
        kept++;
      } else {
        found.broken(
            "%s (%s): noticed at %s"
                .formatted(
                    limit.name(), Amounts.duration(limit.limit()), CheckEvidence.names(over)));
      }
    }
    if (kept > 0) {
      found.fine("%s of %s limits are kept by every VM.".formatted(kept, cluster.limits().size()));
    }
  }
}
