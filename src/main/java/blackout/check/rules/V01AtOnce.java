package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.MigrationLink;
import blackout.inventory.WindowsVersion;
import blackout.quantity.Text;
import java.util.Optional;

/** No more live migrations at once than the version allows. */
final class V01AtOnce {

  static final Rule RULE =
      Rule.of("V01", "No more live migrations at once than the version allows")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.FAQ)
          .action("Plan one live migration at a time for every node.")
          .look("number of nodes, simultaneous live migrations that are set", V01AtOnce::look);

  private static void look(Estate estate, CheckEvidence found) {
    Optional<Integer> set = estate.migrationLink().flatMap(MigrationLink::simultaneous);
    if (estate.version().movesSeveralAtOnce()) {
      set.ifPresentOrElse(
          n -> found.fine(n + " live migrations at once on each node, more are queued"),
          () -> found.missing("simultaneous live migrations of a node"));
      return;
    }
    int nodes = estate.nodes().size();
    int pairs = nodes / 2;
    found.fine(
        nodes
            + " nodes make at most "
            + Text.count(pairs, "live migration")
            + " at once: each takes part in one, as source or as target");
    if (set.orElse(1) > 1) {
      found.broken(
          set.orElse(1) + " live migrations at once are set for a node, this version does 1");
    }
  }
}
