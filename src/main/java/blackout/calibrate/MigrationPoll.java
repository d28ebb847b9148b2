package blackout.calibrate;

import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Optional;

/**
 * One look at the counters of a migration: QEMU's {@code query-migrate}, libvirt's {@code
 * domjobinfo}. A counter that was not printed is empty.
 *
 * @param completed whether the migration had completed
 * @param elapsed the time since its start
 * @param setup the part of it before the first page
 * @param downtime the pause, known at the end
 * @param syncs how often the dirty log had been read
 * @param memoryPages all pages of the guest
 * @param remainingPages the pages that waited to be sent
 * @param rawPages the pages sent whole so far
 * @param zeroPages the pages sent as a marker so far
 * @param rate what the stream carried lately, or over all at the end
 */
public record MigrationPoll(
    boolean completed,
    Duration elapsed,
    Optional<Duration> setup,
    Optional<Duration> downtime,
    Optional<Integer> syncs,
    Optional<Long> memoryPages,
    Optional<Long> remainingPages,
    Optional<Long> rawPages,
    Optional<Long> zeroPages,
    Optional<DataRate> rate) {

  /** Pages that left the sender so far, if both counts are known. */
  Optional<Long> sentPages() {
    return rawPages.flatMap(raw -> zeroPages.map(zero -> raw + zero));
  }
}
