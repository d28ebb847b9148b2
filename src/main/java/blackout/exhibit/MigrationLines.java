package blackout.exhibit;

import blackout.calibrate.Attempt;
import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.Observation;
import blackout.calibrate.ObservedMigration;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What sources say of the migrations that were watched, a line each. */
public final class MigrationLines {

  /** More migrations than this are counted, not listed. */
  private static final int MOST = 20;

  private MigrationLines() {}

  /**
   * A line for each migration that was read, what of it is in the fits, and a line for each note.
   *
   * @param notes how something was understood
   */
  public static List<String> of(
      List<Observation> observations, List<String> notes, Calibration calibration) {
    var uses = new IdentityHashMap<ObservedMigration, String>();
    for (CalibratedVm vm : calibration.vms()) {
      vm.attempts().forEach(a -> uses.put(a.migration(), a.use()));
    }
    var lines = new ArrayList<String>();
    int migrations = 0;
    for (Observation each : observations) {
      if (each instanceof Observation.WatchedMigration migration && ++migrations <= MOST) {
        String use = uses.get(migration.migration());
        lines.add(line(migration) + (use == null ? "" : "; " + use));
      }
    }
    if (migrations > MOST) {
      lines.add(migrations - MOST + " more migrations");
    }
    lines.addAll(notes);
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static String line(Observation.WatchedMigration migration) {
    ObservedMigration observed = migration.migration();
    List<String> parts =
        observed.record().map(record -> parts(observed, record)).orElseGet(() -> parts(observed));
    return migration.source()
        + migration.vm().map(vm -> ", " + vm).orElse("")
        + ": "
        + String.join(", ", parts);
  }

  /** Of a migration that nobody looked at while it ran. */
  private static List<String> parts(ObservedMigration observed) {
    var parts = new ArrayList<String>();
    observed.total().ifPresent(total -> parts.add("took " + Amounts.duration(total)));
    observed.finish().ifPresent(f -> parts.add("paused " + Amounts.duration(f.downtime())));
    observed.rate().ifPresent(rate -> parts.add("carried " + Amounts.linkRate(rate)));
    if (!observed.passes().isEmpty()) {
      parts.add(passes(observed));
    }
    return parts.isEmpty() ? List.of("watched") : parts;
  }

  private static List<String> parts(ObservedMigration observed, Attempt record) {
    var parts = new ArrayList<String>();
    parts.add(record.postCopy() ? "post-copy, " + status(record) : status(record));
    record
        .lastOf(Counter.MEMORY_BYTES)
        .map(bytes -> new ByteCount(bytes.longValue()))
        .ifPresent(memory -> parts.add("memory " + Amounts.bytes(memory)));
    if (!record.polls().stream().allMatch(p -> p.elapsed().isZero())) {
      parts.add(
          (record.status().isEnd() ? "took " : "so far ")
              + Amounts.duration(
                  record.polls().stream()
                      .map(p -> p.elapsed())
                      .max((a, b) -> a.compareTo(b))
                      .orElseThrow()));
    }
    amount(record, Counter.DOWNTIME_SECONDS, "paused %.0f ms", 1000).ifPresent(parts::add);
    observed.rate().ifPresent(rate -> parts.add("carried " + Amounts.linkRate(rate)));
    amount(record, Counter.SENT_BYTES, "sent %.0f MiB", 1.0 / (1 << 20)).ifPresent(parts::add);
    amount(record, Counter.REMAINING_BYTES, "%.0f MiB left", 1.0 / (1 << 20)).ifPresent(parts::add);
    amount(record, Counter.SYNCS, "%.0f syncs", 1).ifPresent(parts::add);
    if (!record.dirtyRates().isEmpty()) {
      amount(record, Counter.DIRTY_PAGES_PER_SECOND, "dirty rate %.0f pages/s", 1)
          .filter(rate -> !rate.contains(" 0 "))
          .ifPresent(parts::add);
    }
    record
        .throttle()
        .ifPresent(t -> parts.add(String.format(Locale.ROOT, "throttled to %.0f %%", 100 * t)));
    record.limit().ifPresent(limit -> parts.add("limited to " + Amounts.linkRate(limit)));
    record.pauseRate().ifPresent(rate -> parts.add(Amounts.linkRate(rate) + " while paused"));
    if (!observed.passes().isEmpty()) {
      parts.add(passes(observed));
    } else if (observed.totals().isEmpty()) {
      parts.add("pages not told");
    }
    return parts;
  }

  private static String passes(ObservedMigration observed) {
    int passes = observed.passes().size();
    return passes + (passes == 1 ? " pass" : " passes") + " seen";
  }

  private static String status(Attempt record) {
    return record.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> amount(
      Attempt record, Counter counter, String form, double scale) {
    return record.lastOf(counter).map(n -> String.format(Locale.ROOT, form, n * scale));
  }
}
