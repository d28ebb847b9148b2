package blackout.calibrate;

import blackout.calibrate.MigrationPoll.Counter;
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
   * Sent bytes are printed with three decimals of a GiB by some: less going back than this is none.
   */
  private static final double ROUNDING_RATIO = 0.01;

  /** Counters that never go back within one migration. */
  private static final List<Counter> RISING =
      List.of(Counter.SYNCS, Counter.RAW_PAGES, Counter.ZERO_PAGES, Counter.SENT_BYTES);

  /** The migrations that looks belong to, as {@link #attempts} tells them apart. */
  public static List<ObservedMigration> of(List<MigrationPoll> polls) {
    return attempts(polls, Duration.ZERO).stream().map(WatchedMigrations::observed).toList();
  }

  /**
   * Tells attempts apart: a new one begins after the end of one before, unless the same answer is
   * only repeated, and where the time, a counter that only rises, or the memory goes back.
   *
   * @param polls looks at one VM in the order in which they were taken
   * @param resolution how exactly their times are known
   */
  public static List<Attempt> attempts(List<MigrationPoll> polls, Duration resolution) {
    var attempts = new ArrayList<Attempt>();
    var current = new ArrayList<MigrationPoll>();
    for (MigrationPoll poll : polls) {
      if (!current.isEmpty() && current.get(current.size() - 1).status().isEnd()) {
        if (repeats(current.get(current.size() - 1), poll)) {
          continue;
        }
        attempts.add(new Attempt(resolution, current, List.of()));
        current.clear();
      } else if (!current.isEmpty() && goesBack(current.get(current.size() - 1), poll)) {
        attempts.add(new Attempt(resolution, current, List.of()));
        current.clear();
      }
      current.add(poll);
    }
    if (!current.isEmpty()) {
      attempts.add(new Attempt(resolution, current, List.of()));
    }
    return attempts;
  }

  /** Whether a look is the same end again, perhaps without its counters. */
  private static boolean repeats(MigrationPoll end, MigrationPoll poll) {
    return poll.status() == end.status()
        && (isBare(poll) || (poll.elapsed().equals(end.elapsed()) && !goesBack(end, poll)));
  }

  /** Whether nothing but the status was printed. */
  private static boolean isBare(MigrationPoll poll) {
    return poll.elapsed().isZero() && poll.counters().isEmpty();
  }

  private static boolean goesBack(MigrationPoll before, MigrationPoll after) {
    if (isBare(after)) {
      return false;
    }
    boolean counterBack =
        RISING.stream()
            .anyMatch(
                c ->
                    before.counter(c).isPresent()
                        && after.counter(c).isPresent()
                        && after.counter(c).get()
                            < before.counter(c).get()
                                * (c == Counter.SENT_BYTES ? 1 - ROUNDING_RATIO : 1));
    return counterBack || after.elapsed().compareTo(before.elapsed()) < 0;
  }

  /**
   * What an attempt tells of the guest and of the stream. After the guest has moved (post-copy)
   * nothing does: its writes are no longer sent again, and the stream sends what the guest asks
   * for. From the first throttling on the guest is not itself.
   */
  public static ObservedMigration observed(Attempt record) {
    MigrationPoll last = record.last();
    boolean postCopy = record.postCopy();
    Optional<Duration> total =
        Optional.of(last.elapsed()).filter(t -> last.completed() && !postCopy && t.toNanos() > 0);
    Optional<Finish> finish =
        total.flatMap(t -> last.downtime().map(d -> new Finish(t, d, last.syncs().orElse(0))));
    Optional<ObservedMigration.Totals> totals =
        total.isPresent()
                && record.throttle().isEmpty()
                && last.memoryPages().filter(m -> m > 0).isPresent()
            ? last.rawPages()
                .flatMap(
                    raw ->
                        last.zeroPages()
                            .map(
                                zero ->
                                    new ObservedMigration.Totals(
                                        last.memoryPages().orElseThrow(), raw, zero)))
            : Optional.empty();
    List<MigrationPoll> own =
        record.polls().stream()
            .takeWhile(p -> !p.postCopy() && p.counter(Counter.THROTTLE_RATIO).orElse(0.0) <= 0)
            .toList();
    var passes = new ArrayList<>(record.passes());
    passes.addAll(own.isEmpty() ? List.of() : passes(withSwitch(own, record)));
    return new ObservedMigration(
        passes,
        finish,
        total,
        record.resolution(),
        totals,
        postCopy ? rate(own) : rate(record.polls()),
        Optional.empty(),
        Optional.of(record));
  }

  /** The looks before a switch to post-copy, and the one that shows what its reading found. */
  private static List<MigrationPoll> withSwitch(List<MigrationPoll> own, Attempt record) {
    List<MigrationPoll> polls = record.polls();
    boolean switched = own.size() < polls.size() && polls.get(own.size()).postCopy();
    return switched ? polls.subList(0, own.size() + 1) : own;
  }

  /** The rate over all if the migration completed, else the median of those of the looks. */
  private static Optional<DataRate> rate(List<MigrationPoll> polls) {
    if (polls.isEmpty()) {
      return Optional.empty();
    }
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

  private static List<DirtyCount.Logged> passes(List<MigrationPoll> polls) {
    var passes = new ArrayList<DirtyCount.Logged>();
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
            new DirtyCount.Logged(
                seconds, dirty.orElseThrow(), waited, DirtyCount.Logged.USUAL_ERROR_RATIO));
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
