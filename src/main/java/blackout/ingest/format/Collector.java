package blackout.ingest.format;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import java.util.List;

/**
 * What the collector script of this project writes about a Hyper-V failover cluster; the script is
 * the resource {@code collect-hyper-v.ps1}. Its keys are those that are bound here.
 */
final class Collector implements SourceFormat {

  /** The key that says which form the file has; its value is the version of the form. */
  static final String SCHEMA_KEY = "BlackoutCollector";

  private static final String NAME = "Blackout collector";

  static final List<Binding<ClusterField>> CLUSTER =
      List.of(
          Binding.of(ClusterField.NAME, Kind.TEXT, "Name"),
          Binding.of(ClusterField.HEARTBEAT_INTERVAL, Kind.COUNT, "SameSubnetDelay"),
          Binding.of(ClusterField.HEARTBEAT_THRESHOLD, Kind.COUNT, "SameSubnetThreshold"),
          Binding.of(ClusterField.ISOLATION, Kind.COUNT, "ResiliencyDefaultPeriod"),
          Binding.of(ClusterField.DRAIN_THRESHOLD, Kind.COUNT, "MoveTypeThreshold"),
          Binding.of(ClusterField.SIMULTANEOUS, Kind.COUNT, "MaximumVirtualMachineMigrations"));

  static final List<Binding<HostField>> NODE =
      List.of(
          Binding.of(HostField.NAME, Kind.TEXT, "Name"),
          Binding.of(HostField.MEMORY, Kind.BYTES, "MemoryBytes"),
          Binding.of(HostField.SYSTEM, Kind.TEXT, "OperatingSystem"),
          Binding.of(HostField.MANUFACTURER, Kind.TEXT, "ProcessorManufacturer"),
          Binding.of(HostField.CPU_MODEL, Kind.TEXT, "ProcessorName"));

  static final List<Binding<AdapterField>> ADAPTER =
      List.of(
          Binding.of(AdapterField.HOST, Kind.TEXT, "Node"),
          Binding.of(AdapterField.DEVICE, Kind.TEXT, "Name"),
          Binding.of(AdapterField.SPEED, Kind.BITS_PER_SECOND, "SpeedBitsPerSecond"));

  static final List<Binding<VolumeField>> VOLUME =
      List.of(
          Binding.of(VolumeField.NAME, Kind.TEXT, "Name"),
          Binding.of(VolumeField.SIZE, Kind.BYTES, "SizeBytes"),
          Binding.of(VolumeField.FREE, Kind.BYTES, "FreeBytes"),
          Binding.of(VolumeField.SHARED, Kind.FLAG, "Shared"));

  static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "Name"),
          Binding.of(VmField.UUID, Kind.UUID, "Id"),
          Binding.of(VmField.HOST, Kind.TEXT, "Node"),
          Binding.of(VmField.RUNNING, Kind.POWER, "State"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "ProcessorCount"),
          Binding.of(VmField.MEMORY, Kind.BYTES, "MemoryAssigned"),
          Binding.of(VmField.STARTUP_MEMORY, Kind.BYTES, "MemoryStartup"),
          Binding.of(VmField.CONFIGURATION_VERSION, Kind.TEXT, "Version"),
          Binding.of(VmField.PRIORITY, Kind.COUNT, "Priority"),
          Binding.of(VmField.VOLUME, Kind.TEXT, "Volume"));

  @Override
  public List<TableKind<?>> tables() {
    return List.of(
        TableKind.of(
                NAME,
                Product.HYPER_V,
                ClusterField.class,
                CLUSTER,
                (findings, facts) -> findings.clusters().add(facts))
            .tab("Cluster"),
        TableKind.hosts(NAME, Product.HYPER_V, NODE).tab("Nodes"),
        TableKind.of(
                NAME,
                Product.HYPER_V,
                AdapterField.class,
                ADAPTER,
                (findings, facts) -> findings.adapters().add(facts))
            .tab("Adapters"),
        TableKind.of(
                NAME,
                Product.HYPER_V,
                VolumeField.class,
                VOLUME,
                (findings, facts) -> findings.volumes().add(facts))
            .tab("Volumes"),
        TableKind.vms(NAME, Product.HYPER_V, VM).tab("Vms"));
  }
}
