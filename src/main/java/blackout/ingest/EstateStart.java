package blackout.ingest;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisors;
import blackout.inventory.WindowsVersion;
import blackout.inventory.WorkloadClass;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Defaults;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of an estate file, of the few things a planner knows: everything else is filled in
 * as usual, and marked as assumed.
 *
 * @param name what the cluster is called
 * @param platform the name or alias of a hypervisor
 * @param nodes the names of the hosts, at least one
 * @param nodeMemory the memory of each host
 * @param vms the VMs
 * @param port the port of the migration network; empty for an assumption
 * @param storage how fast saved states are written and read; empty for an assumption
 */
public record EstateStart(
    String name,
    Hypervisors.Named platform,
    List<String> nodes,
    ByteCount nodeMemory,
    List<StartVm> vms,
    Optional<DataRate> port,
    Optional<DataRate> storage) {

  /** The port where nobody says: what most clusters of today have; an assumption. */
  public static final DataRate USUAL_PORT = DataRate.gigabitsPerSecond(10);

  /**
   * A VM.
   *
   * @param node the host it runs on; empty for one after the other
   * @param workload what it does; empty for an assumption
   * @param processors its virtual processors; empty for an assumption
   */
  public record StartVm(
      String name,
      ByteCount memory,
      Optional<String> node,
      Optional<WorkloadClass> workload,
      Optional<Integer> processors) {}

  public EstateStart {
    nodes = List.copyOf(nodes);
    vms = List.copyOf(vms);
    require(!nodes.isEmpty() && !vms.isEmpty(), "an estate has a host and a VM at least");
  }

  /**
   * The file; {@link EstateFile} reads it without a problem.
   *
   * @throws UnreadableInput if something does not fit, such as a VM larger than every host
   */
  public String text() {
    ObjectNode tree = tree();
    String text = Json.text(tree);
    var loaded = EstateFile.parse(text.getBytes(StandardCharsets.UTF_8), name);
    if (!loaded.problems().isEmpty()) {
      throw new UnreadableInput(loaded.problems());
    }
    return text;
  }

  private ObjectNode tree() {
    ObjectNode estate = JsonNodeFactory.instance.objectNode();
    estate.put("schema", EstateDoc.SCHEMA);
    estate.put("name", name);
    estate.put(
        "description",
        "\"blackout explain KEY\" tells what a key means, \"blackout schema estate\" is for editors."
            + " Replace what stands under assumptions, and take it out there.");
    Optional<WindowsVersion> windows =
        platform.hypervisor().isHyperV()
            ? platform.windows().or(platform.hypervisor()::namedVersion)
            : Optional.empty();
    windows.ifPresentOrElse(
        version -> estate.put("windows_version", version.label()),
        () -> estate.put("hypervisor", platform.said()));
    ArrayNode hosts = estate.putArray("nodes");
    nodes.forEach(n -> hosts.addObject().put("name", n).put("memory_mib", mebibytes(nodeMemory)));
    ObjectNode network = estate.putArray("networks").addObject();
    network.put("name", "migration");
    network.putArray("purposes").add("live migration");
    estate
        .putArray("volumes")
        .addObject()
        .put("name", "shared")
        .put("kind", "cluster shared volume")
        .put("size_gib", 1024);
    estate
        .putObject("live_migration")
        .put("network", "migration")
        .put("line_rate_gbit_s", port.orElse(USUAL_PORT).bytesPerSecond() * 8 / 1e9);
    double rate = storage.orElse(DataRate.parse(Defaults.STORAGE)).bytesPerSecond() / (1 << 20);
    estate.putObject("storage").put("write_mib_s", rate).put("read_mib_s", rate);
    ArrayNode list = estate.putArray("vms");
    for (int i = 0; i < vms.size(); i++) {
      StartVm vm = vms.get(i);
      ObjectNode entry = list.addObject();
      entry.put("name", vm.name());
      entry.put("memory_mib", mebibytes(vm.memory()));
      entry.put("workload", vm.workload().orElse(WorkloadClass.GENERAL).label());
      vm.processors().ifPresent(count -> entry.put("virtual_processors", count));
      entry.put("node", vm.node().orElse(nodes.get(i % nodes.size())));
      entry.put("volume", "shared");
    }
    assumptions(estate.putArray("assumptions"));
    EstateDefaults.fill(estate);
    return estate;
  }

  private void assumptions(ArrayNode all) {
    assume(all, "/volumes/0/size_gib", "The size of the shared storage was not said.");
    if (port.isEmpty()) {
      assume(all, "/live_migration/line_rate_gbit_s", "The port was not said.");
    }
    if (storage.isEmpty()) {
      assume(all, "/storage", "How fast storage takes saved states was not said.");
    }
    for (int i = 0; i < vms.size(); i++) {
      if (vms.get(i).node().isEmpty()) {
        assume(all, "/vms/" + i + "/node", "Where it runs was not said; one after the other.");
      }
      assume(
          all,
          "/vms/" + i + "/writes",
          "A guess by its workload: measure the dirty rate and put writes in its place.");
    }
  }

  private static void assume(ArrayNode all, String field, String reason) {
    all.addObject().put("field", field).put("reason", reason);
  }

  private static long mebibytes(ByteCount size) {
    return size.bytes() >> 20;
  }
}
