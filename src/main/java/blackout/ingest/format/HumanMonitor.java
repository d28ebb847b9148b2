package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What QEMU's monitor prints for people: {@code info migrate} (to version 10.0 a counter a line,
 * times in milliseconds or ms and amounts in kbytes; after it several on a line with units) and
 * {@code info dirty_rate}.
 *
 * @see <a href="https://www.qemu.org/docs/master/system/monitor.html">QEMU monitor</a>
 */
final class HumanMonitor {

  private static final Pattern BEGINS =
      Pattern.compile("(?:^|\\s)(?:Migration status|Status):\\s+([a-z][a-z-]{2,30})\\b");

  /** To version 10.0. */
  private static final Map<String, Counter> LINES =
      Map.ofEntries(
          Map.entry("downtime", Counter.DOWNTIME_SECONDS),
          Map.entry("expected downtime", Counter.EXPECTED_DOWNTIME_SECONDS),
          Map.entry("setup", Counter.SETUP_SECONDS),
          Map.entry("transferred ram", Counter.SENT_BYTES),
          Map.entry("throughput", Counter.BYTES_PER_SECOND),
          Map.entry("remaining ram", Counter.REMAINING_BYTES),
          Map.entry("total ram", Counter.MEMORY_BYTES),
          Map.entry("duplicate", Counter.ZERO_PAGES),
          Map.entry("normal", Counter.RAW_PAGES),
          Map.entry("dirty sync count", Counter.SYNCS),
          Map.entry("dirty pages rate", Counter.DIRTY_PAGES_PER_SECOND),
          Map.entry("postcopy request count", Counter.POST_COPY_REQUESTS),
          Map.entry("postcopy ram", Counter.POST_COPY_BYTES),
          Map.entry("downtime ram", Counter.DOWNTIME_BYTES),
          Map.entry("cpu throttle percentage", Counter.THROTTLE_RATIO));

  private static final Pattern LINE =
      Pattern.compile(
          "(?:^|\\s)(total time|page size|"
              + String.join("|", LINES.keySet().stream().sorted().toList())
              + "):\\s+([0-9.]+(?: [A-Za-z]+)?)\\s*$");

  /** After version 10.0: {@code Time (ms): total=40120, setup=5, down=268}. */
  private static final Map<String, Counter> PAIRS =
      Map.ofEntries(
          Map.entry("down", Counter.DOWNTIME_SECONDS),
          Map.entry("exp_down", Counter.EXPECTED_DOWNTIME_SECONDS),
          Map.entry("setup", Counter.SETUP_SECONDS),
          Map.entry("transferred", Counter.SENT_BYTES),
          Map.entry("remain", Counter.REMAINING_BYTES),
          Map.entry("normal", Counter.RAW_PAGES),
          Map.entry("zero", Counter.ZERO_PAGES),
          Map.entry("dirty_syncs", Counter.SYNCS),
          Map.entry("dirty", Counter.DIRTY_PAGES_PER_SECOND),
          Map.entry("postcopy", Counter.POST_COPY_BYTES),
          Map.entry("postcopy_req", Counter.POST_COPY_REQUESTS));

  private static final Pattern PAIR =
      Pattern.compile("([a-z_]+)=([0-9.]+(?: ?[KMGT]?i?B)?)(?=,|\\s|$)");

  private static final Pattern GROUP =
      Pattern.compile(
          "(?:^|\\s)(Time \\(ms\\)|Sizes|Transfers|Channels|Page Types|Page Rates \\(pps\\)|Others):(.*)$");

  private static final Pattern THROUGHPUT = Pattern.compile("Throughput \\(Mbps\\):\\s+([0-9.]+)");

  private static final Pattern DIRTY_RATE =
      Pattern.compile(
          "(?:^|\\s)(?:vcpu\\[([0-9]+)\\], )?(Start Time|Sample Pages|Period|Mode|Dirty rate):\\s+([a-z0-9.-]+)(?: \\(([a-zA-Z /]+)\\))?\\s*$");

  private final Reading reading;
  private final Attempts attempts;
  private Optional<String> status = Optional.empty();
  private Optional<Double> elapsedSeconds = Optional.empty();
  private final Map<Counter, Double> counters = new EnumMap<>(Counter.class);
  private long firstLine;
  private boolean otherPages;

  private double periodSeconds = Double.NaN;
  private Optional<Double> mebibytes = Optional.empty();
  private Optional<String> mode = Optional.empty();
  private int samples = 512;
  private final List<DataRate> processors = new ArrayList<>();

  HumanMonitor(Reading reading, Attempts attempts) {
    this.reading = reading;
    this.attempts = attempts;
  }

