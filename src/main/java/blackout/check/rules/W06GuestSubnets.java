package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.IpInterface;
import blackout.inventory.VirtualSwitch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Guests find the same subnet on every node. */
final class W06GuestSubnets {

  static final Rule RULE =
      Rule.of("W06", "Guests find the same subnet on every node")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.NETWORK_GUIDE)
          .action(
              "Connect the switch to the same subnet everywhere, or a moved guest loses its address.")
          .look("subnet behind every external virtual switch on every node", W06GuestSubnets::look);

  private static void look(Estate estate, CheckEvidence found) {
    Map<String, Map<String, Optional<IpInterface>>> bySwitch = new TreeMap<>();
    for (VirtualSwitch virtualSwitch : estate.switches()) {
      if (virtualSwitch.kind() == VirtualSwitch.SwitchType.EXTERNAL) {
        bySwitch
            .computeIfAbsent(virtualSwitch.name(), name -> new LinkedHashMap<>())
            .put(virtualSwitch.node(), virtualSwitch.subnet().map(IpInterface::network));
      }
    }
    bySwitch.forEach((name, subnets) -> found.same("subnet behind \"" + name + "\"", subnets));
  }
}
