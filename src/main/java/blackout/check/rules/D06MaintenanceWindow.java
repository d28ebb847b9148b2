package blackout.check.rules;

import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Rule;
import blackout.plan.drain.Maintenance;
import blackout.quantity.Amounts;
import java.time.Duration;

/** The maintenance window is long enough: required where somebody stated it. */
final class D06MaintenanceWindow {

  static final Rule RULE =
      Rule.of("D06", "The maintenance window is long enough")
          .severity(FAIL)
          .source(Sources.PREDICTIONS)
          .action(
              "Ask for a longer window, a faster migration network, or spread the hosts over"
                  + " several windows.")
          .lookAhead(
              "the time to empty and patch the hosts one after the other, against the window",
              D06MaintenanceWindow::look);

  private static void look(Ground ground, CheckEvidence found) {
    Maintenance maintenance = ground.outlook().orElseThrow().maintenance();
    if (ground.estate().vms().isEmpty()) {
      return;
    }
    boolean stated = maintenance.asked().isPresent();
    Duration total = maintenance.total();
    Duration spare = maintenance.window().minus(total);
    String line =
        "%s of %s%s: %s %s"
            .formatted(
                Amounts.duration(total),
                Amounts.duration(maintenance.window()),
                stated ? "" : " (assumed, no window was stated)",
                Amounts.duration(spare.abs()),
                spare.isNegative() ? "too long" : "to spare");
    if (spare.isNegative()) {
      found.broken(stated ? FAIL : WARN, line);
    } else {
      found.fine(line);
    }
  }
}
