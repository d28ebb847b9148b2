package blackout.ingest.format;

import blackout.calibrate.HyperVPasses;
import blackout.calibrate.HyperVPasses.Sample;
import blackout.calibrate.Observation;
import blackout.ingest.CounterNames.Role;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.TableSink;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Performance counters of Windows as CSV: those of a live migration by Hyper-V. Either a counter a
 * column (typeperf, relog, Get-Counter with Export-Counter), or a value a row (Get-Counter with its
 * samples selected). The name of the machine and of the object are not looked at, so a translated
 * object does no harm.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/typeperf">
 *     typeperf</a>
 * @see <a
 *     href="https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.diagnostics/get-counter">
 *     Get-Counter</a>
 */
final class Perfmon {

  private static final Pattern PATH =
      Pattern.compile("(?:\\\\\\\\[^\\\\]+)?\\\\[^\\\\(]+\\((.*)\\)\\\\([^\\\\]+)");

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          time("M/d/uuuu H:mm:ss[.SSS]"),
          time("M/d/uuuu h:mm:ss[.SSS] a"),
          time("d.M.uuuu H:mm:ss[.SSS]"),
          time("d/M/uuuu H:mm:ss[.SSS]"),
          time("uuuu-MM-dd[ ]['T']HH:mm:ss[.SSS]"));

  private final Reading reading;
  private final Set<String> counters = new LinkedHashSet<>();

  /** The values of each VM: by role, by the number of the moment. */
  private final Map<String, Map<Role, Map<Integer, Cell>>> vms = new LinkedHashMap<>();

  private final List<Double> seconds = new ArrayList<>();

  /** A value and where it stands. */
  private record Cell(String text, long line, int column) {}

  private Perfmon(Reading reading) {
    this.reading = reading;
  }

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  static boolean recognises(String text) {
    String start = text.stripLeading();
    return start.startsWith("\"(PDH-CSV") || start.startsWith("(PDH-CSV") || isLong(start);
  }

  private static boolean isLong(String start) {
    String titles =
        start
            .lines()
            .filter(l -> !l.startsWith("#TYPE") && !l.isBlank())
            .findFirst()
            .map(CleanText::key)
            .orElse("");
    return titles.contains("path")
        && titles.contains("cookedvalue")
        && titles.contains("timestamp");
  }

  static void read(Reading reading) throws IOException {
    var perfmon = new Perfmon(reading);
    boolean values = isLong(reading.file().head().text().stripLeading());
    CsvTable.read(reading.file(), values ? perfmon.new Values() : perfmon.new Columns());
    perfmon.end();
  }

  /** A counter a column. */
  private final class Columns implements TableSink {

    private record Where(String vm, Role role, int column) {}

    private final List<Where> columns = new ArrayList<>();

    @Override
    public Optional<BitSet> titles(List<String> titles, long number) {
      for (int i = 1; i < titles.size(); i++) {
        int column = i;
        vmAndRole(titles.get(i).strip())
            .ifPresent(e -> columns.add(new Where(e.getKey(), e.getValue(), column)));
      }
      return Optional.of(new BitSet());
    }

    @Override
    public void row(long number, List<String> cells) {
      Optional<Double> at = columns.isEmpty() ? Optional.empty() : seconds(cells.get(0), number, 1);
      if (at.isEmpty()) {
        return;
      }
      seconds.add(at.get());
      for (Where where : columns) {
        String cell = where.column < cells.size() ? cells.get(where.column).strip() : "";
        if (!cell.isEmpty()) {
          put(where.vm, where.role, new Cell(cell, number, where.column + 1));
        }
      }
    }
  }

  /** A value a row: all values of a moment have the same time. */
  private final class Values implements TableSink {

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private String before = "";

    @Override
    public Optional<BitSet> titles(List<String> titles, long number) {
      for (int i = 0; i < titles.size(); i++) {
        columns.putIfAbsent(CleanText.key(titles.get(i)), i);
      }
      return Optional.of(new BitSet());
    }

    @Override
    public void row(long number, List<String> cells) {
      String time = cell(cells, "timestamp");
      String path = cell(cells, "path");
      String value = cell(cells, "cookedvalue");
      if (time.isEmpty() || path.isEmpty() || value.isEmpty()) {
        return;
      }
      if (!time.equals(before)) {
        Optional<Double> at = seconds(time, number, columns.getOrDefault("timestamp", 0) + 1);
        if (at.isEmpty()) {
          return;
        }
        seconds.add(at.get());
        before = time;
      }
      int column = columns.getOrDefault("cookedvalue", 0) + 1;
      vmAndRole(path)
          .ifPresent(e -> put(e.getKey(), e.getValue(), new Cell(value, number, column)));
    }

    private String cell(List<String> cells, String key) {
      Integer column = columns.get(key);
      return column == null || column >= cells.size() ? "" : cells.get(column).strip();
    }
  }

  private void put(String vm, Role role, Cell cell) {
    vms.computeIfAbsent(vm, v -> new EnumMap<>(Role.class))
        .computeIfAbsent(role, r -> new TreeMap<>())
        .put(seconds.size() - 1, cell);
  }

  private Optional<Map.Entry<String, Role>> vmAndRole(String text) {
    Matcher path = PATH.matcher(text);
    if (!path.matches()) {
      return Optional.empty();
    }
    if (counters.size() < 12) {
      counters.add(path.group(2));
    }
    return reading
        .options()
        .counters()
        .role(path.group(2))
        .map(role -> Map.entry(vm(path.group(1)), role));
  }

  private void end() {
    vms.values().removeIf(r -> !r.containsKey(Role.PASS) || !r.containsKey(Role.DIRTY_PAGES));
    if (vms.isEmpty()) {
      reading.problem(
          "line 1",
          "counters " + String.join(", ", counters),
          "\"Transfer Pass: Number\" and \"Transfer pass: Dirty Page Count\" of a VM; name them with"
              + " --counter if Windows speaks another language");
    }
    vms.forEach(this::vm);
  }

  /** Instances are called {@code <VM>:VM Live Migration}, the second part translated. */
  private static String vm(String instance) {
    int colon = instance.lastIndexOf(':');
    return colon > 0 ? instance.substring(0, colon) : instance;
  }

  private void vm(String vm, Map<Role, Map<Integer, Cell>> roles) {
    Role rate = roles.containsKey(Role.RATE) ? Role.RATE : Role.WIRE_RATE;
    var samples = new ArrayList<Sample>();
    long firstLine = 0;
    for (int i = 0; i < seconds.size(); i++) {
      Optional<Double> pass = number(roles, Role.PASS, i);
      Optional<Double> dirty = number(roles, Role.DIRTY_PAGES, i);
      if (pass.isPresent() && dirty.isPresent() && (pass.get() > 0 || dirty.get() > 0)) {
        firstLine = firstLine == 0 ? i + 2L : firstLine;
        boolean blackout = number(roles, Role.BLACKOUT, i).orElse(0.0) > 0;
        samples.add(
            new Sample(
                seconds.get(i),
                pass.get().longValue(),
                dirty.get().longValue(),
                blackout,
                number(roles, rate, i).map(DataRate::new)));
      }
    }
    String source = reading.at(firstLine);
    HyperVPasses.of(samples)
        .forEach(
            migration ->
                reading
                    .findings()
                    .observe(new Observation.Migration(Optional.of(vm), source, migration)));
  }

  /** A decimal sign is a point or a comma. */
  private Optional<Double> number(Map<Role, Map<Integer, Cell>> roles, Role role, int moment) {
    Cell cell = roles.getOrDefault(role, Map.of()).get(moment);
    if (cell == null) {
      return Optional.empty();
    }
    String text = cell.text();
    boolean comma = text.indexOf('.') < 0 && text.indexOf(',') == text.lastIndexOf(',');
    return reading.number(
        comma ? text.replace(',', '.') : text,
        "line " + cell.line() + ", column " + cell.column(),
        "a number of at least 0");
  }

  private Optional<Double> seconds(String cell, long line, int column) {
    String text = cell.strip();
    for (DateTimeFormatter format : TIMES) {
      try {
        var time = LocalDateTime.parse(text, format);
        return Optional.of(time.toInstant(ZoneOffset.UTC).toEpochMilli() / 1e3);
      } catch (DateTimeException e) {
        // Another format may fit.
      }
    }
    reading.problem(
        "line " + line + ", column " + column, text, "a time such as 12/15/2023 10:40:15.000");
    return Optional.empty();
  }
}
