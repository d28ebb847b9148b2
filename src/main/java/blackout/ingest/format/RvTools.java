package blackout.ingest.format;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tabs of RVTools that are read, by their titles and never by position. Memory is in MiB though
 * its title says no unit; a table like vInfo without a column in MiB (MB in older versions) is not
 * taken for one, because its memory may be in GB.
 *
 * @see <a href="https://github.com/dalehassinger/PS-TAM-Lab">An export as CSV, by its files</a>
 */
enum RvTools {
  VINFO("vInfo") {
    @Override
    boolean hasTitles(Set<String> titles) {
      return titles.containsAll(List.of("vm", "powerstate", "cpus", "memory"))
          && titles.stream().anyMatch(t -> t.endsWith("mib") || t.endsWith("mb"));
    }

    @Override
    FactTable<VmField> table(String source, String counted, Numbers numbers, Findings findings) {
      return vms(
          source,
          counted,
          numbers,
          findings,
          List.of(
              Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPUs"),
              Binding.of(VmField.MEMORY, Kind.GROUPED_MIB, "Memory"),
              Binding.of(VmField.ACTIVE_MEMORY, Kind.GROUPED_MIB, "Active Memory"),
              Binding.of(VmField.VOLUME, Kind.DATASTORE, "Path")));
    }
  },
  VMEMORY("vMemory") {
    @Override
    boolean hasTitles(Set<String> titles) {
      return titles.containsAll(List.of("vm", "powerstate"))
          && (titles.contains("sizemib") || titles.contains("sizemb"))
          && titles.contains("consumed");
    }

    @Override
    FactTable<VmField> table(String source, String counted, Numbers numbers, Findings findings) {
      return vms(
          source,
          counted,
          numbers,
          findings,
          List.of(
              Binding.of(VmField.MEMORY, Kind.GROUPED_MIB, "Size MiB", "Size MB"),
              Binding.of(VmField.ACTIVE_MEMORY, Kind.GROUPED_MIB, "Active")));
    }
  },
  VHOST("vHost") {
    @Override
    boolean hasTitles(Set<String> titles) {
      return titles.containsAll(List.of("host", "cpumodel", "memory"));
    }

    @Override
    FactTable<HostField> table(String source, String counted, Numbers numbers, Findings findings) {
      return new FactTable<>(
          source,
          counted,
          numbers,
          HostField.class,
          List.of(
              Binding.of(HostField.NAME, Kind.TEXT, "Host"),
              Binding.of(HostField.CLUSTER, Kind.TEXT, "Cluster"),
              Binding.of(HostField.MEMORY, Kind.GROUPED_MIB, "# Memory"),
              Binding.of(HostField.CPU_MODEL, Kind.TEXT, "CPU Model")),
          findings,
          findings.hosts()::add);
    }
  },
  VNIC("vNIC") {
    @Override
    boolean hasTitles(Set<String> titles) {
      return titles.containsAll(List.of("host", "networkdevice", "speed"));
    }

    @Override
    FactTable<AdapterField> table(
        String source, String counted, Numbers numbers, Findings findings) {
      return new FactTable<>(
          source,
          counted,
          numbers,
          AdapterField.class,
          List.of(
              Binding.of(AdapterField.HOST, Kind.TEXT, "Host"),
              Binding.of(AdapterField.DEVICE, Kind.TEXT, "Network Device"),
              Binding.of(AdapterField.SPEED, Kind.MEGABITS, "Speed"),
              Binding.of(AdapterField.NETWORK, Kind.TEXT, "Switch")),
          findings,
          findings.adapters()::add);
    }
  },
  VDATASTORE("vDatastore") {
    @Override
    boolean hasTitles(Set<String> titles) {
      return titles.containsAll(List.of("name", "accessible", "type"))
          && (titles.contains("capacitymib") || titles.contains("capacitymb"));
    }

    @Override
    FactTable<VolumeField> table(
        String source, String counted, Numbers numbers, Findings findings) {
      return new FactTable<>(
          source,
          counted,
          numbers,
          VolumeField.class,
          List.of(
              Binding.of(VolumeField.NAME, Kind.TEXT, "Name"),
              Binding.of(VolumeField.SIZE, Kind.GROUPED_MIB, "Capacity MiB", "Capacity MB"),
              Binding.of(VolumeField.FREE, Kind.GROUPED_MIB, "Free MiB", "Free MB")),
          findings,
          findings.volumes()::add);
    }
  };

  private final String tab;

  RvTools(String tab) {
    this.tab = tab;
  }

  /** The name of the tab, {@code "vInfo"}. */
  String tab() {
    return tab;
  }

  /** What the titles of the tab have to be. */
  String expectation() {
    return switch (this) {
      case VINFO -> "the titles VM, Powerstate, CPUs, Memory and one that ends in MiB or MB";
      case VMEMORY -> "the titles VM, Powerstate, Size MiB and Consumed";
      case VHOST -> "the titles Host, CPU Model and # Memory";
      case VNIC -> "the titles Host, Network Device and Speed";
      case VDATASTORE -> "the titles Name, Accessible, Type and Capacity MiB";
    };
  }

  /** Whether a table with these titles, each as {@link CleanText#key}, is this tab. */
  abstract boolean hasTitles(Set<String> titles);

  /** Who takes the rows of this tab. */
  abstract FactTable<?> table(String source, String counted, Numbers numbers, Findings findings);

  private static FactTable<VmField> vms(
      String source,
      String counted,
      Numbers numbers,
      Findings findings,
      List<Binding<VmField>> bindings) {
    var all = new ArrayList<Binding<VmField>>();
    all.add(Binding.of(VmField.NAME, Kind.TEXT, "VM"));
    all.add(Binding.of(VmField.UUID, Kind.UUID, "VM UUID"));
    all.add(Binding.of(VmField.CLUSTER, Kind.TEXT, "Cluster"));
    all.add(Binding.of(VmField.HOST, Kind.TEXT, "Host"));
    all.add(Binding.of(VmField.RUNNING, Kind.POWER, "Powerstate"));
    all.add(Binding.of(VmField.TEMPLATE, Kind.FLAG, "Template"));
    all.add(Binding.of(VmField.TEMPLATE, Kind.FLAG, "SRM Placeholder"));
    all.addAll(bindings);
    return new FactTable<>(
        source, counted, numbers, VmField.class, all, findings, findings.vms()::add);
  }
}
