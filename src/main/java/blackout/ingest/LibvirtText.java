package blackout.ingest;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.WatchedMigrations;
import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Require;
import java.time.Duration;
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
 * What virsh prints: {@code domstats --dirtyrate} (and {@code --balloon}), and {@code domjobinfo},
 * one or a series. {@code megabytes_per_second} is MiB/s.
 *
 * @see <a href="https://libvirt.org/manpages/virsh.html">virsh manual</a>
 */
final class LibvirtText {

  private static final Pattern DOMAIN = Pattern.compile("Domain:\\s*'?(.*?)'?\\s*");
  private static final Pattern KEY = Pattern.compile("\\s*([a-z0-9_.-]{1,80})=(.*)");
  private static final Pattern FIELD = Pattern.compile("([A-Z][A-Za-z/ ]{1,40}):\\s+(.*?)\\s*");

  private static final Map<String, Counter> FIELDS =
      Map.ofEntries(
          Map.entry("Setup time", Counter.SETUP_SECONDS),
          Map.entry("Total downtime", Counter.DOWNTIME_SECONDS),
          Map.entry("Expected downtime", Counter.EXPECTED_DOWNTIME_SECONDS),
          Map.entry("Iteration", Counter.SYNCS),
          Map.entry("Memory total", Counter.MEMORY_BYTES),
          Map.entry("Memory remaining", Counter.REMAINING_BYTES),
          Map.entry("Memory processed", Counter.SENT_BYTES),
          Map.entry("Memory bandwidth", Counter.BYTES_PER_SECOND),
          Map.entry("Normal pages", Counter.RAW_PAGES),
          Map.entry("Constant pages", Counter.ZERO_PAGES),
          Map.entry("Dirty rate", Counter.DIRTY_PAGES_PER_SECOND),
          Map.entry("Postcopy requests", Counter.POST_COPY_REQUESTS));

  /** A value of a block, and the line that it stands in. */
  private record Entry(String text, int line, int column) {}

  private final Complaints complaints;
  private final List<Observation> found = new ArrayList<>();
  private final Map<String, Entry> block = new LinkedHashMap<>();
  private final List<MigrationPoll> polls = new ArrayList<>();
  private Optional<String> domain = Optional.empty();
  private boolean job;
  private int pollsLine;

  private LibvirtText(Complaints complaints) {
    this.complaints = complaints;
  }

  /** Whether a text looks like something virsh printed. */
  static boolean recognises(String text) {
    return text.lines()
        .limit(2000)
        .anyMatch(
            line ->
                line.startsWith("Domain:")
                    || line.startsWith("Job type:")
                    || line.strip().startsWith("dirtyrate."));
  }

