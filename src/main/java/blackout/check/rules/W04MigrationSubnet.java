package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;

/** All nodes in one subnet on the network of live migration. */
final class W04MigrationSubnet {

  static final Rule RULE =
      Rule.of("W04", "All nodes in one subnet on the network of live migration")
          .category(NETWORK)
          .severity(FAIL)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.FAQ)
          .action("Connect every node to the network and give it an address of one subnet.")
          .look("address of every node on the network of live migration", W04MigrationSubnet::look);

  private static void look(Estate estate, CheckEvidence found) {
    Networks.migrationNetwork(estate, found)
        .ifPresent(network -> Networks.oneSubnet(estate, found, network));
  }
}
