package blackout.ingest;

import static blackout.quantity.Require.entry;

import blackout.calibrate.HyperVPasses;
import blackout.calibrate.HyperVPasses.Sample;
import blackout.calibrate.Observation;
import blackout.ingest.CounterNames.Role;
import blackout.quantity.DataRate;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Performance counters of Windows as CSV (typeperf, relog, Get-Counter with Export-Counter): those
 * of a live migration by Hyper-V. Columns are found by their counter, whatever their order. The
 * name of the machine and of the object are not looked at, so a translated object does no harm.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/typeperf">
 *     typeperf</a>
 */
final class PerfmonCsv {

  private static final Pattern PATH =
      Pattern.compile("(?:\\\\\\\\[^\\\\]+)?\\\\[^\\\\(]+\\((.*)\\)\\\\([^\\\\]+)");

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss[.SSS]", Locale.ROOT),
          DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss[.SSS]", Locale.ROOT),
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]", Locale.ROOT));

  private final CounterNames names;
  private final Complaints complaints;

  private PerfmonCsv(CounterNames names, Complaints complaints) {
    this.names = names;
    this.complaints = complaints;
  }

  static boolean recognises(String text) {
    return text.regionMatches(0, "\"(PDH-CSV", 0, 9) || text.startsWith("(PDH-CSV");
  }

  static List<Observation> read(String text, CounterNames names, Complaints complaints) {
    CsvLines lines = CsvLines.of(text, complaints.source());
    lines.problem().ifPresent(complaints::add);
    return lines.records().isEmpty()
        ? List.of()
        : new PerfmonCsv(names, complaints).vms(lines.records());
  }

  private List<Observation> vms(List<CsvLines.Row> rows) {
    CsvLines.Row head = rows.get(0);
    Map<String, Map<Role, Integer>> columns = new LinkedHashMap<>();
    var counters = new ArrayList<String>();
    for (int i = 1; i < head.cells().size(); i++) {
      Matcher path = PATH.matcher(head.cell(i).strip());
      if (path.matches()) {
        int column = i;
        counters.add(path.group(2));
        names
            .role(path.group(2))
            .ifPresent(
                role ->
                    columns
                        .computeIfAbsent(vm(path.group(1)), vm -> new EnumMap<>(Role.class))
                        .put(role, column));
      }
    }
    columns.values().removeIf(c -> !c.containsKey(Role.PASS) || !c.containsKey(Role.DIRTY_PAGES));
    if (columns.isEmpty()) {
      complaints.add(
          "line 1",
          "counters " + String.join(", ", counters.stream().distinct().limit(12).toList()),
          "\"Transfer Pass: Number\" and \"Transfer pass: Dirty Page Count\" of a VM; name them with"
              + " --counter if Windows speaks another language");
    }
    var found = new ArrayList<Observation>();
    columns.forEach((vm, roles) -> found.addAll(vm(vm, roles, rows.subList(1, rows.size()))));
    return found;
  }

  /** Instances are called {@code <VM>:VM Live Migration}, the second part translated. */
  private static String vm(String instance) {
    int colon = instance.lastIndexOf(':');
    return colon > 0 ? instance.substring(0, colon) : instance;
  }

  private List<Observation> vm(String vm, Map<Role, Integer> roles, List<CsvLines.Row> rows) {
    var samples = new ArrayList<Sample>();
    int firstLine = 0;
    for (CsvLines.Row row : rows) {
      Optional<Double> pass = number(row, entry(roles, Role.PASS));
      Optional<Double> dirty = number(row, entry(roles, Role.DIRTY_PAGES));
      Optional<Double> at = pass.isEmpty() || dirty.isEmpty() ? Optional.empty() : seconds(row);
      if (at.isPresent() && (pass.get() > 0 || dirty.get() > 0)) {
        firstLine = firstLine == 0 ? row.line() : firstLine;
        boolean blackout =
            Optional.ofNullable(roles.get(Role.BLACKOUT))
                    .flatMap(column -> number(row, column))
                    .orElse(0.0)
                > 0;
        samples.add(
            new Sample(
                at.get(),
                pass.get().longValue(),
                dirty.get().longValue(),
                blackout,
                rate(row, roles)));
      }
    }
    int line = firstLine;
    return HyperVPasses.of(samples).stream()
        .<Observation>map(
            migration ->
                new Observation.Migration(
                    Optional.of(vm), complaints.source() + ":" + line, migration))
        .toList();
  }

  /** What left the memory if that was recorded, else what left the host. */
  private Optional<DataRate> rate(CsvLines.Row row, Map<Role, Integer> roles) {
    Integer column = roles.get(roles.containsKey(Role.RATE) ? Role.RATE : Role.WIRE_RATE);
    return column == null ? Optional.empty() : number(row, column).map(DataRate::new);
  }

  /** A cell without a value is blank; a decimal sign is a point or a comma. */
  private Optional<Double> number(CsvLines.Row row, int column) {
    String cell = row.cell(column).strip();
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    String point =
        cell.indexOf('.') < 0 && cell.indexOf(',') == cell.lastIndexOf(',')
            ? cell.replace(',', '.')
            : cell;
    return complaints.number(
        point, "line " + row.line() + ", column " + (column + 1), "a number of at least 0");
  }

  private Optional<Double> seconds(CsvLines.Row row) {
    String text = row.cell(0).strip();
    for (DateTimeFormatter format : TIMES) {
      try {
        var time = LocalDateTime.parse(text, format);
        return Optional.of(
            time.toEpochSecond(ZoneOffset.UTC) + time.get(ChronoField.NANO_OF_SECOND) / 1e9);
      } catch (DateTimeException e) {
        // Another format may read it.
      }
    }
    complaints.add(
        "line " + row.line() + ", column 1", text, "a time such as 12/15/2023 10:40:15.000");
    return Optional.empty();
  }
}
