package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.VmField;
import blackout.quantity.ByteCount;
import java.util.List;

/**
 * The properties of {@code Get-VM} that are read, the same in CSV and JSON. Memory is in bytes.
 * {@code MemoryAssigned} is 0 while a VM is off, and then says nothing.
 *
 * @see <a href="https://learn.microsoft.com/en-us/powershell/module/hyper-v/get-vm">Get-VM</a>
 */
final class HyperV {

  static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "VMName", "Name"),
          Binding.of(VmField.UUID, Kind.UUID, "VMId", "Id"),
          Binding.of(VmField.HOST, Kind.TEXT, "ComputerName", "PSComputerName"),
          Binding.of(VmField.RUNNING, Kind.POWER, "State"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "ProcessorCount"),
          Binding.of(VmField.MEMORY, Kind.BYTES, "MemoryAssigned"),
          Binding.of(VmField.STARTUP_MEMORY, Kind.BYTES, "MemoryStartup"),
          Binding.of(VmField.CONFIGURATION_VERSION, Kind.TEXT, "Version"));

  private HyperV() {}

  /** Adds a VM; an assigned memory of 0 is not there. */
  static void add(Facts<VmField> vm, Findings findings) {
    boolean nothing =
        vm.value(VmField.MEMORY, ByteCount.class).filter(ByteCount.ZERO::equals).isPresent();
    if (nothing) {
      vm.remove(VmField.MEMORY);
    }
    findings.vms().add(vm);
  }
}
