package blackout.exhibit;

import blackout.calibrate.Attempt;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.Observation;
import blackout.calibrate.ObservedMigration;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What sources say of the migrations that were watched, a line each. */
public final class MigrationLines {

  /** More migrations than this are counted, not listed. */
  private static final int MOST = 20;

  private MigrationLines() {}

  /**
   * A line for each migration that was read from what a hypervisor or a log says, and for each
   * note.
   *
   * @param notes how something was understood
   */
  public static List<String> of(List<Observation> observations, List<String> notes) {
    var lines = new ArrayList<String>();
    int migrations = 0;
    for (Observation each : observations) {
      if (each instanceof Observation.WatchedMigration migration
          && migration.migration().record().isPresent()
          && ++migrations <= MOST) {
        lines.add(line(migration, migration.migration().record().orElseThrow()));
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

  private static String line(Observation.WatchedMigration migration, Attempt record) {
    ObservedMigration observed = migration.migration();
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
      parts.add(observed.passes().size() + " passes seen");
    } else if (observed.totals().isEmpty()) {
      parts.add("pages not told");
    }
    return migration.source()
        + migration.vm().map(vm -> ", " + vm).orElse("")
        + ": "
        + String.join(", ", parts);
  }

  private static String status(Attempt record) {
    return record.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> amount(
      Attempt record, Counter counter, String form, double scale) {
    return record.lastOf(counter).map(n -> String.format(Locale.ROOT, form, n * scale));
  }
}
