package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.CheckEvidence.names;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.VirtualSwitch;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The same virtual switch names on all nodes. */
final class W12SwitchNames {

  static final Rule RULE =
      Rule.of("W12", "The same virtual switch names on all nodes")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action("Create the missing switch, or give it the name it has on the other nodes.")
          .look("names of the virtual switches that VMs use, on every node", W12SwitchNames::look);

  private static void look(Estate estate, CheckEvidence found) {
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
