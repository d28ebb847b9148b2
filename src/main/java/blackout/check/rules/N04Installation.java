package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.OperatingSystem.Edition;
import blackout.inventory.OperatingSystem.Installation;
import java.util.Optional;

/** The same installation type on all nodes. */
final class N04Installation {

  static final Rule RULE =
      Rule.of("N04", "The same installation type on all nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.HYPER_V_SERVER)
          .action("Install all nodes in full, or all as Server Core.")
          .look(
              "installation type of every node; Hyper-V Server counts as Server Core",
              N04Installation::look);

  private static void look(Estate estate, CheckEvidence found) {
    found.same(
        "installation type",
        ofNodes(
            estate,
            n ->
                n.os().edition().equals(Optional.of(Edition.HYPER_V_SERVER))
                    ? Optional.of(Installation.SERVER_CORE.label())
                    : n.os().installation().map(Installation::label)));
  }
}
