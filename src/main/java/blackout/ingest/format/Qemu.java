package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.ingest.text.Limits;
import blackout.ingest.text.LocatedJson;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of QEMU's monitor (QMP): {@code query-dirty-rate} and {@code query-migrate}, one or a
 * series, under any key of a script's own record, or behind {@code reply=} of a log. Greetings,
 * events and commands are passed over, and so are keys that are not known. {@link HumanMonitor}
 * reads what the same monitor prints for people.
 *
 * @see <a href="https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html">QEMU QMP reference</a>
 */
final class Qemu implements SourceFormat {

  private static final Map<String, Counter> COUNTERS =
      Map.of(
          "setup-time", Counter.SETUP_SECONDS,
          "downtime", Counter.DOWNTIME_SECONDS,
          "expected-downtime", Counter.EXPECTED_DOWNTIME_SECONDS);

  private static final Map<String, Counter> RAM_COUNTERS =
      Map.ofEntries(
          Map.entry("total", Counter.MEMORY_BYTES),
          Map.entry("remaining", Counter.REMAINING_BYTES),
          Map.entry("transferred", Counter.SENT_BYTES),
          Map.entry("normal", Counter.RAW_PAGES),
          Map.entry("duplicate", Counter.ZERO_PAGES),
          Map.entry("dirty-sync-count", Counter.SYNCS),
          Map.entry("dirty-pages-rate", Counter.DIRTY_PAGES_PER_SECOND),
          Map.entry("postcopy-requests", Counter.POST_COPY_REQUESTS),
          Map.entry("postcopy-bytes", Counter.POST_COPY_BYTES),
          Map.entry("downtime-bytes", Counter.DOWNTIME_BYTES));

  /** Statuses that mean something of an answer without any counter. */
  private static final Set<String> ENDS = Set.of("completed", "cancelled", "failed");

  private static final Pattern MONITOR = Pattern.compile("mon=(0x[0-9a-f]{1,16})");

  /** Deeper than this no script keeps an answer; an assumption. */
  private static final int DEEPEST = 8;

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private final Reading reading;
    private final Attempts attempts;
    private final HumanMonitor people;
    private final Set<String> seenWindows = new HashSet<>();

    /** The monitor that a line of the daemon's log speaks of: several VMs may be in one log. */
    private final Map<Long, String> monitors = new HashMap<>();

    Reader(Reading reading) {
      this.reading = reading;
      attempts = Attempts.ofHypervisor(reading);
      people = new HumanMonitor(reading, attempts);
    }

    @Override
    public String name() {
      return "answers of QEMU";
    }

    @Override
    public boolean line(long number, String text) {
      Matcher monitor = MONITOR.matcher(text);
      if (text.contains("mon=0x") && monitor.find() && monitors.size() < Limits.ROWS) {
        monitors.put(number, monitor.group(1));
      }
      return people.line(number, text);
    }

    /** Which VM an answer is of, where its log tells monitors apart. */
    private Optional<String> vm(LocatedJson object) {
      String monitor = monitors.get((long) object.line());
      return monitor == null || new HashSet<>(monitors.values()).size() < 2
          ? Optional.empty()
          : Optional.of("monitor " + monitor);
    }

    @Override
    public boolean json(String list, LocatedJson value) {
      return within(value, 0);
    }

    /** Whether an answer stands in a value, at whatever depth. */
    private boolean within(LocatedJson value, int depth) {
      if (depth > DEEPEST) {
        return false;
      }
      if (value.isObject() && answer(value)) {
        return true;
      }
      boolean found = false;
      for (LocatedJson inner : value.fields().values()) {
        found |= inner.isObjectOrArray() && within(inner, depth + 1);
      }
      for (LocatedJson inner : value.items()) {
        found |= inner.isObjectOrArray() && within(inner, depth + 1);
      }
      return found;
    }

    private boolean answer(LocatedJson object) {
      if (object.has("calc-time") || (object.has("dirty-rate") && !object.has("id"))) {
        window(object);
        return true;
      }
      boolean counted =
          object.has("total-time") || object.at("ram").filter(this::isRam).isPresent();
      boolean bare =
          object.text("status").filter(ENDS::contains).isPresent()
              && (object.fields().size() == 1 || object.has("error-desc"));
      if (counted || bare) {
        poll(object);
      }
      return counted || bare;
    }

    private boolean isRam(LocatedJson ram) {
      return ram.has("transferred") || ram.has("remaining") || ram.has("normal");
    }

