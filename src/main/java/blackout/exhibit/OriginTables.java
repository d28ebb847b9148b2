package blackout.exhibit;

import blackout.inventory.EstateVm;
import blackout.inventory.Grade;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Where the facts of an imported estate come from, as tables. */
public final class OriginTables {

  private OriginTables() {}

  /** For each fact of a VM, how many VMs have it measured, imported, inferred and assumed. */
  public static Table counts(Origins origins) {
    List<String> fields = origins.fields();
    Table table =
        Table.create("How the facts are known", StringColumn.create("Fact of a VM", fields));
    for (Origin origin : Origin.values()) {
      var column =
          LongColumn.create(
              origin.label(), fields.stream().mapToLong(f -> origins.count(f, origin)));
      column.setPrintFormatter(Amounts.decimal("#,##0"), Tables.MISSING);
      table.addColumns(column);
    }
    return table;
  }

  /** The grades, what they mean and how many VMs have them. */
  public static Table grades(Origins origins) {
    List<Grade> grades = Arrays.asList(Grade.values());
    return Table.create(
        "Grades",
        Tables.texts("Grade", grades, Enum::name),
        Tables.texts("Means", grades, Grade::meaning),
        Tables.counts("VMs", grades, origins::count));
  }

  /** Every VM with its grade and the sources of its facts. */
  public static Table vms(List<EstateVm> vms, Origins origins) {
    Table table =
        Table.create(
            "Where the facts of each VM come from",
            Tables.texts("VM", vms, EstateVm::name),
            Tables.texts(
                "Grade",
                vms,
                vm -> origins.grade(vm.name()).map(Grade::name).orElse(Tables.MISSING)));
    for (String field : origins.fields()) {
      table.addColumns(Tables.texts(field, vms, vm -> source(origins.of(vm.name()), field)));
    }
    return table;
  }

  private static String source(List<Sourced> sources, String field) {
    return sources.stream()
        .filter(s -> s.field().equals(field))
        .map(s -> s.origin().label() + ": " + s.source())
        .findFirst()
        .orElse(Tables.MISSING);
  }
}
