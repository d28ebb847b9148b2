package blackout.ingest.format;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.ingest.text.CleanText;
import java.util.ArrayList;
import java.util.List;

/**
 * The tabs of RVTools that are read, as CSV or as sheets, by their titles and never by position.
 * Memory is in MiB though its title says no unit; a table like vInfo without a name and without a
 * column in MiB (MB in older versions) is not taken for one, because its memory may be in GB.
 *
 * @see <a href="https://github.com/dalehassinger/PS-TAM-Lab">An export as CSV, by its files</a>
 */
final class RvTools implements SourceFormat {

  /** What vInfo calls the memory that was touched lately. */
  static final List<String> ACTIVE_IN_VINFO = List.of(CleanText.key("Active Memory"));

  static final TableKind<VmField> VINFO =
      TableKind.vms(
              "RVTools vInfo",
              Product.VMWARE,
              vms(
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPUs"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "Memory"),
                  Binding.of(VmField.ACTIVE_MEMORY, Kind.MIB, "Active Memory"),
                  Binding.of(VmField.VOLUME, Kind.DATASTORE, "Path"),
                  Binding.of(VmField.FT_STATE, Kind.TEXT, "FT State"),
                  Binding.of(VmField.CONSOLIDATION, Kind.FLAG, "Consolidation Needed"),
                  Binding.of(VmField.CONNECTION, Kind.TEXT, "Connection state"),
                  Binding.of(VmField.LATENCY, Kind.TEXT, "Latency Sensitivity"),
                  Binding.of(VmField.RULES, Kind.TEXT, "Cluster rule name(s)"),
                  Binding.of(VmField.RULE_KINDS, Kind.TEXT, "Cluster rule(s)")))
          .tab("vInfo")
          .by("VM", "Powerstate", "Memory")
          .withUnit(Kind.MIB);

  static final TableKind<VmField> VMEMORY =
      TableKind.vms(
              "RVTools vMemory",
              Product.VMWARE,
              vms(
                  Binding.of(VmField.MEMORY, Kind.MIB, "Size MiB", "Size MB", "Size"),
                  Binding.of(VmField.ACTIVE_MEMORY, Kind.MIB, "Active"),
                  Binding.of(VmField.RESERVED, Kind.FLAG, "Memory Reservation Locked To Max")))
          .tab("vMemory")
          .by("VM", "Size MiB|Size MB", "Active|Consumed");

  private static final TableKind<HostField> VHOST =
      TableKind.hosts(
              "RVTools vHost",
              Product.VMWARE,
              List.of(
                  Binding.of(HostField.NAME, Kind.TEXT, "Host"),
                  Binding.of(HostField.CLUSTER, Kind.TEXT, "Cluster"),
                  Binding.of(HostField.DATACENTER, Kind.TEXT, "Datacenter"),
                  Binding.of(HostField.MEMORY, Kind.MIB, "# Memory"),
                  Binding.of(HostField.MAINTENANCE, Kind.FLAG, "in Maintenance Mode"),
                  Binding.of(HostField.MAINTENANCE, Kind.FLAG, "in Quarantine Mode"),
                  Binding.of(HostField.CPU_MODEL, Kind.TEXT, "CPU Model")))
          .tab("vHost")
          .by("Host", "# Memory", "CPU Model|# CPU|Memory usage %|in Maintenance Mode|# VMs");

  private static final TableKind<AdapterField> VNIC =
      TableKind.of(
              "RVTools vNIC",
              Product.VMWARE,
              AdapterField.class,
              List.of(
                  Binding.of(AdapterField.HOST, Kind.TEXT, "Host"),
                  Binding.of(AdapterField.DEVICE, Kind.TEXT, "Network Device"),
                  Binding.of(AdapterField.SPEED, Kind.MEGABITS, "Speed"),
                  Binding.of(AdapterField.NETWORK, Kind.TEXT, "Switch")),
              (findings, adapter) -> findings.adapters().add(adapter))
          .tab("vNIC")
          .by("Host", "Network Device", "Speed");

  private static final TableKind<VolumeField> VDATASTORE =
      TableKind.of(
              "RVTools vDatastore",
              Product.VMWARE,
              VolumeField.class,
              List.of(
                  Binding.of(VolumeField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VolumeField.SIZE, Kind.MIB, "Capacity MiB", "Capacity MB"),
                  Binding.of(VolumeField.FREE, Kind.MIB, "Free MiB", "Free MB"),
                  Binding.of(VolumeField.HOSTS, Kind.TEXT, "Hosts")),
              (findings, volume) -> findings.volumes().add(volume))
          .tab("vDatastore")
          .by("Name", "Accessible|Type|# Hosts", "Capacity MiB|Capacity MB");

