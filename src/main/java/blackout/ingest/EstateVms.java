package blackout.ingest;

import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Sourced;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The VMs of an estate: a bad one costs itself, not the others. */
final class EstateVms {

  /** What HTML, CSV and spreadsheets give a meaning to. Such a name is kept, and pointed out. */
  private static final Pattern SPECIAL = Pattern.compile("^[=+@-].*|.*[<>&\"'`].*");

  private final String source;
  private final List<Problem> problems;
  private final Set<String> nodeNames = new HashSet<>();
  private final Set<String> volumeNames = new HashSet<>();
  private final Set<String> switchNames = new HashSet<>();
  private final ByteCount largestNode;
  private final Map<String, Integer> firstWithName = new HashMap<>();
  private final Map<String, List<Sourced>> origins = new LinkedHashMap<>();

  EstateVms(
      String source,
      List<Problem> problems,
      List<Node> nodes,
      List<Volume> volumes,
      List<VirtualSwitch> switches) {
    this.source = source;
    this.problems = problems;
    nodes.forEach(n -> nodeNames.add(n.name()));
    volumes.forEach(v -> volumeNames.add(v.name()));
    switches.forEach(s -> switchNames.add(s.name()));
    largestNode = nodes.stream().map(Node::memory).max(ByteCount::compareTo).orElse(ByteCount.ZERO);
  }

  /**
   * The VMs that can be used.
   *
   * @param schemaProblems what the schema found, by the position of the VM
   */
  List<EstateVm> read(JsonNode listed, List<List<Problem>> schemaProblems) {
    List<EstateVm> vms = new ArrayList<>();
    int i = 0;
    for (JsonNode part : listed) {
      List<Problem> found = schemaProblems.get(i);
      if (found.isEmpty()) {
        found = read(part, "/vms/" + i, i, vms);
      }
      problems.addAll(found);
      i++;
    }
    return vms;
  }

  /**
   * Where the facts of the VMs that can be used come from, by name; none of those who do not say.
   */
  Map<String, List<Sourced>> origins() {
    return origins;
  }

  private List<Problem> read(JsonNode part, String place, int i, List<EstateVm> vms) {
    try {
      EstateVmDoc vm = Json.read(part, EstateVmDoc.class);
      List<Problem> found = problemsOf(vm, place, i);
      if (!found.isEmpty()) {
        return found;
      }
      vms.add(vm.vm());
      if (!vm.origins().isEmpty()) {
        origins.put(vm.name(), vm.sources());
      }
      return SPECIAL.matcher(vm.name()).matches()
          ? List.of(
              problem(
                  place + "/name",
                  vm.name(),
                  "a name without < > & quotes and not starting with = + - @; the VM is kept, its"
                      + " name is shown as text"))
          : List.of();
    } catch (IllegalArgumentException e) {
      String name = part.path("name").asText();
      return List.of(problem(place, name, "numbers that agree: " + e.getMessage()));
    }
  }

  private List<Problem> problemsOf(EstateVmDoc vm, String place, int i) {
    List<Problem> found = new ArrayList<>();
    Integer before = firstWithName.putIfAbsent(vm.name().toLowerCase(Locale.ROOT), i);
    if (before != null) {
      found.add(problem(place + "/name", vm.name(), "another name than that of /vms/" + before));
    }
    unknown(found, nodeNames, place + "/node", vm.node(), "nodes");
    unknown(found, volumeNames, place + "/volume", vm.volume(), "volumes");
    for (int j = 0; j < vm.switches().size(); j++) {
      unknown(
          found, switchNames, place + "/switches/" + j, vm.switches().get(j), "virtual_switches");
    }
    for (int j = 0; j < vm.otherVolumes().size(); j++) {
      unknown(
          found, volumeNames, place + "/other_volumes/" + j, vm.otherVolumes().get(j), "volumes");
    }
    if (vm.memoryMib().compareTo(largestNode) > 0) {
      found.add(
          new Problem(
              source,
              place + "/memory_mib",
              String.valueOf(vm.memoryMib().bytes() >> 20),
              "at most the memory of the largest node, " + largestNode));
    }
    return found;
  }

  private void unknown(
      List<Problem> found, Set<String> names, String place, String name, String key) {
    if (!names.contains(name)) {
      found.add(problem(place, name, "the name of one of /" + key));
    }
  }

  private Problem problem(String place, String name, String expectation) {
    return new Problem(source, place, EstateNames.quoted(name), expectation);
  }
}