  static List<Observation> read(String text, Complaints complaints) {
    var reading = new LibvirtText(complaints);
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      reading.line(line, ++number);
    }
    reading.endBlock();
    reading.endDomain();
    return reading.found;
  }

  private void line(String line, int number) {
    Matcher name = DOMAIN.matcher(line);
    Matcher key = KEY.matcher(line);
    Matcher field = FIELD.matcher(line);
    if (name.matches()) {
      endBlock();
      endDomain();
      domain = Optional.of(name.group(1)).filter(n -> !n.isBlank());
    } else if (key.matches()) {
      if (job) {
        endBlock();
      }
      block.put(key.group(1), new Entry(key.group(2), number, key.start(2) + 1));
    } else if (field.matches()) {
      if (field.group(1).equals("Job type")) {
        endBlock();
        job = true;
      }
      block.put(field.group(1), new Entry(field.group(2), number, field.start(2) + 1));
    }
  }

  private void endDomain() {
    for (var migration : WatchedMigrations.of(polls)) {
      found.add(
          new Observation.Migration(domain, complaints.source() + ":" + pollsLine, migration));
    }
    polls.clear();
  }

  private void endBlock() {
    if (job) {
      poll();
    } else {
      window();
    }
    block.clear();
    job = false;
  }

  private void window() {
    plain("balloon.maximum", "an amount in KiB")
        .filter(kib -> kib > 0 && kib < (1L << 50))
        .ifPresent(
            kib ->
                found.add(
                    new Observation.Memory(
                        domain,
                        complaints.source() + ":" + lineOf("balloon.maximum"),
                        new ByteCount(kib.longValue() * 1024))));
    if (plain("dirtyrate.calc_status", "0, 1 or 2").orElse(0.0) != 2) {
      return;
    }
    String rateKey = "dirtyrate.megabytes_per_second";
    Optional<Double> rate = plain(rateKey, "a rate in MiB/s");
    Optional<Double> seconds = plain("dirtyrate.calc_period", "a time of 1 s to a day");
    if (rate.isEmpty() || seconds.isEmpty()) {
      if (!block.containsKey(rateKey) || !block.containsKey("dirtyrate.calc_period")) {
        complaints.add(
            "line " + lineOf("dirtyrate.calc_status"),
            "a measured dirty rate without its rate or period",
            rateKey + " and dirtyrate.calc_period");
      }
      return;
    }
    if (seconds.get() < 0.001 || seconds.get() > 86_400) {
      Entry entry = Require.entry(block, "dirtyrate.calc_period");
      complaints.add(place(entry), entry.text, "a time of 1 s to a day");
      return;
    }
    found.add(
        new DirtyWindow(
            domain,
            complaints.source() + ":" + lineOf(rateKey),
            new Window(
                Duration.ofNanos(Math.round(seconds.get() * 1e9)),
                DataRate.mebibytesPerSecond(rate.get())),
            method(),
            512,
            processors(),
            false));
  }

  private List<DataRate> processors() {
    return block.keySet().stream()
        .filter(key -> key.matches("dirtyrate\\.vcpu\\.[0-9]+\\.megabytes_per_second"))
        .flatMap(key -> plain(key, "a rate in MiB/s").stream())
        .map(DataRate::mebibytesPerSecond)
        .toList();
  }

  private Method method() {
    Entry mode = block.get("dirtyrate.calc_mode");
    String text = mode == null ? "page-sampling" : mode.text.strip();
    return switch (text) {
      case "dirty-bitmap" -> Method.DIRTY_BITMAP;
      case "dirty-ring" -> Method.DIRTY_RING;
      default -> {
        if (mode != null && !text.equals("page-sampling")) {
          complaints.add(
              place(mode),
              text,
              "page-sampling, dirty-bitmap or dirty-ring; page-sampling assumed");
        }
        yield Method.PAGE_SAMPLING;
      }
    };
  }

  private void poll() {
    String type = block.get("Job type") == null ? "" : block.get("Job type").text;
    Optional<Double> elapsed = measured("Time elapsed", 1, "a time such as \"1830 ms\"");
    if (type.equals("None") || elapsed.isEmpty()) {
      return;
    }
    pollsLine = polls.isEmpty() ? lineOf("Job type") : pollsLine;
    var counters = new EnumMap<Counter, Double>(Counter.class);
    FIELDS.forEach(
        (field, counter) ->
            measured(field, field.matches(".*(time|downtime)") ? 1000 : 1, "a number with its unit")
                .ifPresent(n -> counters.put(counter, n)));
    measured("Auto converge throttle", 100, "a percentage")
        .ifPresent(n -> counters.put(Counter.THROTTLE_RATIO, Math.min(1, n)));
    polls.add(new MigrationPoll(status(type), millis(elapsed.get()), counters));
  }

  private static Status status(String type) {
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "completed" -> Status.COMPLETED;
      case "cancelled" -> Status.CANCELLED;
      case "failed" -> Status.FAILED;
      default -> Status.ACTIVE;
    };
  }

  /** A field with its unit, in bytes, ms or as it is, divided. */
  private Optional<Double> measured(String name, double divisor, String expectation) {
    Entry entry = block.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    String[] parts = entry.text.split("\\s+", 2);
    Optional<Double> number = complaints.number(parts[0], place(entry), expectation);
    double unit =
        switch (parts.length < 2 ? "" : parts[1].strip()) {
          case "", "%", "ms", "B", "B/s", "bytes", "pages/s" -> 1;
          case "s" -> 1000;
          case "KiB", "KiB/s" -> 1L << 10;
          case "MiB", "MiB/s" -> 1L << 20;
          case "GiB", "GiB/s" -> 1L << 30;
          case "TiB", "TiB/s" -> 1L << 40;
          default -> -1;
        };
    if (unit < 0) {
      complaints.add(place(entry), entry.text, expectation);
      return Optional.empty();
    }
    return number.map(n -> n * unit / divisor);
  }

  private Optional<Double> plain(String key, String expectation) {
    Entry entry = block.get(key);
    return entry == null
        ? Optional.empty()
        : complaints.number(entry.text, place(entry), expectation);
  }

  private int lineOf(String key) {
    Entry entry = block.get(key);
    return entry == null ? 0 : entry.line;
  }

  private static String place(Entry entry) {
    return LocatedJson.place(entry.line, entry.column);
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(Math.min(millis, 1e12) * 1e6));
  }
}
