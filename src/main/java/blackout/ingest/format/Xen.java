package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import java.util.List;

/**
 * Xen: {@code xl list}, memory in MiB, and {@code xe vm-list params=all}, memory in bytes. The
 * domain 0 is the host itself and is no VM that moves.
 *
 * @see <a href="https://xenbits.xen.org/docs/unstable/man/xl.1.html">xl</a>
 */
final class Xen implements SourceFormat {

  private static final TableKind<VmField> XL_LIST =
      TableKind.of(
              "xl list",
              Product.XEN,
              VmField.class,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "Mem"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "VCPUs")),
              (findings, vm) -> {
                if (vm.text(VmField.NAME).filter("Domain-0"::equals).isEmpty()) {
                  findings.addVm(vm);
                }
              })
          .by("Name", "ID", "Mem", "VCPUs")
          .ofFile();

  private static final TableKind<VmField> XE_VM_LIST =
      TableKind.of(
              "xe vm-list",
              Product.XEN,
              VmField.class,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "name-label"),
                  Binding.of(VmField.UUID, Kind.UUID, "uuid"),
                  Binding.of(VmField.RUNNING, Kind.POWER, "power-state"),
                  Binding.of(VmField.HOST, Kind.TEXT, "resident-on"),
                  Binding.of(VmField.TEMPLATE, Kind.FLAG, "is-a-template"),
                  Binding.of(VmField.TEMPLATE, Kind.FLAG, "is-control-domain"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "VCPUs-number"),
                  Binding.of(VmField.MEMORY, Kind.BYTES, "memory-actual", "memory-dynamic-max"),
                  Binding.of(VmField.STARTUP_MEMORY, Kind.BYTES, "memory-static-max")),
              blackout.ingest.fact.Findings::addVm)
          .by("name-label", "power-state", "memory-actual|memory-static-max|memory-dynamic-max");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(XL_LIST, XE_VM_LIST);
  }
}
