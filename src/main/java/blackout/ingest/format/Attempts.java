package blackout.ingest.format;

import blackout.calibrate.Attempt;
import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation;
import blackout.calibrate.ObservedMigration;
import blackout.calibrate.WatchedMigrations;
import blackout.inventory.Vm;
import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at migrations, gathered by VM and told apart as attempts at the end of a file. What an
 * attempt does not tell is said where somebody may think it does.
 */
final class Attempts {

  /** A pause or a total that a hypervisor prints in milliseconds. */
  private static final Duration EXACT = Duration.ZERO;

  private final Reading reading;
  private final Duration resolution;
  private final boolean pagesExpected;
  private final Map<Optional<String>, Looks> byVm = new LinkedHashMap<>();

  private static final class Looks {
    private final List<MigrationPoll> polls = new ArrayList<>();
    private final IdentityHashMap<MigrationPoll, Long> lines = new IdentityHashMap<>();
  }

  /** Looks of a hypervisor itself, which knows the pages that it sent. */
  static Attempts ofHypervisor(Reading reading) {
    return new Attempts(reading, EXACT, true);
  }

  /**
   * Looks of a log, which knows less.
   *
   * @param resolution how exactly its times are known
   */
  static Attempts ofLog(Reading reading, Duration resolution) {
    return new Attempts(reading, resolution, false);
  }

  private Attempts(Reading reading, Duration resolution, boolean pagesExpected) {
    this.reading = reading;
    this.resolution = resolution;
    this.pagesExpected = pagesExpected;
  }

  void add(Optional<String> vm, long line, MigrationPoll poll) {
    Looks looks = byVm.computeIfAbsent(vm, v -> new Looks());
    looks.lines.put(poll, line);
    looks.polls.add(poll);
  }

  /** Hands over what was gathered. */
  void end() {
    byVm.forEach(
        (vm, looks) -> {
          for (Attempt attempt : WatchedMigrations.attempts(looks.polls, resolution)) {
            long line = looks.lines.getOrDefault(attempt.polls().get(0), 1L);
            hand(reading, vm, reading.at(line), attempt, pagesExpected);
          }
        });
    byVm.clear();
  }

  /** Hands over one attempt with the memory and the dirty rates that it states. */
  static void hand(
      Reading reading, Optional<String> vm, String source, Attempt attempt, boolean pagesExpected) {
    ObservedMigration observed = WatchedMigrations.observed(attempt);
    reading.findings().observe(new Observation.WatchedMigration(vm, source, observed));
    if (observed.totals().isEmpty()) {
      attempt
          .lastOf(Counter.MEMORY_BYTES)
          .filter(bytes -> bytes > 0 && bytes < 1L << 50)
          .map(bytes -> new ByteCount(bytes.longValue()))
          .ifPresent(m -> reading.findings().observe(new Observation.Memory(vm, source, m)));
    }
    if (attempt.postCopy()) {
      return;
    }
    boolean rates = observed.passes().isEmpty() && observed.totals().isEmpty();
    if (rates && attempt.throttle().isEmpty()) {
      attempt.dirtyRates().forEach(rate -> window(reading, vm, source, rate));
    }
    boolean told = !rates || !attempt.dirtyRates().isEmpty() || attempt.throttle().isPresent();
    if (pagesExpected && attempt.status() == Status.COMPLETED && !told) {
      reading.problem(
          source,
          "a finished migration without Normal pages and Constant pages",
          "both, or looks while it ran: without them it tells nothing of the writes");
    }
  }

  private static void window(
      Reading reading, Optional<String> vm, String source, Attempt.ReportedRate rate) {
    reading
        .findings()
        .observe(
            new Observation.DirtyWindow(
                vm,
                source,
                new Window(rate.length(), new DataRate(rate.pagesPerSecond() * Vm.PAGE_BYTES)),
                Observation.Method.DIRTY_BITMAP,
                512,
                List.of(),
                false));
  }
}
