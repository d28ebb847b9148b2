package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.SNAPSHOT;

import blackout.check.Rule;

/** No snapshot is open. */
final class B07Snapshots {

  static final Rule RULE =
      Rule.of("B07", "No snapshot is open")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .source(Sources.SNAPSHOTS)
          .action(
              "Delete or consolidate snapshots before the maintenance; one that is removed during it slows its VM.")
          .look(
              "snapshots of every VM, and disks that wait for consolidation",
              Blockers.look(WARN, SNAPSHOT));

  private B07Snapshots() {}
}
