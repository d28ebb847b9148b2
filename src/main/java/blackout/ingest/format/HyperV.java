package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import java.util.List;

/**
 * Hyper-V and its failover cluster by PowerShell: {@code Get-VM}, {@code Get-VMHost}, {@code
 * Get-ClusterNode}, {@code Get-ClusterSharedVolume}, as CSV, JSON, tables or lists, whole or with
 * chosen columns. Memory is in bytes unless its title says otherwise. {@code MemoryAssigned} is 0
 * while a VM is off, and then says nothing.
 *
 * @see <a href="https://learn.microsoft.com/en-us/powershell/module/hyper-v/get-vm">Get-VM</a>
 */
final class HyperV implements SourceFormat {

  private static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "VMName", "Name"),
          Binding.of(VmField.UUID, Kind.UUID, "VMId", "Id"),
          Binding.of(
              VmField.HOST, Kind.TEXT, "ComputerName", "PSComputerName", "VMHost", "Host", "Node"),
          Binding.of(VmField.RUNNING, Kind.POWER, "State"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "ProcessorCount"),
          Binding.of(VmField.MEMORY, Kind.BYTES, "MemoryAssigned", "Memory", "AssignedMemory"),
          Binding.of(VmField.STARTUP_MEMORY, Kind.BYTES, "MemoryStartup", "StartupMemory"),
          Binding.of(VmField.CONFIGURATION_VERSION, Kind.TEXT, "Version"));

  private static final TableKind<VmField> GET_VM =
      TableKind.vms("Hyper-V Get-VM", Product.HYPER_V, VM)
          .by("Name|VMName", "State", "MemoryAssigned|MemoryStartup|AssignedMemory|StartupMemory");

  /** Columns of one's own: {@code @{n='MemoryGB';e={$_.MemoryAssigned/1GB}}}. */
  private static final TableKind<VmField> SELECTED =
      TableKind.vms("Hyper-V Get-VM", Product.HYPER_V, VM)
          .by("Name|VMName", "State", "Memory")
          .withUnit(Kind.MIB, Kind.GIB);

  private static final TableKind<HostField> HOST =
      TableKind.hosts(
              "Hyper-V Get-VMHost",
              Product.HYPER_V,
              List.of(
                  Binding.of(
                      HostField.NAME,
                      Kind.TEXT,
                      "ComputerName",
                      "Name",
                      "FullyQualifiedDomainName"),
                  Binding.of(HostField.MEMORY, Kind.BYTES, "MemoryCapacity")))
          .by("Name|ComputerName", "MemoryCapacity", "LogicalProcessorCount|VirtualHardDiskPath");

  private static final TableKind<HostField> NODE =
      TableKind.hosts(
              "Hyper-V Get-ClusterNode",
              Product.HYPER_V,
              List.of(
                  Binding.of(HostField.NAME, Kind.TEXT, "Name", "NodeName"),
                  Binding.of(HostField.CLUSTER, Kind.TEXT, "Cluster"),
                  Binding.of(HostField.STATE, Kind.TEXT, "State")))
          .by(
              "Name|NodeName",
              "State",
              "NodeWeight|DynamicWeight|NodeHighestVersion|DrainStatus|Type")
          .tab("Get-ClusterNode");

  private static final TableKind<VolumeField> SHARED_VOLUME =
      TableKind.of(
              "Hyper-V Get-ClusterSharedVolume",
              Product.HYPER_V,
              VolumeField.class,
              List.of(
                  Binding.of(VolumeField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VolumeField.SIZE, Kind.BYTES, "Size", "SizeBytes"),
                  Binding.of(VolumeField.FREE, Kind.BYTES, "FreeSpace", "FreeBytes")),
              (findings, volume) -> findings.volumes().add(volume))
          .by("Name", "Size", "FreeSpace");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(GET_VM, SELECTED, HOST, NODE, SHARED_VOLUME);
  }
}
