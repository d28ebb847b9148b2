package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import java.util.List;

/** The sample of {@code contributing.md}: a table of guests. */
final class OneMoreFormat implements SourceFormat {

  private static final TableKind<VmField> VM =
      TableKind.vms(
              "one more",
              Product.QEMU,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Guest"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "Guest memory")))
          .by("Guest", "Guest memory");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(VM);
  }
}
