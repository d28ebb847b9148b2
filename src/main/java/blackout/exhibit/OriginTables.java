package blackout.exhibit;

import blackout.inventory.EstateVm;
import blackout.inventory.Grade;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.quantity.Amounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the facts of an imported estate come from. Made without the library of tables: when that is
 * first used it looks through all classes there are, for as long as the import of a large export
 * takes to write its estate.
 */
public final class OriginTables {

  private OriginTables() {}

  /** For each fact of a VM, how many VMs have it measured, imported, inferred and assumed. */
  public static FormattedTable counts(Origins origins) {
    var heads = new ArrayList<FormattedTable.Header>();
    heads.add(new FormattedTable.Header("Fact of a VM", false));
    for (Origin origin : Origin.values()) {
      heads.add(new FormattedTable.Header(origin.label() + " (VMs)", true));
    }
    var rows = new ArrayList<List<String>>();
    origins
        .counts()
        .forEach(
            (field, counts) -> {
              var row = new ArrayList<String>();
              row.add(label(field));
              for (Origin origin : Origin.values()) {
                row.add(Amounts.count(counts.getOrDefault(origin, 0L)));
              }
              rows.add(row);
            });
    return new FormattedTable("How the facts are known", heads, rows);
  }

  /** The grades, what they mean and how many VMs have them. */
  public static FormattedTable grades(Origins origins) {
    List<FormattedTable.Header> heads =
        List.of(
            new FormattedTable.Header("Grade", false),
            new FormattedTable.Header("Means", false),
            new FormattedTable.Header("VMs", true));
    Map<Grade, Long> counts = origins.grades();
    List<List<String>> rows =
        Arrays.stream(Grade.values())
            .map(g -> List.of(g.name(), g.meaning(), Amounts.count(counts.getOrDefault(g, 0L))))
            .toList();
    return new FormattedTable("Grades", heads, rows);
  }

  /**
   * Every VM with its grade and the sources of its facts. Where all that was read of a VM stands in
   * one row of one file, that is said once.
   */
  public static FormattedTable vms(List<EstateVm> vms, Origins origins) {
    Set<String> fields = origins.counts().keySet();
    var heads = new ArrayList<FormattedTable.Header>();
    heads.add(new FormattedTable.Header("VM", false));
    heads.add(new FormattedTable.Header("Grade", false));
    heads.add(new FormattedTable.Header("Read from", false));
    fields.forEach(field -> heads.add(new FormattedTable.Header(label(field), false)));
    var rows = new ArrayList<List<String>>();
    for (EstateVm vm : vms) {
      var row = new ArrayList<String>();
      row.add(vm.name());
      row.add(origins.grade(vm.name()).map(Grade::name).orElse(Tables.MISSING));
      List<Sourced> sources = origins.of(vm.name());
      String place = place(sources);
      row.add(place.isEmpty() ? "several places" : place);
      fields.forEach(field -> row.add(source(sources, field, place)));
      rows.add(row);
    }
    return new FormattedTable("Where the facts of each VM come from", heads, rows);
  }

  /** What people call a field of an estate file; a field that no import writes keeps its key. */
  private static String label(String field) {
    return switch (field) {
      case "memory_mib" -> "Memory";
      case "node" -> "Host";
      case "volume" -> "Volume";
      case "writes" -> "Writes";
      case "zero_page_ratio" -> "Zero pages";
      default -> field;
    };
  }

  /** The file and the row that all sources name before their column; empty if they differ. */
  private static String place(List<Sourced> sources) {
    List<String> places =
        sources.stream()
            .filter(s -> s.origin() != Origin.ASSUMED)
            .map(s -> s.source().substring(0, Math.max(0, s.source().lastIndexOf(", "))))
            .distinct()
            .toList();
    return places.size() == 1 ? places.get(0) : "";
  }

  private static String source(List<Sourced> sources, String field, String place) {
    return sources.stream()
        .filter(s -> s.field().equals(field))
        .map(s -> s.origin().label() + ": " + without(place, s.source()))
        .findFirst()
        .orElse(Tables.MISSING);
  }

  private static String without(String place, String source) {
    return !place.isEmpty() && source.startsWith(place + ", ")
        ? source.substring(place.length() + 2)
        : source;
  }
}
