package blackout.exhibit;

import blackout.inventory.EstateVm;
import blackout.inventory.Grade;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where the facts of an imported estate come from. Made without the library of tables: when that is
 * first used it looks through all classes there are, for as long as the import of a large export
 * takes to write its estate.
 */
public final class OriginSheets {

  private OriginSheets() {}

  /** For each fact of a VM, how many VMs have it measured, imported, inferred and assumed. */
  public static Sheet counts(Origins origins) {
    var heads = new ArrayList<Sheet.Head>();
    heads.add(new Sheet.Head("Fact of a VM", false));
    for (Origin origin : Origin.values()) {
      heads.add(new Sheet.Head(origin.label(), true));
    }
    var rows = new ArrayList<List<String>>();
    origins
        .counts()
        .forEach(
            (field, counts) -> {
              var row = new ArrayList<String>();
              row.add(field);
              for (Origin origin : Origin.values()) {
                row.add(Amounts.count(counts.getOrDefault(origin, 0L)));
              }
              rows.add(row);
            });
    return new Sheet("How the facts are known", heads, rows);
  }

  /** The grades, what they mean and how many VMs have them. */
  public static Sheet grades(Origins origins) {
    List<Sheet.Head> heads =
        List.of(
            new Sheet.Head("Grade", false),
            new Sheet.Head("Means", false),
            new Sheet.Head("VMs", true));
    List<List<String>> rows =
        Arrays.stream(Grade.values())
            .map(g -> List.of(g.name(), g.meaning(), Amounts.count(origins.count(g))))
            .toList();
    return new Sheet("Grades", heads, rows);
  }

  /** Every VM with its grade and the sources of its facts. */
  public static Sheet vms(List<EstateVm> vms, Origins origins) {
    Set<String> fields = origins.counts().keySet();
    var heads = new ArrayList<Sheet.Head>();
    heads.add(new Sheet.Head("VM", false));
    heads.add(new Sheet.Head("Grade", false));
    fields.forEach(field -> heads.add(new Sheet.Head(field, false)));
    var rows = new ArrayList<List<String>>();
    for (EstateVm vm : vms) {
      var row = new ArrayList<String>();
      row.add(vm.name());
      row.add(origins.grade(vm.name()).map(Grade::name).orElse(Tables.MISSING));
      fields.forEach(field -> row.add(source(origins.of(vm.name()), field)));
      rows.add(row);
    }
    return new Sheet("Where the facts of each VM come from", heads, rows);
  }

  private static String source(List<Sourced> sources, String field) {
    return sources.stream()
        .filter(s -> s.field().equals(field))
        .map(s -> s.origin().label() + ": " + s.source())
        .findFirst()
        .orElse(Tables.MISSING);
  }
}
