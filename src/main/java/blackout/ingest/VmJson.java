package blackout.ingest;

import blackout.inventory.EstateVm;
import blackout.inventory.Vm;
import blackout.json.Json;
import blackout.quantity.ByteCount;

/** A VM from an object of an accepted {@code estate.json}. */
final class VmJson {

  private VmJson() {}

  /**
   * @throws IllegalArgumentException if the numbers of the VM do not fit together
   */
  static EstateVm vm(Section vm) {
    return new EstateVm(
        memory(vm),
        vm.text("node"),
        vm.text("volume"),
        vm.texts("switches"),
        vm.choice("priority", EstateVm.Priority.values(), EstateVm.Priority::label),
        vm.optionalCount("start_order"),
        vm.flag("processor_compatibility"),
        vm.flag("cluster_copy_current"),
        vm.flag("backup_during_moves"),
        vm.optionalSeconds("guest_boot_s"),
        vm.optionalSeconds("downtime_objective_s"),
        vm.optionalNumber("availability_objective_ratio"));
  }

  private static Vm memory(Section vm) {
    ByteCount memory = vm.mebibytes("memory_mib");
    double zeroRatio = vm.optionalNumber("zero_page_ratio").orElse(0.0);
    long zeroPages = (long) Math.floor(memory.pages(Vm.PAGE_BYTES) * zeroRatio);
    return new Vm(
        vm.text("name"),
        memory,
        zeroPages,
        Json.read(vm.json().path("writes"), WritesDoc.class).workload());
  }
}
