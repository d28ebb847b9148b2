package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.JsonFacts.Path;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.NetworkField;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.ingest.text.LocatedJson;
import blackout.inventory.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Hyper-V and its failover cluster by PowerShell: {@code Get-VM}, {@code Get-VMHost}, {@code
 * Get-ClusterNode}, {@code Get-ClusterSharedVolume}, {@code Get-ClusterNetwork}, as CSV, JSON,
 * Clixml, tables or lists, whole or with chosen columns. Memory is in bytes unless its title says
 * otherwise. {@code MemoryAssigned} is 0 while a VM is off, and then says nothing.
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
          Binding.of(VmField.CONFIGURATION_VERSION, Kind.TEXT, "Version"),
          Binding.of(VmField.CLUSTERED, Kind.FLAG, "IsClustered"),
          Binding.of(VmField.PATH, Kind.TEXT, "ConfigurationLocation", "Path"));

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

  /** {@code Get-ClusterGroup}, with the classes of VMs that the cluster keeps apart. */
  private static final TableKind<VmField> GROUP =
      TableKind.vms(
              "Hyper-V Get-ClusterGroup",
              Product.HYPER_V,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VmField.HOST, Kind.TEXT, "OwnerNode"),
                  Binding.of(VmField.PRIORITY, Kind.COUNT, "Priority"),
                  Binding.of(VmField.APART, Kind.TEXT, "AntiAffinityClassNames"),
                  Binding.of(VmField.PREFERRED, Kind.TEXT, "PreferredOwners", "OwnerNodes"),
                  Binding.of(VmField.POSSIBLE, Kind.TEXT, "PossibleOwners"),
                  Binding.of(VmField.FOLDER, Kind.TEXT, "GroupType")))
          .by(
              "Name",
              "OwnerNode",
              "GroupType|AntiAffinityClassNames|PreferredOwners|PossibleOwners")
          .taking(HyperV::group);

  /** Groups of the cluster itself are no VMs. */
  private static void group(Findings findings, Facts<VmField> group) {
    boolean vm =
        group
            .text(VmField.FOLDER)
            .map(t -> t.equalsIgnoreCase("VirtualMachine") || t.equals("111"))
            .orElse(true);
    if (vm) {
      group
          .fact(VmField.NAME)
          .ifPresent(f -> group.put(VmField.CLUSTERED, new Fact(true, f.origin(), f.place())));
      group.remove(VmField.FOLDER);
      findings.addVm(group);
    }
  }

  private static final TableKind<VolumeField> SHARED_VOLUME =
      TableKind.of(
              "Hyper-V Get-ClusterSharedVolume",
              Product.HYPER_V,
              VolumeField.class,
              List.of(
                  Binding.of(VolumeField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VolumeField.SIZE, Kind.BYTES, "Size", "SizeBytes"),
                  Binding.of(VolumeField.FREE, Kind.BYTES, "FreeSpace", "FreeBytes"),
                  Binding.of(VolumeField.OWNER, Kind.TEXT, "OwnerNode")),
              (findings, volume) -> findings.volumes().add(volume))
          .by("Name", "Size", "FreeSpace");

  private static final TableKind<NetworkField> NETWORK =
      TableKind.of(
              "Hyper-V Get-ClusterNetwork",
              Product.HYPER_V,
              NetworkField.class,
              List.of(
                  Binding.of(NetworkField.NAME, Kind.TEXT, "Name"),
                  Binding.of(NetworkField.ROLE, Kind.TEXT, "Role"),
                  Binding.of(NetworkField.ADDRESS, Kind.TEXT, "Address"),
                  Binding.of(NetworkField.METRIC, Kind.COUNT, "Metric")),
              HyperV::network)
          .by("Name", "Role", "Metric|Address", "State|AddressMask|AutoMetric");

  /** No source says which of them live migration uses, so it is told and not used. */
  private static void network(Findings findings, Facts<NetworkField> network) {
    findings.note(
        "Cluster network "
            + network.text(NetworkField.NAME).orElse("without a name")
            + network.text(NetworkField.ADDRESS).map(a -> ", " + a).orElse("")
            + network.text(NetworkField.ROLE).map(r -> ", role " + role(r)).orElse("")
            + network
                .value(NetworkField.METRIC, Long.class)
                .map(m -> String.format(Locale.ROOT, ", metric %d", m))
                .orElse("")
            + "; give the link that live migration uses with --link");
  }

  /** The number of a role, as ConvertTo-Json writes it, in a word. */
  private static String role(String said) {
    return switch (said) {
      case "0" -> "None";
      case "1" -> "Cluster";
      case "3" -> "ClusterAndClient";
      default -> said;
    };
  }

  @Override
  public List<TableKind<?>> tables() {
    return List.of(GET_VM, SELECTED, HOST, NODE, GROUP, SHARED_VOLUME, NETWORK);
  }

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Volumes(reading));
  }

  /** {@code Get-ClusterSharedVolume} as objects: the sizes stand in its partition. */
  private static final class Volumes implements ContentReader {

    private final Reading reading;
    private final JsonFacts<VolumeField> partitions;

    Volumes(Reading reading) {
      this.reading = reading;
      partitions =
          new JsonFacts<>(
              reading.file().name(),
              VolumeField.class,
              List.of(
                  new Path<>(VolumeField.SIZE, Kind.BYTES, "Partition.Size"),
                  new Path<>(VolumeField.FREE, Kind.BYTES, "Partition.FreeSpace")),
              reading.findings());
    }

    @Override
    public String name() {
      return SHARED_VOLUME.name();
    }

    @Override
    public boolean json(String list, LocatedJson value) {
      Optional<String> name = value.text("Name");
      Optional<LocatedJson> info =
          value.at("SharedVolumeInfo").filter(LocatedJson::isObjectOrArray);
      if (name.isEmpty() || info.isEmpty()) {
        return false;
      }
      LocatedJson first = info.get().items().stream().findFirst().orElse(info.get());
      Facts<VolumeField> volume = partitions.of(first);
      volume.put(VolumeField.NAME, reading.text(name.get(), Origin.IMPORTED, "Name", value.line()));
      reading.findings().products().add(Product.HYPER_V);
      reading.findings().volumes().add(volume);
      return true;
    }
  }
}
