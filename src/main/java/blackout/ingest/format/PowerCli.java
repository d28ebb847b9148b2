package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.RuleField;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import java.util.List;

/**
 * VMware by PowerCLI and by the web service of vSphere: {@code Get-VM} and {@code Get-VMHost} as
 * CSV, tables or lists. The unit is in the title: {@code MemoryGB} is 2^30 bytes.
 *
 * @see <a
 *     href="https://developer.broadcom.com/powercli/latest/vmware.vimautomation.core/commands/get-vm">Get-VM</a>
 * @see <a
 *     href="https://developer.broadcom.com/xapis/vsphere-automation-api/latest/vcenter/vm/">vSphere
 *     web service</a>
 */
final class PowerCli implements SourceFormat {

  private static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "Name", "VM", "VM Name", "Virtual Machine"),
          Binding.of(VmField.UUID, Kind.UUID, "PersistentId", "InstanceUuid"),
          Binding.of(
              VmField.HOST, Kind.TEXT, "VMHost", "Host", "ESX Host", "Parent Host", "Host Name"),
          Binding.of(VmField.CLUSTER, Kind.TEXT, "Cluster", "Parent Cluster", "Cluster Name"),
          Binding.of(
              VmField.RUNNING,
              Kind.POWER_OF_VSPHERE,
              "PowerState",
              "Power State",
              "power_state",
              "State"),
          Binding.of(VmField.TEMPLATE, Kind.FLAG, "Template"),
          Binding.of(
              VmField.PROCESSORS, Kind.COUNT, "NumCpu", "cpu_count", "vCPU", "CPUs", "Virtual CPU"),
          Binding.of(
              VmField.MEMORY,
              Kind.MIB,
              "MemoryGB",
              "MemoryMB",
              "memory_size_MiB",
              "Memory",
              "Provisioned Memory",
              "Memory Size"),
          Binding.of(VmField.VOLUME, Kind.TEXT, "Datastore"));

  private static final TableKind<VmField> VMS =
      TableKind.vms("PowerCLI Get-VM", Product.VMWARE, VM)
          .by(
              "Name|VM|VM Name",
              "PowerState|Power State",
              "Memory|MemoryGB|MemoryMB|memory_size_MiB|Provisioned Memory|Memory Size")
          .withUnit(Kind.MIB, Kind.GIB, Kind.KIB);

  /** Chosen without the power state. */
  private static final TableKind<VmField> ON_HOSTS =
      TableKind.vms("PowerCLI Get-VM", Product.VMWARE, VM)
          .by("Name|VM", "VMHost", "MemoryGB|MemoryMB|Memory")
          .withUnit(Kind.MIB, Kind.GIB);

  private static final TableKind<HostField> HOSTS =
      TableKind.hosts(
              "PowerCLI Get-VMHost",
              Product.VMWARE,
              List.of(
                  Binding.of(HostField.NAME, Kind.TEXT, "Name"),
                  Binding.of(HostField.CLUSTER, Kind.TEXT, "Parent", "Cluster"),
                  Binding.of(HostField.STATE, Kind.TEXT, "ConnectionState", "connection_state"),
                  Binding.of(HostField.CPU_MODEL, Kind.TEXT, "ProcessorType"),
                  Binding.of(
                      HostField.MEMORY, Kind.MIB, "MemoryTotalGB", "MemoryTotalMB", "MemoryTotal")))
          .by("Name", "MemoryTotal|MemoryTotalGB|MemoryTotalMB");

  /** It names clusters and says how they drain; what is in them VMs and hosts say. */
  private static final TableKind<ClusterField> CLUSTERS =
      TableKind.of(
              "PowerCLI Get-Cluster",
              Product.VMWARE,
              ClusterField.class,
              List.of(Binding.of(ClusterField.NAME, Kind.TEXT, "Name")),
              (findings, cluster) -> findings.clusters().add(cluster))
          .by("Name", "DrsEnabled|DrsAutomationLevel", "HAEnabled|HAFailoverLevel|EVCMode");

  /** {@code Get-DrsRule}, with the names of the VMs in a column of its own. */
  private static final TableKind<RuleField> RULES =
      TableKind.of(
              "PowerCLI Get-DrsRule",
              Product.VMWARE,
              RuleField.class,
              List.of(
                  Binding.of(RuleField.NAME, Kind.TEXT, "Name"),
                  Binding.of(RuleField.CLUSTER, Kind.TEXT, "Cluster"),
                  Binding.of(RuleField.ENABLED, Kind.FLAG, "Enabled"),
                  Binding.of(RuleField.TYPE, Kind.TEXT, "Type"),
                  Binding.of(RuleField.TOGETHER, Kind.FLAG, "KeepTogether"),
                  Binding.of(RuleField.VMS, Kind.LONG_TEXT, "VM", "VMs", "VMNames", "VMIds")),
              (findings, rule) -> findings.rules().add(rule))
          .by("Name", "KeepTogether", "VM|VMs|VMNames|VMIds");

  /** {@code Get-DrsVMHostRule}: a group of VMs, a group of hosts. */
  private static final TableKind<RuleField> HOST_RULES =
      TableKind.of(
              "PowerCLI Get-DrsVMHostRule",
              Product.VMWARE,
              RuleField.class,
              List.of(
                  Binding.of(RuleField.NAME, Kind.TEXT, "Name"),
                  Binding.of(RuleField.CLUSTER, Kind.TEXT, "Cluster"),
                  Binding.of(RuleField.ENABLED, Kind.FLAG, "Enabled"),
                  Binding.of(RuleField.TYPE, Kind.TEXT, "Type"),
                  Binding.of(RuleField.VM_GROUP, Kind.TEXT, "VMGroup"),
                  Binding.of(RuleField.HOST_GROUP, Kind.TEXT, "VMHostGroup")),
              (findings, rule) -> findings.rules().add(rule))
          .by("Name", "VMGroup", "VMHostGroup");

  /** {@code Get-DrsClusterGroup}. */
  private static final TableKind<RuleField> GROUPS =
      TableKind.of(
              "PowerCLI Get-DrsClusterGroup",
              Product.VMWARE,
              RuleField.class,
              List.of(
                  Binding.of(RuleField.NAME, Kind.TEXT, "Name"),
                  Binding.of(RuleField.TYPE, Kind.TEXT, "GroupType"),
                  Binding.of(RuleField.VMS, Kind.LONG_TEXT, "Member", "Members")),
              (findings, rule) -> findings.rules().add(rule))
          .by("Name", "GroupType", "Member|Members");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(VMS, ON_HOSTS, HOSTS, CLUSTERS, RULES, HOST_RULES, GROUPS);
  }
}
