package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.Map;
import java.util.Optional;

/** The port of live migration is open between all nodes. */
final class W09MigrationPort {

  static final Rule RULE =
      Rule.of("W09", "The port of live migration is open between all nodes")
          .category(NETWORK)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.NETWORK_GUIDE)
          .action("Open the port in every firewall between the nodes.")
          .look(
              "whether TCP 6600 (over SMB: 445) is reachable on the network of live migration",
              W09MigrationPort::look);

  private static void look(Estate estate, CheckEvidence found) {
    Optional<ClusterNetwork> network = Networks.migrationNetwork(estate, found);
    network.ifPresent(
        n ->
            found.all(
                "live migration through the firewalls",
                true,
                Map.of("\"" + n.name() + "\"", n.migrationPortOpen()),
                "The port of live migration is closed on"));
  }
}