  /** Which host has paths to which data store. */
  private static final TableKind<VolumeField> VMULTIPATH =
      TableKind.of(
              "RVTools vMultiPath",
              Product.VMWARE,
              VolumeField.class,
              List.of(
                  Binding.of(VolumeField.NAME, Kind.TEXT, "Datastore"),
                  Binding.of(VolumeField.HOSTS, Kind.TEXT, "Host")),
              (findings, path) ->
                  path.text(VolumeField.NAME)
                      .ifPresent(
                          name ->
                              path.text(VolumeField.HOSTS)
                                  .ifPresent(host -> findings.path(name, host))))
          .tab("vMultiPath")
          .by("Host", "Datastore", "Disk", "Path 1|Policy");

  /** The adapters of a host itself: of management, of vMotion. */
  private static final TableKind<AdapterField> VSC_VMK =
      TableKind.of(
              "RVTools vSC_VMK",
              Product.VMWARE,
              AdapterField.class,
              List.of(
                  Binding.of(AdapterField.HOST, Kind.TEXT, "Host"),
                  Binding.of(AdapterField.DEVICE, Kind.TEXT, "Device"),
                  Binding.of(AdapterField.PORT_GROUP, Kind.TEXT, "Port Group"),
                  Binding.of(AdapterField.SERVICES, Kind.TEXT, "Services"),
                  Binding.of(AdapterField.MTU, Kind.COUNT, "MTU")),
              (findings, adapter) -> findings.adapters().add(adapter))
          .tab("vSC_VMK")
          .by("Host", "Port Group", "Device", "IP Address");

  private static final TableKind<AdapterField> VPORT =
      TableKind.of(
              "RVTools vPort",
              Product.VMWARE,
              AdapterField.class,
              List.of(
                  Binding.of(AdapterField.HOST, Kind.TEXT, "Host"),
                  Binding.of(AdapterField.PORT_GROUP, Kind.TEXT, "Port Group"),
                  Binding.of(AdapterField.NETWORK, Kind.TEXT, "Switch")),
              (findings, adapter) -> findings.adapters().add(adapter))
          .tab("vPort")
          .by("Host", "Port Group", "Switch", "VLAN");

  /** A port group of a distributed switch, which is the same on every host. */
  private static final TableKind<AdapterField> DVPORT =
      TableKind.of(
              "RVTools dvPort",
              Product.VMWARE,
              AdapterField.class,
              List.of(
                  Binding.of(AdapterField.PORT_GROUP, Kind.TEXT, "Port"),
                  Binding.of(AdapterField.NETWORK, Kind.TEXT, "Switch")),
              (findings, adapter) -> findings.adapters().add(adapter))
          .tab("dvPort")
          .by("Port", "Switch", "VLAN", "# Ports");

  @Override
  public List<TableKind<?>> tables() {
    var all = new ArrayList<TableKind<?>>();
    all.addAll(List.of(VINFO, VMEMORY, VHOST, VNIC, VDATASTORE));
    all.addAll(List.of(VMULTIPATH, VSC_VMK, VPORT, DVPORT));
    all.addAll(RvToolsDevices.TABLES);
    return all;
  }

  @SafeVarargs
  private static List<Binding<VmField>> vms(Binding<VmField>... bindings) {
    var all = new ArrayList<Binding<VmField>>();
    all.add(Binding.of(VmField.NAME, Kind.TEXT, "VM"));
    all.add(Binding.of(VmField.UUID, Kind.UUID, "VM UUID"));
    all.add(Binding.of(VmField.CLUSTER, Kind.TEXT, "Cluster"));
    all.add(Binding.of(VmField.DATACENTER, Kind.TEXT, "Datacenter"));
    all.add(Binding.of(VmField.FOLDER, Kind.TEXT, "Folder"));
    all.add(Binding.of(VmField.FOLDER, Kind.TEXT, "Resource pool"));
    all.add(Binding.of(VmField.HOST, Kind.TEXT, "Host"));
    all.add(Binding.of(VmField.RUNNING, Kind.POWER, "Powerstate"));
    all.add(Binding.of(VmField.TEMPLATE, Kind.FLAG, "Template"));
    all.add(Binding.of(VmField.TEMPLATE, Kind.FLAG, "SRM Placeholder"));
    for (Binding<VmField> binding : bindings) {
      all.add(binding);
    }
    return all;
  }
}
