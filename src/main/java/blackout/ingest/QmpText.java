package blackout.ingest;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.WatchedMigrations;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers of QEMU's monitor (QMP): {@code query-dirty-rate} and {@code query-migrate}, one or a
 * series, bare or within {@code return}. Greetings, events and commands of a log are passed over,
 * and so are keys that are not known.
 *
 * @see <a href="https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html">QEMU QMP reference</a>
 */
final class QmpText {

  private static final double NOT_FOUND_LENGTH = 0;

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

  private final Complaints complaints;
  private final List<Observation> found = new ArrayList<>();
  private final List<MigrationPoll> polls = new ArrayList<>();
  private final Set<String> seenWindows = new HashSet<>();
  private String firstPoll = "";

  private QmpText(Complaints complaints) {
    this.complaints = complaints;
  }

  /** What a text holds; what is wrong goes to the complaints. */
  static List<Observation> read(List<LocatedJson> values, Complaints complaints) {
    var reading = new QmpText(complaints);
    values.forEach(reading::value);
    for (var migration : WatchedMigrations.of(reading.polls)) {
      reading.found.add(new Observation.Migration(Optional.empty(), reading.firstPoll, migration));
    }
    return reading.found;
  }

  private void value(LocatedJson value) {
    if (!value.items().isEmpty()) {
      value.items().forEach(this::value);
    } else if (value.at("return").isPresent()) {
      value(value.at("return").get());
    } else if (value.isObject()) {
      object(value);
    } else {
      complaints.add(
          value.place(), value.shown(), "an answer to query-dirty-rate or query-migrate");
    }
  }

  private void object(LocatedJson object) {
    if (object.has("calc-time") || object.has("dirty-rate")) {
      window(object);
    } else if (object.has("ram") || object.has("total-time")) {
      poll(object);
    }
  }

  private void window(LocatedJson object) {
    String status = object.at("status").map(LocatedJson::text).orElse("measured");
    if (!status.equals("measured")) {
      return;
    }
    Optional<Double> rate = complaints.number(object, "dirty-rate", "a rate in MiB/s");
    Optional<Double> length = complaints.number(object, "calc-time", "a time of more than 0");
    double seconds =
        length.orElse(NOT_FOUND_LENGTH)
            * (object.at("calc-time-unit").map(LocatedJson::text).orElse("").equals("millisecond")
                ? 0.001
                : 1);
    Optional<Method> method = method(object);
    double samples =
        complaints.number(object, "sample-pages", "pages per GiB, at least 1").orElse(512.0);
    if (rate.isEmpty() || length.isEmpty() || method.isEmpty()) {
      if (!object.has("dirty-rate") || !object.has("calc-time")) {
        complaints.add(object.place(), "a window without dirty-rate or calc-time", "both");
      }
      return;
    }
    if (seconds < 1e-3 || seconds > 86_400 || samples < 1 || samples > 262_144) {
      complaints.add(
          object.place(),
          "a window of " + seconds + " s with " + samples + " samples per GiB",
          "1 ms to a day, with 1 to 262144 samples");
      return;
    }
    String start = object.at("start-time").map(LocatedJson::text).orElse(object.place());
    if (!seenWindows.add(start + " " + seconds + " " + method.get())) {
      return;
    }
    found.add(
        new DirtyWindow(
            Optional.empty(),
            complaints.source() + ":" + object.line(),
            new Window(
                Duration.ofNanos(Math.round(seconds * 1e9)),
                DataRate.mebibytesPerSecond(rate.get())),
            method.get(),
            (int) samples,
            processors(object),
            false));
  }

  private Optional<Method> method(LocatedJson object) {
    Optional<LocatedJson> mode = object.at("mode");
    String text = mode.map(LocatedJson::text).orElse("page-sampling");
    return switch (text) {
      case "page-sampling" -> Optional.of(Method.PAGE_SAMPLING);
      case "dirty-bitmap" -> Optional.of(Method.DIRTY_BITMAP);
      case "dirty-ring" -> Optional.of(Method.DIRTY_RING);
      default -> {
        complaints.add(
            mode.map(LocatedJson::place).orElse("") + ", mode",
            text,
            "page-sampling, dirty-bitmap or dirty-ring");
        yield Optional.empty();
      }
    };
  }

  private List<DataRate> processors(LocatedJson object) {
    List<DataRate> rates = new ArrayList<>();
    for (LocatedJson each :
        object.at("vcpu-dirty-rate").map(LocatedJson::items).orElse(List.of())) {
      complaints
          .number(each, "dirty-rate", "a rate in MiB/s")
          .map(DataRate::mebibytesPerSecond)
          .ifPresent(rates::add);
    }
    return rates;
  }

  private void poll(LocatedJson object) {
    Optional<Double> elapsed = complaints.number(object, "total-time", "a time in ms");
    if (elapsed.isEmpty()) {
      return;
    }
    Optional<LocatedJson> ram = object.at("ram").filter(LocatedJson::isObject);
    Optional<Double> pageBytes = ram.flatMap(r -> complaints.number(r, "page-size", "4096"));
    if (pageBytes.isPresent() && pageBytes.get() != 4096) {
      complaints.add(ram.get().place() + ", page-size", pageBytes.get() + " B", "pages of 4096 B");
      return;
    }
    if (firstPoll.isEmpty()) {
      firstPoll = complaints.source() + ":" + object.line();
    }
    var counters = new EnumMap<Counter, Double>(Counter.class);
    COUNTERS.forEach(
        (key, counter) ->
            complaints
                .number(object, key, "a time in ms")
                .ifPresent(n -> counters.put(counter, n / 1000)));
    complaints
        .number(object, "cpu-throttle-percentage", "a percentage")
        .ifPresent(n -> counters.put(Counter.THROTTLE_RATIO, Math.min(1, n / 100)));
    ram.ifPresent(
        r ->
            RAM_COUNTERS.forEach(
                (key, counter) ->
                    complaints
                        .number(r, key, "a number of at least 0")
                        .ifPresent(n -> counters.put(counter, n))));
    ram.flatMap(r -> complaints.number(r, "mbps", "megabit/s"))
        .ifPresent(n -> counters.put(Counter.BYTES_PER_SECOND, n * 125_000));
    polls.add(new MigrationPoll(status(object), millis(elapsed.get()), counters));
  }

  private static Status status(LocatedJson object) {
    return switch (object.at("status").map(LocatedJson::text).orElse("")) {
      case "completed" -> Status.COMPLETED;
      case "cancelled" -> Status.CANCELLED;
      case "failed" -> Status.FAILED;
      case "postcopy-active", "postcopy-paused", "postcopy-recover", "postcopy-recover-setup" ->
          Status.POST_COPY;
      default -> Status.ACTIVE;
    };
  }

  private static Duration millis(double millis) {
    return Duration.ofMillis((long) Math.min(millis, 1e12));
  }
}
