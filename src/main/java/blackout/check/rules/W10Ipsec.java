package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** No IPsec on private networks. */
final class W10Ipsec {

  static final Rule RULE =
      Rule.of("W10", "No IPsec on private networks")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.NETWORK_GUIDE)
          .action("Turn IPsec off there, unless the traffic must be encrypted: it slows moves.")
          .look(
              "IPsec on the networks of heartbeat, shared volumes and live migration",
              W10Ipsec::look);

  private static void look(Estate estate, CheckEvidence found) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    for (ClusterNetwork network : estate.networks()) {
      if (network.carries(Purpose.HEARTBEAT)
          || network.carries(Purpose.SHARED_VOLUMES)
          || network.carries(Purpose.LIVE_MIGRATION)) {
        flags.put("\"" + network.name() + "\"", network.ipsec());
      }
    }
    found.all("IPsec", false, flags, "IPsec is on");
  }
}