    private void window(LocatedJson object) {
      if (!object.text("status").orElse("measured").equals("measured")) {
        return;
      }
      Optional<Double> rate = reading.number(object, "dirty-rate", "a rate in MiB/s");
      Optional<Double> length = reading.number(object, "calc-time", "a time of more than 0");
      if (rate.isEmpty() || length.isEmpty()) {
        if (!object.has("dirty-rate") || !object.has("calc-time")) {
          reading.problem(object.place(), "a window without dirty-rate or calc-time", "both");
        }
        return;
      }
      boolean millis = object.text("calc-time-unit").filter("millisecond"::equals).isPresent();
      double seconds = length.get() * (millis ? 0.001 : 1);
      Method method = DirtyRates.method(reading, object.text("mode"), object.place() + ", mode");
      // With the other methods QEMU sets sample-pages to 0: it means nothing there.
      double samples =
          method == Method.PAGE_SAMPLING
              ? reading.number(object, "sample-pages", "pages per GiB, at least 1").orElse(512.0)
              : 512;
      if (seconds < 1e-3 || seconds > 86_400 || samples < 1 || samples > 262_144) {
        reading.problem(
            object.place(),
            "a window of " + seconds + " s with " + samples + " samples per GiB",
            "1 ms to a day, with 1 to 262144 samples");
        return;
      }
      String start = object.text("start-time").orElse(object.place());
      if (seenWindows.add(start + " " + seconds + " " + method)) {
        reading
            .findings()
            .observe(
                new DirtyWindow(
                    Optional.empty(),
                    reading.at(object.line()),
                    new Window(
                        Duration.ofNanos(Math.round(seconds * 1e9)),
                        DataRate.mebibytesPerSecond(rate.get())),
                    method,
                    (int) samples,
                    processors(object),
                    false));
      }
    }

    private List<DataRate> processors(LocatedJson object) {
      List<DataRate> rates = new ArrayList<>();
      for (LocatedJson each :
          object.at("vcpu-dirty-rate").map(LocatedJson::items).orElse(List.of())) {
        reading
            .number(each, "dirty-rate", "a rate in MiB/s")
            .map(DataRate::mebibytesPerSecond)
            .ifPresent(rates::add);
      }
      return rates;
    }

    private void poll(LocatedJson object) {
      Optional<LocatedJson> ram = object.at("ram").filter(LocatedJson::isObject);
      Optional<Double> pageBytes = ram.flatMap(r -> reading.number(r, "page-size", "4096"));
      if (pageBytes.isPresent() && pageBytes.get() != 4096) {
        reading.problem(
            ram.orElseThrow().place() + ", page-size",
            pageBytes.get().longValue() + " B",
            "pages of 4096 B");
        return;
      }
      var counters = new EnumMap<Counter, Double>(Counter.class);
      COUNTERS.forEach(
          (key, counter) ->
              reading
                  .number(object, key, "a time in ms")
                  .ifPresent(n -> counters.put(counter, n / 1000)));
      reading
          .number(object, "cpu-throttle-percentage", "a percentage")
          .ifPresent(n -> counters.put(Counter.THROTTLE_RATIO, Math.min(1, n / 100)));
      ram.ifPresent(
          r ->
              RAM_COUNTERS.forEach(
                  (key, counter) ->
                      reading
                          .number(r, key, "a number of at least 0")
                          .ifPresent(n -> counters.put(counter, n))));
      ram.flatMap(r -> reading.number(r, "mbps", "megabit/s"))
          .ifPresent(n -> counters.put(Counter.BYTES_PER_SECOND, n * 125_000));
      Optional<Double> elapsed = reading.number(object, "total-time", "a time in ms");
      if (elapsed.isEmpty() && object.has("total-time")) {
        return;
      }
      attempts.add(
          vm(object),
          object.line(),
          new MigrationPoll(
              status(object.text("status").orElse("")),
              Duration.ofMillis((long) Math.min(elapsed.orElse(0.0), 1e12)),
              counters));
    }

    @Override
    public void end() {
      people.end();
      attempts.end();
    }
  }

  /** QEMU's MigrationStatus. */
  static Status status(String text) {
    return switch (text) {
      case "completed" -> Status.COMPLETED;
      case "cancelled" -> Status.CANCELLED;
      case "failed" -> Status.FAILED;
      case "postcopy-active", "postcopy-paused", "postcopy-recover", "postcopy-recover-setup" ->
          Status.POST_COPY;
      default -> Status.ACTIVE;
    };
  }
}
