package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.inventory.Estate;
import blackout.inventory.NodeState;
import blackout.quantity.Text;
import java.util.List;

/** Every host takes VMs. */
final class B15HostStates {

  static final Rule RULE =
      Rule.of("B15", "Every host takes VMs")
          .category(CLUSTER_CONFIGURATION)
          .severity(WARN)
          .source(Sources.MOVABLE)
          .action("Bring the host back before another one is emptied; the plan gives it no VM.")
          .look("the state of every host", B15HostStates::look);

  private B15HostStates() {}

  private static void look(Estate estate, CheckEvidence found) {
    List<String> away =
        estate.nodes().stream()
            .filter(n -> !n.takesVms())
            .map(n -> n.name() + " (" + n.state().orElse(NodeState.UP).label() + ")")
            .toList();
    if (!away.isEmpty()) {
      found.broken(CheckEvidence.names(away) + ": no VM can move there now");
    } else if (estate.nodes().stream().anyMatch(n -> n.state().isPresent())) {
      found.fine("All of %s are up".formatted(Text.count(estate.nodes().size(), "host")));
    } else {
      found.beside("No source says the states of hosts; all are taken to be up.");
    }
  }
}
