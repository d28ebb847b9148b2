package blackout.ingest;

import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.inventory.Vm;
import blackout.inventory.WorkloadClass;
import blackout.scenario.Defaults;
import blackout.scenario.HostProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an estate file may say shorter: what a guest does in place of how it writes, and a dirty
 * rate in place of writes of a page each second.
 */
final class EstateShorthand {

  private static final String WRITES = "writes";
  private static final String WORKLOAD = "workload";
  private static final String PROCESSORS = "virtual_processors";
  private static final String RATE = "dirty_rate_mib_s";
  private static final String COUNT = "writes_per_s";
  private static final int MIB_PAGES = (1 << 20) / Vm.PAGE_BYTES;

  private EstateShorthand() {}

  /** Writes VMs out in full, in place. What is not as its schema asks stays as it is. */
  static void expand(JsonNode vms) {
    for (JsonNode vm : vms) {
      if (vm instanceof ObjectNode object) {
        boolean known =
            WorkloadClass.names().contains(object.path(WORKLOAD).asText())
                && object.path(PROCESSORS).asInt(1) >= 1;
        if (!object.has(WRITES) && known) {
          guess(object);
        }
        if (object.get(WRITES) instanceof ObjectNode writes) {
          rate(writes);
        }
      }
    }
  }

  /** By its class: the likeliest rate over the usual share of its memory, marked as assumed. */
  private static void guess(ObjectNode vm) {
    WorkloadClass workload = WorkloadClass.named(vm.path(WORKLOAD).asText());
    int processors = vm.path(PROCESSORS).asInt(HostProfile.USUAL_PROCESSORS);
    double rate = workload.range(processors).likeliest().bytesPerSecond();
    vm.putObject(WRITES)
        .put("pattern", "steady")
        .put(
            "working_set_mib",
            Math.max(1, vm.path("memory_mib").asLong() / Defaults.MEMORY_PER_WORKING_SET))
        .put(COUNT, rate / Vm.PAGE_BYTES);
    ObjectNode origins =
        vm.get("origins") instanceof ObjectNode some ? some : vm.putObject("origins");
    origins.put(
        Origins.WRITES,
        new Sourced(
                Origins.WRITES,
                Origin.ASSUMED,
                workload.words(processors)
                    + (vm.has(PROCESSORS) ? "" : " (processors assumed)")
                    + ", a guess")
            .text());
  }

  private static void rate(ObjectNode writes) {
    if (writes.path(RATE).isNumber() && !writes.has(COUNT)) {
      writes.put(COUNT, writes.path(RATE).asDouble() * MIB_PAGES);
      writes.remove(RATE);
    }
    for (JsonNode region : writes.path("regions")) {
      if (region instanceof ObjectNode object) {
        rate(object);
      }
    }
  }
}
