package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;

/** The Hyper-V role is installed on every node. */
final class N17HyperVRole {

  static final Rule RULE =
      Rule.of("N17", "The Hyper-V role is installed on every node")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION)
          .action("Install the Hyper-V role on the nodes that lack it.")
          .look("Hyper-V role of every node", N17HyperVRole::look);

  private N17HyperVRole() {}

  private static void look(Estate estate, CheckEvidence found) {
    found.all(
        "Hyper-V role", true, ofNodes(estate, n -> n.roles().hyperV()), "Without the Hyper-V role");
  }
}
