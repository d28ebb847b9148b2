package blackout.ingest.format;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.ingest.text.JsonRecords;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What the collector script of this project writes about a Hyper-V failover cluster; the script is
 * the resource {@code collect-hyper-v.ps1}. Its keys are those that are bound here.
 */
final class CollectorJson implements SourceFormat {

  /** The key that says which form the file has; its value is the version of the form. */
  static final String SCHEMA_KEY = "BlackoutCollector";

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
  public String name() {
    return "Blackout collector JSON";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return file.head().hasJsonKeys(SCHEMA_KEY);
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.HYPER_V);
    String source = file.name();
    var clusters = new JsonFacts<>(source, ClusterField.class, CLUSTER, findings);
    var nodes = new JsonFacts<>(source, HostField.class, NODE, findings);
    var adapters = new JsonFacts<>(source, AdapterField.class, ADAPTER, findings);
    var volumes = new JsonFacts<>(source, VolumeField.class, VOLUME, findings);
    var vms = new JsonFacts<>(source, VmField.class, VM, findings);
    JsonRecords.read(
        file,
        Set.of("Cluster", "Nodes", "Adapters", "Volumes", "Vms"),
        findings::problem,
        (list, object, line) -> {
          switch (list) {
            case "Cluster" -> findings.clusters().add(clusters.of(object, line));
            case "Nodes" -> findings.hosts().add(nodes.of(object, line));
            case "Adapters" -> findings.adapters().add(adapters.of(object, line));
            case "Volumes" -> findings.volumes().add(volumes.of(object, line));
            case "Vms" -> HyperV.add(vms.of(object, line), findings);
            default -> {
              // A file without any list tells nothing; the builder says so.
            }
          }
        });
  }
}
