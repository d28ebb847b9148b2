package blackout.ingest;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.PlacementRule;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.inventory.Witness;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the names of a cluster are unique, and lead somewhere. */
final class EstateNames {

  private final String source;
  private final List<Problem> problems;
  private final Set<String> networkNames = new HashSet<>();
  private final Set<String> nodeNames = new HashSet<>();
  private final Set<String> volumeNames = new HashSet<>();

  EstateNames(String source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  void check(
      List<Node> nodes,
      List<ClusterNetwork> networks,
      List<VirtualSwitch> switches,
      List<Volume> volumes) {
    unique("networks", networks.stream().map(ClusterNetwork::name).toList());
    unique("nodes", nodes.stream().map(Node::name).toList());
    unique("volumes", volumes.stream().map(Volume::name).toList());
    unique(
        "virtual_switches", switches.stream().map(s -> s.name() + "\" on \"" + s.node()).toList());
    networks.forEach(n -> networkNames.add(n.name()));
    nodes.forEach(n -> nodeNames.add(n.name()));
    volumes.forEach(v -> volumeNames.add(v.name()));

    for (int i = 0; i < nodes.size(); i++) {
      List<NetworkAdapter> adapters = nodes.get(i).adapters();
      for (int j = 0; j < adapters.size(); j++) {
        String place = "/nodes/" + i + "/adapters/" + j + "/network";
        known(networkNames, "networks", place, adapters.get(j).network());
      }
    }
    for (int i = 0; i < switches.size(); i++) {
      String place = "/virtual_switches/" + i;
      known(nodeNames, "nodes", place + "/node", switches.get(i).node());
      Optional<String> network = switches.get(i).network();
      network.ifPresent(name -> known(networkNames, "networks", place + "/network", name));
    }
    for (int i = 0; i < volumes.size(); i++) {
      List<String> seers = volumes.get(i).visibleTo().orElse(List.of());
      for (int j = 0; j < seers.size(); j++) {
        known(nodeNames, "nodes", "/volumes/" + i + "/visible_to/" + j, seers.get(j));
      }
      String place = "/volumes/" + i + "/coordinator";
      volumes.get(i).coordinator().ifPresent(name -> known(nodeNames, "nodes", place, name));
      for (String name : volumes.get(i).driveLetters().orElse(Map.of()).keySet()) {
        known(nodeNames, "nodes", "/volumes/" + i + "/drive_letters", name);
      }
    }
  }

  void checkRules(List<PlacementRule> rules) {
    unique("placement_rules", rules.stream().map(PlacementRule::name).toList());
    for (int i = 0; i < rules.size(); i++) {
      List<String> nodes = rules.get(i).nodes();
      for (int j = 0; j < nodes.size(); j++) {
        known(nodeNames, "nodes", "/placement_rules/" + i + "/nodes/" + j, nodes.get(j));
      }
    }
  }

  void checkWitness(Witness witness) {
    witness.volume().ifPresent(name -> known(volumeNames, "volumes", "/witness/volume", name));
  }

  void checkMigrationNetwork(String name) {
    known(networkNames, "networks", "/live_migration/network", name);
  }

  private void unique(String key, List<String> names) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer before = first.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
      if (before != null) {
        problems.add(
            new Problem(
                source,
                "/" + key + "/" + i + "/name",
                quoted(names.get(i)),
                "another name than that of /" + key + "/" + before));
      }
    }
  }

  private void known(Set<String> names, String key, String place, String name) {
    if (!names.contains(name)) {
      problems.add(new Problem(source, place, quoted(name), "the name of one of /" + key));
    }
  }

  /** A text as a file would write it. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
