package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to migrate a VM, as it was read: nothing in it is computed or corrected.
 *
 * @param resolution how exactly its times are known; zero for to the millisecond
 * @param polls the looks at its counters in the order of time, at least one
 * @param passes passes whose pages and length the record itself states
 */
public record Attempt(
    Duration resolution, List<MigrationPoll> polls, List<DirtyCount.Logged> passes) {

  /** Less throttling than this is none: QEMU starts with a fifth. */
  private static final double LEAST_THROTTLE = 0.001;

  /**
   * The hypervisor's own count of newly dirty pages.
   *
   * @param pagesPerSecond the pages found newly dirty, a second
   * @param length the stretch it was counted over, as far as known
   */
  public record ReportedRate(double pagesPerSecond, Duration length) {}

  public Attempt {
    polls = List.copyOf(polls);
    passes = List.copyOf(passes);
    require(!polls.isEmpty(), "a migration that nobody looked at");
  }

  public MigrationPoll last() {
    return polls.get(polls.size() - 1);
  }

  /** How it ended; {@code ACTIVE} or {@code POST_COPY} if the end was not seen. */
  public Status status() {
    return last().status();
  }

  /** Whether memory was sent after the guest had moved. */
  public boolean postCopy() {
    return polls.stream().anyMatch(MigrationPoll::postCopy);
  }

  /** The most processor time taken from the guest, as a share; empty if none was. */
  public Optional<Double> throttle() {
    return largest(Counter.THROTTLE_RATIO).filter(share -> share >= LEAST_THROTTLE);
  }

  /** The most that the stream was allowed to carry, if the record says so. */
  public Optional<DataRate> limit() {
    return largest(Counter.LIMIT_BYTES_PER_SECOND).filter(r -> r > 0).map(DataRate::new);
  }

  /** The pause that was asked for, if the record says so: the last, since some raise it. */
  public Optional<Duration> downtimeLimit() {
    return lastOf(Counter.DOWNTIME_LIMIT_SECONDS)
        .filter(s -> s < 1e6)
        .map(s -> Duration.ofNanos(Math.round(s * 1e9)));
  }

  /**
   * What the stream carried while the guest was paused. QEMU sends without its limit then, so a
   * rate far above that of the passes says that those ran at a limit. Pauses under 2 ms are too
   * coarse.
   */
  public Optional<DataRate> pauseRate() {
    double seconds = last().counter(Counter.DOWNTIME_SECONDS).orElse(0.0);
    return last()
        .counter(Counter.DOWNTIME_BYTES)
        .filter(bytes -> bytes > 0 && seconds >= 0.002)
        .map(bytes -> new DataRate(bytes / seconds));
  }

  /**
   * The hypervisor's own dirty rates, each once. QEMU counts over at least a second, from one sync
   * to a later one; where passes take longer, their mean length since the look before stands for
   * the stretch.
   */
  public List<ReportedRate> dirtyRates() {
    var rates = new ArrayList<ReportedRate>();
    double before = 0;
    for (int i = 0; i < polls.size(); i++) {
      double rate = polls.get(i).counter(Counter.DIRTY_PAGES_PER_SECOND).orElse(0.0);
      if (rate > 0 && rate != before) {
        rates.add(new ReportedRate(rate, stretch(i)));
      }
      before = rate;
    }
    return rates;
  }

  private Duration stretch(int index) {
    MigrationPoll now = polls.get(index);
    MigrationPoll earlier = polls.get(Math.max(0, index - 1));
    int syncs = now.syncs().orElse(0) - earlier.syncs().orElse(0);
    double seconds = (now.elapsed().toNanos() - earlier.elapsed().toNanos()) / 1e9;
    return Duration.ofNanos(Math.round(Math.max(1, syncs > 0 ? seconds / syncs : 1) * 1e9));
  }

  private Optional<Double> largest(Counter counter) {
    return polls.stream().flatMap(p -> p.counter(counter).stream()).max(Double::compare);
  }

  /** The last value that any look had. */
  public Optional<Double> lastOf(Counter counter) {
    for (int i = polls.size() - 1; i >= 0; i--) {
      Optional<Double> value = polls.get(i).counter(counter);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }
}
