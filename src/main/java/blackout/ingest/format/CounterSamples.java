package blackout.ingest.format;

import blackout.calibrate.HyperVPasses;
import blackout.calibrate.HyperVPasses.Sample;
import blackout.calibrate.Observation;
import blackout.ingest.CounterNames.Role;
import blackout.quantity.DataRate;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
 * Values of performance counters in the order in which they were taken, and the live migrations
 * that they show. The name of the machine and of the object are not looked at, so a translated
 * object does no harm.
 */
final class CounterSamples {

  private static final Pattern PATH =
      Pattern.compile("(?:\\\\\\\\[^\\\\]+)?\\\\[^\\\\(]+\\((.*)\\)\\\\([^\\\\]+)");

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          time("M/d/uuuu H:mm:ss[.SSS]"),
          time("M/d/uuuu h:mm:ss[.SSS] a"),
          time("d.M.uuuu H:mm:ss[.SSS]"),
          time("d/M/uuuu H:mm:ss[.SSS]"),
          time("uuuu-MM-dd[ ]['T']HH:mm:ss[.SSS]"));

  /** {@code /Date(1767607200000)/}, as ConvertTo-Json of Windows PowerShell writes a time. */
  private static final Pattern MILLISECONDS = Pattern.compile("/Date\\((-?[0-9]{1,15})\\)/");

  /** A decimal comma of seconds, as Windows writes it in other languages. */
  private static final Pattern FRACTION = Pattern.compile("(?<=:[0-9]{2}),([0-9]{3})");

  private final Reading reading;
  private final Set<String> counters = new LinkedHashSet<>();

  /** The values of each VM: by role, by the number of the moment. */
  private final Map<String, Map<Role, Map<Integer, Cell>>> vms = new LinkedHashMap<>();

  private final List<Double> seconds = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private String before = "";

  /** A value and where it stands. */
  record Cell(String text, long line, int column) {}

  /** A VM and what a counter says of it. */
  record Counter(String vm, Role role) {}

  CounterSamples(Reading reading) {
    this.reading = reading;
  }

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /**
   * The moment to which the next values belong; the same time again is the same moment.
   *
   * @return whether the time could be read
   */
  boolean at(String time, long line, int column) {
    if (time.equals(before) && !seconds.isEmpty()) {
      return true;
    }
    Optional<Double> at = seconds(time, line, column);
    at.ifPresent(
        s -> {
          seconds.add(s);
          lines.add(line);
          before = time;
        });
    return at.isPresent();
  }

  /** A value of the counter with a path. */
  void add(String path, Cell value) {
    counter(path).ifPresent(c -> add(c, value));
  }

  void add(Counter counter, Cell cell) {
    vms.computeIfAbsent(counter.vm(), v -> new EnumMap<>(Role.class))
        .computeIfAbsent(counter.role(), r -> new TreeMap<>())
        .put(seconds.size() - 1, cell);
  }

  /** Which counter a path names, if it is one of those that are wanted. */
  Optional<Counter> counter(String text) {
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
        .map(role -> new Counter(vm(path.group(1)), role));
  }

  /** Hands over the migrations; a problem if no VM has the counters that tell of one. */
  void end() {
    vms.values().removeIf(r -> !r.containsKey(Role.PASS) || !r.containsKey(Role.DIRTY_PAGES));
    if (vms.isEmpty()) {
      reading.problem(
          "line " + (lines.isEmpty() ? 1 : lines.get(0)),
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
        firstLine = firstLine == 0 ? lines.get(i) : firstLine;
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
                    .observe(new Observation.WatchedMigration(Optional.of(vm), source, migration)));
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
    String text = FRACTION.matcher(cell.strip()).replaceFirst(".$1");
    Matcher milliseconds = MILLISECONDS.matcher(text);
    if (milliseconds.matches()) {
      return Optional.of(Long.parseLong(milliseconds.group(1)) / 1e3);
    }
    for (DateTimeFormatter format : TIMES) {
      try {
        var time = LocalDateTime.parse(text, format);
        return Optional.of(time.toInstant(ZoneOffset.UTC).toEpochMilli() / 1e3);
      } catch (DateTimeException e) {
        // Another format may fit.
      }
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli() / 1e3);
    } catch (DateTimeException e) {
      // It is no time then.
    }
    reading.problem(
        "line " + line + ", column " + column, text, "a time such as 12/15/2023 10:40:15.000");
    return Optional.empty();
  }
}
