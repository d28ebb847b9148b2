package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One look at the counters of a migration: QEMU's {@code query-migrate}, libvirt's {@code
 * domjobinfo}, a line of a log.
 *
 * @param status how far it was
 * @param elapsed the time since its start
 * @param counters what was printed, each at least 0; a counter that was not printed is not there
 */
public record MigrationPoll(Status status, Duration elapsed, Map<Counter, Double> counters) {

  /** How far a migration was when it was looked at. */
  public enum Status {
    ACTIVE,
    /** The guest ran at the destination already, its memory not yet all there. */
    POST_COPY,
    COMPLETED,
    CANCELLED,
    FAILED;

    /** Whether nothing more comes of this attempt. */
    public boolean isEnd() {
      return this != ACTIVE && this != POST_COPY;
    }
  }

  /** What hypervisors print of a migration, with its unit. */
  public enum Counter {
    /** Seconds before the first page. */
    SETUP_SECONDS,
    /** Seconds of the pause, known at the end. */
    DOWNTIME_SECONDS,
    /** Seconds of pause that the hypervisor expected if it stopped the guest now. */
    EXPECTED_DOWNTIME_SECONDS,
    /** How often the dirty log was read. */
    SYNCS,
    /** All memory of the guest, in bytes. */
    MEMORY_BYTES,
    /** What waited to be sent. */
    REMAINING_BYTES,
    /** What was sent so far, markers and headers included. */
    SENT_BYTES,
    /** Pages sent whole so far. */
    RAW_PAGES,
    /** Pages sent as a marker so far. */
    ZERO_PAGES,
    /** What the stream carried lately, or over all at the end. */
    BYTES_PER_SECOND,
    /** Pages found newly dirty, by the hypervisor's own count. */
    DIRTY_PAGES_PER_SECOND,
    /** The share of processor time taken from the guest, 0 to 1. */
    THROTTLE_RATIO,
    /** Pages that the guest asked for after it had moved. */
    POST_COPY_REQUESTS,
    /** Bytes sent after the guest had moved. */
    POST_COPY_BYTES,
    /** Bytes sent while the guest was paused. */
    DOWNTIME_BYTES,
    /** The most that the stream was allowed to carry, bytes a second. */
    LIMIT_BYTES_PER_SECOND,
    /** The pause that was asked for. */
    DOWNTIME_LIMIT_SECONDS
  }

  public MigrationPoll {
    require(!elapsed.isNegative(), "elapsed time is negative: %s", elapsed);
    var copy = new EnumMap<Counter, Double>(Counter.class);
    copy.putAll(counters);
    copy.forEach((name, n) -> require(n >= 0, "%s is not at least 0: %s", name, n));
    counters = Collections.unmodifiableMap(copy);
  }

  /** Whether the migration had completed. */
  public boolean completed() {
    return status == Status.COMPLETED;
  }

  public Optional<Double> counter(Counter counter) {
    return Optional.ofNullable(counters.get(counter));
  }

  Optional<Duration> setup() {
    return seconds(Counter.SETUP_SECONDS);
  }

  Optional<Duration> downtime() {
    return seconds(Counter.DOWNTIME_SECONDS);
  }

  Optional<Integer> syncs() {
    return counter(Counter.SYNCS).filter(n -> n <= Integer.MAX_VALUE).map(Double::intValue);
  }

  Optional<Long> memoryPages() {
    return pages(Counter.MEMORY_BYTES);
  }

  Optional<Long> remainingPages() {
    return pages(Counter.REMAINING_BYTES);
  }

  Optional<Long> rawPages() {
    return counter(Counter.RAW_PAGES).map(Double::longValue);
  }

  Optional<Long> zeroPages() {
    return counter(Counter.ZERO_PAGES).map(Double::longValue);
  }

  /** What the stream carried, if it carried anything. */
  Optional<DataRate> rate() {
    return counter(Counter.BYTES_PER_SECOND).filter(r -> r > 0).map(DataRate::new);
  }

  /** Pages that left the sender so far, if both counts are known. */
  Optional<Long> sentPages() {
    return rawPages().flatMap(raw -> zeroPages().map(zero -> raw + zero));
  }

  /** Whether pages were sent after the guest had moved. */
  boolean postCopy() {
    return status == Status.POST_COPY
        || counter(Counter.POST_COPY_REQUESTS).orElse(0.0) > 0
        || counter(Counter.POST_COPY_BYTES).orElse(0.0) > 0;
  }

  private Optional<Long> pages(Counter bytes) {
    return counter(bytes).map(n -> (long) (n / Vm.PAGE_BYTES));
  }

  private Optional<Duration> seconds(Counter seconds) {
    return counter(seconds).filter(s -> s < 1e9).map(s -> Duration.ofNanos(Math.round(s * 1e9)));
  }
}
