package blackout.ingest;

import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  List<EstateVm> read(Section root, List<List<Problem>> schemaProblems) {
    List<EstateVm> vms = new ArrayList<>();
    int i = 0;
    for (Section part : root.parts("vms")) {
      List<Problem> found = schemaProblems.get(i);
      if (found.isEmpty()) {
        found = problemsOf(part, "/vms/" + i, i);
      }
      if (found.isEmpty()) {
        try {
          vms.add(VmJson.vm(part));
          pointOut(part, "/vms/" + i + "/name");
        } catch (IllegalArgumentException e) {
          problems.add(problem("/vms/" + i, part, "numbers that agree: " + e.getMessage()));
        }
      }
      problems.addAll(found);
      i++;
    }
    return vms;
  }

  private List<Problem> problemsOf(Section vm, String place, int i) {
    List<Problem> found = new ArrayList<>();
    Integer before = firstWithName.putIfAbsent(vm.text("name").toLowerCase(Locale.ROOT), i);
    if (before != null) {
      found.add(problem(place + "/name", vm, "another name than that of /vms/" + before));
    }
    unknown(found, nodeNames, place + "/node", vm.text("node"), "nodes");
    unknown(found, volumeNames, place + "/volume", vm.text("volume"), "volumes");
    List<String> switches = vm.texts("switches");
    for (int j = 0; j < switches.size(); j++) {
      unknown(found, switchNames, place + "/switches/" + j, switches.get(j), "virtual_switches");
    }
    if (vm.mebibytes("memory_mib").compareTo(largestNode) > 0) {
      found.add(
          new Problem(
              source,
              place + "/memory_mib",
              vm.text("memory_mib"),
              "at most the memory of the largest node, " + largestNode));
    }
    return found;
  }

  private void unknown(
      List<Problem> found, Set<String> names, String place, String name, String key) {
    if (!names.contains(name)) {
      found.add(new Problem(source, place, EstateNames.quoted(name), "the name of one of /" + key));
    }
  }

  private void pointOut(Section vm, String place) {
    if (SPECIAL.matcher(vm.text("name")).matches()) {
      problems.add(
          problem(
              place,
              vm,
              "a name without < > & quotes and not starting with = + - @; the VM is kept, its name"
                  + " is shown as text"));
    }
  }

  private Problem problem(String place, Section vm, String expectation) {
    return new Problem(source, place, EstateNames.quoted(vm.text("name")), expectation);
  }
}
