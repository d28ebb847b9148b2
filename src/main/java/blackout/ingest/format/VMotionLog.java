package blackout.ingest.format;

import blackout.calibrate.Attempt;
import blackout.calibrate.DirtyCount;
import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.Product;
import blackout.inventory.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of vMotion in {@code vmkernel.log} of the source host: the pages left after each pass and
 * at the end, the bandwidth, the goal of the switchover. A migration is known by its number. MB/s
 * is taken for 10^6 bytes a second; the log does not say.
 *
 * @see <a href="https://knowledge.broadcom.com/external/article/318665">How to read the time of a
 *     switchover</a>
 */
final class VMotionLog implements SourceFormat {

  private static final Pattern OURS =
      Pattern.compile("VMotion(?:Send|Util)?: [0-9]+: ([0-9]{6,20}) S: (.*)");

  private static final Pattern PAGES =
      Pattern.compile(
          "(?:only |with |cur )([0-9]{1,15})(?: pages left to send|, network bandwidth)|^Stopping pre-copy: ([0-9]{1,15}) pages left");

  private static final Pattern BANDWIDTH =
      Pattern.compile("network bandwidth ~([0-9]{1,9}(?:\\.[0-9]{1,6})?) MB/s");

  private static final Pattern GOAL =
      Pattern.compile("switchover time goal of ([0-9]{1,6}(?:\\.[0-9]{1,6})?) seconds");

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    /** What is known of one migration so far. */
    private static final class LoggedMigration {
      private final long firstLine;
      private final List<MigrationPoll> polls = new ArrayList<>();
      private final List<DirtyCount.Logged> passes = new ArrayList<>();
      private OptionalDouble started = OptionalDouble.empty();
      private OptionalDouble passed = OptionalDouble.empty();

      LoggedMigration(long firstLine) {
        this.firstLine = firstLine;
      }
    }

    private final Reading reading;
    private final Map<String, LoggedMigration> migrations = new LinkedHashMap<>();

    Reader(Reading reading) {
      this.reading = reading;
    }

    @Override
    public String name() {
      return "log of vMotion";
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("VMotion") < 0) {
        return false;
      }
      Matcher ours = OURS.matcher(text);
      if (!ours.find()) {
        return false;
      }
      LoggedMigration migration =
          migrations.computeIfAbsent(ours.group(1), id -> new LoggedMigration(number));
      reading.findings().products().add(Product.VMWARE);
      OptionalDouble now = LogTime.exact(text);
      if (migration.started.isEmpty()) {
        migration.started = now;
      }
      look(migration, ours.group(2), now);
      return true;
    }

    private static void look(LoggedMigration migration, String said, OptionalDouble now) {
      var counters = new EnumMap<Counter, Double>(Counter.class);
      Matcher pages = PAGES.matcher(said);
      Matcher bandwidth = BANDWIDTH.matcher(said);
      Matcher goal = GOAL.matcher(said);
      if (pages.find()) {
        String count = pages.group(1) == null ? pages.group(2) : pages.group(1);
        double left = Double.parseDouble(count);
        counters.put(Counter.REMAINING_BYTES, left * Vm.PAGE_BYTES);
        double seconds =
            now.isPresent() && migration.passed.isPresent()
                ? now.getAsDouble() - migration.passed.getAsDouble()
                : 0;
        if (seconds > 0 && left > 0) {
          migration.passes.add(DirtyCount.Logged.of(seconds, left));
        }
        migration.passed = now;
      }
      if (bandwidth.find()) {
        counters.put(Counter.BYTES_PER_SECOND, Double.parseDouble(bandwidth.group(1)) * 1e6);
      }
      if (goal.find()) {
        counters.put(Counter.DOWNTIME_LIMIT_SECONDS, Double.parseDouble(goal.group(1)));
      }
      if (said.startsWith("Starting")
          || (said.contains("pre-copy") && migration.passed.isEmpty())) {
        migration.passed = now;
      }
      boolean sent = said.startsWith("Sent all modified pages");
      if (!counters.isEmpty()) {
        double elapsed =
            now.isPresent() && migration.started.isPresent()
                ? Math.max(0, now.getAsDouble() - migration.started.getAsDouble())
                : 0;
        migration.polls.add(
            new MigrationPoll(
                sent ? Status.COMPLETED : Status.ACTIVE,
                Duration.ofNanos(Math.round(Math.min(elapsed, 1e8) * 1e9)),
                counters));
      }
    }

    @Override
    public void end() {
      migrations.forEach(
          (id, migration) -> {
            if (!migration.polls.isEmpty()) {
              // The first line of a log is rarely the start: how long it took is not known.
              var attempt =
                  new Attempt(Duration.ofMillis(1), untimed(migration.polls), migration.passes);
              Attempts.hand(
                  reading,
                  Optional.of("vMotion " + id),
                  reading.at(migration.firstLine),
                  attempt,
                  false);
              say(id, migration);
            }
          });
      migrations.clear();
    }

    private static List<MigrationPoll> untimed(List<MigrationPoll> polls) {
      return polls.stream()
          .map(p -> new MigrationPoll(p.status(), Duration.ZERO, p.counters()))
          .toList();
    }

    private void say(String id, LoggedMigration migration) {
      var all = new Attempt(Duration.ZERO, migration.polls, List.of());
      Optional<Double> left = all.lastOf(Counter.REMAINING_BYTES);
      reading
          .findings()
          .note(
              "vMotion "
                  + id
                  + ": switchover with "
                  + left.map(bytes -> Math.round(bytes / Vm.PAGE_BYTES) + " pages")
                      .orElse("unknown pages")
                  + " left, "
                  + all.polls().stream()
                      .flatMap(p -> p.counter(Counter.BYTES_PER_SECOND).stream())
                      .map(rate -> Math.round(rate / 1e5) / 10.0 + " MB/s")
                      .findFirst()
                      .orElse("no bandwidth")
                  + all.downtimeLimit()
                      .map(goal -> ", goal " + goal.toMillis() / 1000.0 + " s")
                      .orElse(""));
    }
  }
}
