package blackout.calibrate;

import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From looks at the counters of migrations to what happened in their passes.
 *
 * <p>Between two looks pages are neither lost nor made:
 *
 * <pre>  newly dirty = change of what remains + pages sent</pre>
 *
 * <p>so if the dirty log was read once between them, the pages that it found are known exactly.
 * When it was read is known to the time between the looks, and the middle is taken.
 */
public final class WatchedMigrations {

  /** The longest time between two looks, as a share of the pass that ended between them. */
  private static final double COARSEST_RATIO = 0.2;

  private WatchedMigrations() {}

  /**
   * The migrations that looks belong to: a new one begins where the time goes back.
   *
   * @param polls looks at one VM in the order in which they were taken
   */
  public static List<ObservedMigration> of(List<MigrationPoll> polls) {
    var migrations = new ArrayList<ObservedMigration>();
    var current = new ArrayList<MigrationPoll>();
    for (MigrationPoll poll : polls) {
      if (!current.isEmpty()
          && poll.elapsed().compareTo(current.get(current.size() - 1).elapsed()) < 0) {
        migrations.add(one(current));
        current.clear();
      }
      current.add(poll);
    }
    if (!current.isEmpty()) {
      migrations.add(one(current));
    }
    return migrations;
  }

  private static ObservedMigration one(List<MigrationPoll> polls) {
    MigrationPoll last = polls.get(polls.size() - 1);
    Optional<Duration> total =
        Optional.of(last.elapsed()).filter(t -> last.completed() && t.toNanos() > 0);
    Optional<Finish> finish =
        total.flatMap(t -> last.downtime().map(d -> new Finish(t, d, last.syncs().orElse(0))));
    Optional<ObservedMigration.Totals> totals =
        last.completed() && last.memoryPages().filter(m -> m > 0).isPresent()
            ? last.rawPages()
                .flatMap(
                    raw ->
                        last.zeroPages()
                            .map(
                                zero ->
                                    new ObservedMigration.Totals(
                                        last.memoryPages().orElseThrow(), raw, zero)))
            : Optional.empty();
    return new ObservedMigration(
        passes(polls), finish, total, Duration.ZERO, totals, rate(polls), Optional.empty());
  }

  /** The rate over all if the migration completed, else the median of those of the looks. */
  private static Optional<DataRate> rate(List<MigrationPoll> polls) {
    MigrationPoll last = polls.get(polls.size() - 1);
    if (last.completed() && last.rate().filter(r -> r.bytesPerSecond() > 0).isPresent()) {
      return last.rate();
    }
    List<DataRate> rates =
        polls.stream().flatMap(p -> p.rate().stream()).filter(r -> r.bytesPerSecond() > 0).toList();
    return rates.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataRate(Percentiles.median(rates, DataRate::bytesPerSecond)));
  }

  private static List<Evidence.Logged> passes(List<MigrationPoll> polls) {
    var passes = new ArrayList<Evidence.Logged>();
    MigrationPoll first = polls.get(0);
    double started =
        first.syncs().orElse(0) == 1
            ? first.setup().orElse(Duration.ZERO).toNanos() / 1e9
            : Double.NaN;
    for (int i = 1; i < polls.size(); i++) {
      MigrationPoll before = polls.get(i - 1);
      MigrationPoll after = polls.get(i);
      int syncs = after.syncs().orElse(0) - before.syncs().orElse(0);
      if (syncs == 0 || after.completed()) {
        continue;
      }
      double from = before.elapsed().toNanos() / 1e9;
      double to = after.elapsed().toNanos() / 1e9;
      double middle = (from + to) / 2;
      double seconds = middle - started;
      Optional<Double> dirty = newlyDirty(before, after);
      if (syncs == 1
          && seconds > 0
          && (to - from) <= COARSEST_RATIO * seconds
          && dirty.filter(d -> d > 0).isPresent()) {
        double waited =
            passes.isEmpty() && before.syncs().orElse(0) <= 1 ? 0 : waiting(before, after);
        passes.add(
            new Evidence.Logged(
                seconds, dirty.orElseThrow(), waited, Evidence.Logged.USUAL_ERROR_RATIO));
      }
      started = syncs == 1 ? middle : Double.NaN;
    }
    return passes;
  }

  /**
   * What still waited when the dirty log was read: what waited at the look before, less half of
   * what was sent until the look after. Of the first pass it is not known to be written memory.
   */
  private static double waiting(MigrationPoll before, MigrationPoll after) {
    double sent = after.sentPages().orElse(0L) - before.sentPages().orElse(0L);
    return Math.max(0, before.remainingPages().orElse(0L) - sent / 2);
  }

  private static Optional<Double> newlyDirty(MigrationPoll before, MigrationPoll after) {
    if (before.remainingPages().isEmpty()
        || after.remainingPages().isEmpty()
        || before.sentPages().isEmpty()
        || after.sentPages().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (double) after.remainingPages().get()
            - before.remainingPages().get()
            + after.sentPages().get()
            - before.sentPages().get());
  }
}