  boolean line(long number, String text) {
    if (text.indexOf(':') < 0) {
      return false;
    }
    Matcher begins = BEGINS.matcher(text);
    if (begins.find()) {
      end();
      status = Optional.of(begins.group(1));
      firstLine = number;
      return text.contains("Migration status");
    }
    if (status.isEmpty()) {
      return false;
    }
    return migration(text) || dirtyRate(text);
  }

  private boolean migration(String text) {
    Matcher line = LINE.matcher(text);
    if (line.find()) {
      Optional<Double> amount = Amount.of(line.group(2));
      if (line.group(1).equals("total time")) {
        elapsedSeconds = amount;
      } else if (line.group(1).equals("page size")) {
        otherPages = amount.filter(bytes -> bytes != 4096).isPresent();
      } else {
        amount.ifPresent(n -> counters.put(LINES.get(line.group(1)), n));
      }
      return true;
    }
    Matcher throughput = THROUGHPUT.matcher(text);
    if (throughput.find()) {
      Reading.plain(throughput.group(1))
          .ifPresent(mbps -> counters.put(Counter.BYTES_PER_SECOND, mbps * 125_000));
      return true;
    }
    Matcher group = GROUP.matcher(text);
    if (!group.find()) {
      return false;
    }
    boolean millis = group.group(1).startsWith("Time");
    Matcher pair = PAIR.matcher(group.group(2));
    while (pair.find()) {
      Optional<Double> amount = Amount.of(pair.group(2)).map(n -> millis ? n / 1000 : n);
      String key = pair.group(1);
      if (key.equals("total")) {
        if (millis) {
          elapsedSeconds = amount;
        } else {
          amount.ifPresent(n -> counters.put(Counter.MEMORY_BYTES, n));
        }
      } else if (key.equals("pagesize")) {
        otherPages = amount.filter(bytes -> bytes != 4096).isPresent();
      } else if (PAIRS.containsKey(key)) {
        amount.ifPresent(n -> counters.put(PAIRS.get(key), n));
      }
    }
    return true;
  }

  private boolean dirtyRate(String text) {
    Matcher line = DIRTY_RATE.matcher(text);
    if (!line.find()) {
      return false;
    }
    String unit = line.group(4) == null ? "" : line.group(4);
    Optional<Double> number = Reading.plain(line.group(3));
    switch (line.group(2)) {
      case "Period" ->
          periodSeconds = number.orElse(Double.NaN) * (unit.startsWith("ms") ? 0.001 : 1);
      case "Mode" -> mode = Optional.of(line.group(3));
      case "Sample Pages" -> samples = number.map(Double::intValue).orElse(512);
      case "Dirty rate" -> {
        if (line.group(1) != null) {
          number.map(DataRate::mebibytesPerSecond).ifPresent(processors::add);
        } else {
          mebibytes = number;
        }
      }
      default -> {
        // The start says nothing of the rate.
      }
    }
    return true;
  }

  /** The end of a block. */
  void end() {
    if (status.isPresent() && (elapsedSeconds.isPresent() || !counters.isEmpty())) {
      counters.computeIfPresent(Counter.THROTTLE_RATIO, (c, percent) -> Math.min(1, percent / 100));
      if (otherPages) {
        reading.problem("line " + firstLine, "another page size", "pages of 4096 B");
      } else {
        attempts.add(
            Optional.empty(),
            firstLine,
            new MigrationPoll(
                Qemu.status(status.get()),
                Duration.ofNanos(Math.round(Math.min(elapsedSeconds.orElse(0.0), 1e8) * 1e9)),
                counters));
      }
    } else if (status.filter("measured"::equals).isPresent()
        && mebibytes.isPresent()
        && periodSeconds >= 0.001
        && periodSeconds <= 86_400) {
      Method method = DirtyRates.method(reading, mode, "line " + firstLine);
      reading
          .findings()
          .observe(
              new DirtyWindow(
                  Optional.empty(),
                  reading.at(firstLine),
                  new Window(
                      Duration.ofNanos(Math.round(periodSeconds * 1e9)),
                      DataRate.mebibytesPerSecond(mebibytes.get())),
                  method,
                  method == Method.PAGE_SAMPLING ? Math.max(1, samples) : 512,
                  processors,
                  false));
    }
    status = Optional.empty();
    elapsedSeconds = Optional.empty();
    counters.clear();
    otherPages = false;
    periodSeconds = Double.NaN;
    mebibytes = Optional.empty();
    mode = Optional.empty();
    samples = 512;
    processors.clear();
  }
}
