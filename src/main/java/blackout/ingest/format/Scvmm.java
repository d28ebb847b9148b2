package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import java.util.List;

/**
 * {@code Get-SCVirtualMachine} of System Center VMM, whole or with chosen columns. Memory is in MB,
 * which Windows counts in 2^20 bytes; {@code MemoryAssignedMB} is what a VM with dynamic memory has
 * now.
 */
final class Scvmm implements SourceFormat {

  private static final TableKind<VmField> VM =
      TableKind.vms(
              "SCVMM",
              Product.HYPER_V,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VmField.HOST, Kind.TEXT, "VMHost", "HostName"),
                  Binding.of(
                      VmField.RUNNING, Kind.POWER, "Status", "VirtualMachineState", "StatusString"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPUCount"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "MemoryAssignedMB"),
                  Binding.of(VmField.STARTUP_MEMORY, Kind.MIB, "Memory"),
                  Binding.of(VmField.CLUSTER, Kind.TEXT, "HostCluster", "VMHostCluster"),
                  Binding.of(VmField.CLUSTERED, Kind.FLAG, "IsHighlyAvailable"),
                  Binding.of(VmField.PATH, Kind.TEXT, "Location"),
                  Binding.of(VmField.APART, Kind.TEXT, "AvailabilitySetNames"),
                  Binding.of(VmField.PREFERRED, Kind.TEXT, "PreferredOwners"),
                  Binding.of(VmField.POSSIBLE, Kind.TEXT, "PossibleOwners")))
          .by(
              "Name",
              "Status|VirtualMachineState|StatusString",
              "Memory|MemoryAssignedMB",
              "VMHost|HostName");

  /** {@code Get-SCVMHost}; its memory is in bytes. */
  private static final TableKind<HostField> HOST =
      TableKind.hosts(
              "SCVMM",
              Product.HYPER_V,
              List.of(
                  Binding.of(
                      HostField.NAME,
                      Kind.TEXT,
                      "ComputerName",
                      "Name",
                      "FullyQualifiedDomainName",
                      "FQDN"),
                  Binding.of(HostField.CLUSTER, Kind.TEXT, "HostCluster"),
                  Binding.of(HostField.MEMORY, Kind.BYTES, "TotalMemory"),
                  Binding.of(HostField.SYSTEM, Kind.TEXT, "OperatingSystem"),
                  Binding.of(HostField.STATE, Kind.TEXT, "ClusterNodeStatus", "OverallState")))
          .by(
              "ComputerName|Name|FullyQualifiedDomainName|FQDN",
              "TotalMemory",
              "OverallState|ClusterNodeStatus|HostCluster|AvailableMemory");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(VM, HOST);
  }
}
