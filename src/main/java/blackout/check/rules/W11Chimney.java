package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;

/** No TCP Chimney where a bandwidth cap is meant to hold. */
final class W11Chimney {

  static final Rule RULE =
      Rule.of("W11", "No TCP Chimney where a bandwidth cap is meant to hold")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.NETWORK_GUIDE)
          .action("Turn TCP Chimney off in the management operating system.")
          .look(
              "TCP Chimney Offload of every node, caps of networks and of live migration",
              W11Chimney::look);

  private static void look(Estate estate, CheckEvidence found) {
    boolean capped =
        estate.networks().stream().anyMatch(n -> n.managementCapRatio().isPresent())
            || estate.migrationLink().filter(m -> m.link().senderLimit().isPresent()).isPresent();
    if (!capped) {
      found.beside("No bandwidth cap that TCP Chimney could defeat.");
      return;
    }
    found.all(
        "TCP Chimney",
        false,
        ofNodes(estate, n -> n.os().tcpChimney()),
        "A cap is set, and TCP Chimney is on");
  }
}
