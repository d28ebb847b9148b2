package blackout.check;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Category.NETWORK;
import static blackout.check.Findings.names;
import static blackout.check.Severity.FAIL;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.IpInterface;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.VirtualSwitch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules W04 to W06 and W12: subnets and virtual switches that are the same on all nodes. */
final class AddressRules {

  private AddressRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "W04",
            NETWORK,
            FAIL,
            Versions.ONLY_2008_R2,
            "All nodes in one subnet on the network of live migration",
            "address of every node on the network of live migration",
            "Connect every node to the network and give it an address of one subnet.",
            Sources.FAQ,
            AddressRules::migrationSubnet),
        new Rule(
            "W05",
            NETWORK,
            FAIL,
            Versions.ONLY_2008_R2,
            "One subnet on each network of shared volumes",
            "address of every node on the networks of cluster shared volumes",
            "Use one subnet, across sites as a stretched VLAN.",
            Sources.SHARED_VOLUMES,
            AddressRules::sharedVolumeSubnets),
        new Rule(
            "W06",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "Guests find the same subnet on every node",
            "subnet behind every external virtual switch on every node",
            "Connect the switch to the same subnet everywhere, or a moved guest loses its address.",
            Sources.NETWORK_GUIDE,
            AddressRules::guestSubnets),
        new Rule(
            "W12",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "The same virtual switch names on all nodes",
            "names of the virtual switches that VMs use, on every node",
            "Create the missing switch, or give it the name it has on the other nodes.",
            Sources.FAQ,
            AddressRules::switchNames));
  }

  private static void migrationSubnet(Estate estate, Findings found) {
    NetworkRules.migrationNetwork(estate, found)
        .ifPresent(network -> oneSubnet(estate, found, network));
  }

  private static void sharedVolumeSubnets(Estate estate, Findings found) {
    List<ClusterNetwork> networks =
        estate.networks().stream().filter(n -> n.carries(Purpose.SHARED_VOLUMES)).toList();
    networks.forEach(network -> oneSubnet(estate, found, network));
    if (networks.isEmpty()) {
      found.beside("No network carries cluster shared volumes.");
    }
  }

  private static void oneSubnet(Estate estate, Findings found, ClusterNetwork network) {
    Map<String, Optional<IpInterface>> subnets = new LinkedHashMap<>();
    List<String> unconnected = new ArrayList<>();
    for (Node node : estate.nodes()) {
      Optional<NetworkAdapter> adapter = node.adapterOn(network.name());
      if (adapter.isEmpty()) {
        unconnected.add(node.name());
      } else {
        subnets.put(node.name(), adapter.get().subnet().map(IpInterface::network));
      }
    }
    if (!unconnected.isEmpty()) {
      found.broken("No adapter on \"" + network.name() + "\": " + names(unconnected));
    }
    found.same("subnet of \"" + network.name() + "\"", subnets);
  }

  private static void guestSubnets(Estate estate, Findings found) {
    Map<String, Map<String, Optional<IpInterface>>> bySwitch = new TreeMap<>();
    for (VirtualSwitch virtualSwitch : estate.switches()) {
      if (virtualSwitch.kind() == VirtualSwitch.Kind.EXTERNAL) {
        bySwitch
            .computeIfAbsent(virtualSwitch.name(), name -> new LinkedHashMap<>())
            .put(virtualSwitch.node(), virtualSwitch.subnet().map(IpInterface::network));
      }
    }
    bySwitch.forEach((name, subnets) -> found.same("subnet behind \"" + name + "\"", subnets));
  }

  private static void switchNames(Estate estate, Findings found) {
    Set<String> used = new TreeSet<>();
    estate.vms().forEach(vm -> used.addAll(vm.switches()));
    for (String name : used) {
      Set<String> with =
          estate.switches().stream()
              .filter(s -> s.name().equals(name))
              .map(VirtualSwitch::node)
              .collect(Collectors.toSet());
      List<String> without =
          estate.nodes().stream().map(Node::name).filter(n -> !with.contains(n)).toList();
      if (without.isEmpty()) {
        found.fine("\"" + name + "\" exists on all nodes");
      } else {
        found.broken("\"" + name + "\" does not exist on " + names(without));
      }
    }
    if (used.isEmpty()) {
      found.beside("No VM is connected to a virtual switch.");
    }
  }
}
