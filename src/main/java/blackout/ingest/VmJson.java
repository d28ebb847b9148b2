package blackout.ingest;

import blackout.inventory.EstateVm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
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
    return new Vm(vm.text("name"), memory, zeroPages, workload(vm.part("writes")));
  }

  private static Workload workload(Section writes) {
    long workingSetPages = writes.mebibytes("working_set_mib").pages(Vm.PAGE_BYTES);
    double writesPerSecond = writes.number("writes_per_s");
    String pattern = writes.text("pattern");
    return switch (pattern) {
      case "idle" -> Workload.idle();
      case "steady" -> Workload.steady(workingSetPages, writesPerSecond);
      case "sequential" -> Workload.sequential(workingSetPages, writesPerSecond);
      case "hot and cold" ->
          Workload.hotAndCold(
              workingSetPages,
              writes.mebibytes("hot_mib").pages(Vm.PAGE_BYTES),
              writesPerSecond,
              writes.number("hot_write_ratio"));
      case "Zipf" ->
          new Workload.Zipf(workingSetPages, writesPerSecond, writes.number("zipf_exponent"));
      default -> throw new AssertionError("the schema let \"" + pattern + "\" through");
    };
  }
}
