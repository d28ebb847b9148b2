package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import java.util.List;

/**
 * Lists of VMs of vSphere that other tools save: the client itself and Aria Operations, whose cells
 * state their unit ({@code 8 GB} are 2^33 bytes), and Live Optics, whose titles do.
 *
 * @see <a href="https://techdocs.broadcom.com/us/en/vmware-cis/vsphere.html">vSphere Client</a>
 * @see <a href="https://techdocs.broadcom.com/us/en/vmware-cis/aria/aria-operations.html">Aria
 *     Operations</a>
 * @see <a href="https://support.liveoptics.com/">Live Optics</a>
 */
final class VSphereLists implements SourceFormat {

  private static final TableKind<VmField> CLIENT =
      TableKind.vms("vSphere Client list", Product.VMWARE, stated("Memory Size", "State"))
          .by("Name", "State", "Memory Size", "Host CPU|Host Mem|Provisioned Space|Used Space");

  private static final TableKind<VmField> ARIA =
      TableKind.vms("Aria Operations list", Product.VMWARE, stated("Memory", "Power State"))
          .by(
              "Name",
              "Power State",
              "Memory",
              "Cluster Name|Parent Cluster",
              "Host Name|Parent Host");

  private static final TableKind<VmField> LIVE_OPTICS =
      TableKind.vms(
              "Live Optics VMs",
              Product.VMWARE,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "VM Name"),
                  Binding.of(VmField.HOST, Kind.TEXT, "Host"),
                  Binding.of(VmField.CLUSTER, Kind.TEXT, "Cluster"),
                  Binding.of(VmField.RUNNING, Kind.POWER, "Power State"),
                  Binding.of(VmField.TEMPLATE, Kind.FLAG, "Template"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "Virtual CPU"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "Provisioned Memory"),
                  Binding.of(VmField.ACTIVE_MEMORY, Kind.MIB, "Used Memory (active)"),
                  Binding.of(VmField.VOLUME, Kind.TEXT, "Datastore")))
          .by("VM Name", "Power State", "Provisioned Memory", "Virtual CPU")
          .withUnit(Kind.MIB);

  private static List<Binding<VmField>> stated(String memory, String state) {
    return List.of(
        Binding.of(VmField.NAME, Kind.TEXT, "Name"),
        Binding.of(VmField.HOST, Kind.TEXT, "Host", "Host Name", "Parent Host"),
        Binding.of(VmField.CLUSTER, Kind.TEXT, "Cluster", "Cluster Name", "Parent Cluster"),
        Binding.of(VmField.RUNNING, Kind.POWER, state),
        Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPUs", "vCPU"),
        Binding.of(VmField.MEMORY, Kind.AMOUNT, memory));
  }

  @Override
  public List<TableKind<?>> tables() {
    return List.of(LIVE_OPTICS, CLIENT, ARIA);
  }
}
