package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.plan.cluster.Boundaries;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of placement leave every VM another host. */
final class B14PlacementRules {

  static final Rule RULE =
      Rule.of("B14", "Rules of placement leave every VM another host")
          .category(CLUSTER_CONFIGURATION)
          .severity(FAIL)
          .source(Sources.PLACEMENT)
          .action(
              "Relax or switch off the rule for the time of the maintenance, or shut the VM down.")
          .look(
              "affinity, anti-affinity, groups of hosts, preferred and possible owners",
              B14PlacementRules::look);

  private B14PlacementRules() {}

  private static void look(Estate estate, CheckEvidence found) {
    var bounds = new Boundaries(estate);
    Map<String, String> nodeOf = new HashMap<>();
    estate.vms().forEach(vm -> nodeOf.put(vm.name(), vm.node()));
    List<String> bound = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      bounds
          .closed(vm, vm.node())
          .filter(why -> why.contains("rule"))
          .ifPresent(why -> bound.add(vm.name() + ": " + why));
      bounds
          .broken(vm, vm.node(), other -> Optional.ofNullable(nodeOf.get(other)))
          .ifPresent(
              rule ->
                  broken.add(
                      "%s on %s breaks the rule \"%s\" now"
                          .formatted(vm.name(), vm.node(), rule.name())));
    }
    Blockers.tell(bound, found, FAIL);
    Blockers.tell(broken, found, WARN);
    int rules = estate.cluster().rules().size();
    if (bound.isEmpty() && broken.isEmpty() && rules > 0) {
      found.fine(Text.count(rules, "rule") + " of placement, none in the way");
    } else if (rules == 0) {
      found.beside("No source says a rule of placement.");
    }
  }
}
