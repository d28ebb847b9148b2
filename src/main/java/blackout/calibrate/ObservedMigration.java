package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One migration, as far as it was watched.
 *
 * @param passes the pages found dirty after each pass that was seen well enough, with its length
 * @param finish its end, empty if it was not seen or did not come
 * @param total from the command to the end, more than 0; known of some whose pause is not
 * @param resolution how exactly the times of the end are known; 0 for to the millisecond
 * @param totals what it sent in all
 * @param rate what the stream carried while the guest ran
 * @param run the row of a file of measured migrations that this is, if it is one
 * @param record the attempt as it was read, if it was read from what a hypervisor printed
 */
public record ObservedMigration(
    List<DirtyCount.Logged> passes,
    Optional<Finish> finish,
    Optional<Duration> total,
    Duration resolution,
    Optional<Totals> totals,
    Optional<DataRate> rate,
    Optional<MeasuredRun> run,
    Optional<Attempt> record) {

  /** A migration of which no record is kept. */
  public ObservedMigration(
      List<DirtyCount.Logged> passes,
      Optional<Finish> finish,
      Optional<Duration> total,
      Duration resolution,
      Optional<Totals> totals,
      Optional<DataRate> rate,
      Optional<MeasuredRun> run) {
    this(passes, finish, total, resolution, totals, rate, run, Optional.empty());
  }

  /**
   * What a migration sent in all.
   *
   * @param memoryPages all pages of the guest
   * @param rawPages the pages sent whole, each time counted
   * @param zeroPages the pages sent as a marker
   */
  public record Totals(long memoryPages, long rawPages, long zeroPages) {
    public Totals {
      require(
          memoryPages >= 1 && rawPages >= 0 && zeroPages >= 0,
          "totals are no counts: %s pages of memory, %s whole, %s zero",
          memoryPages,
          rawPages,
          zeroPages);
    }

    /**
     * The pages that are not zero, at least 1: a page counts as zero as often as it was sent so.
     */
    public long residentPages() {
      return Math.max(1, memoryPages - Math.min(memoryPages - 1, zeroPages));
    }

    /** The pages sent again. */
    public long resentPages() {
      return Math.max(0, rawPages - residentPages());
    }
  }

  /**
   * The migration of a row of a file of measured migrations.
   *
   * <p>QEMU counts newly dirty pages since it last evaluated them, which it does at a sync more
   * than a second after the last evaluation; so a count is the difference to that of the sync
   * before unless that one was evaluated. While the guest runs, as much waits to be sent as fits
   * the downtime limit; the length of a step (50 ms) makes it less, by half a step on average.
   */
  public static ObservedMigration of(MeasuredRun run, Optional<Totals> totals) {
    double hidden =
        run.rate().bytesPerSecond()
            * Math.max(0, run.downtimeLimit().toNanos() / 1e9 - 0.025)
            / Vm.PAGE_BYTES;
    var passes = new ArrayList<DirtyCount.Logged>();
    List<MeasuredRun.Sync> syncs = run.autoConverge() ? List.of() : run.measured().syncs();
    double evaluated = 0;
    long counted = 0;
    for (int i = 1; i < syncs.size() - 1; i++) {
      double at = syncs.get(i).at().toNanos() / 1e9;
      double seconds = at - syncs.get(i - 1).at().toNanos() / 1e9;
      long fresh = syncs.get(i).dirtyPages() - counted;
      if (seconds > 0.02 && fresh > 0) {
        passes.add(
            new DirtyCount.Logged(
                seconds, fresh, i == 1 ? 0 : hidden, DirtyCount.Logged.USUAL_ERROR_RATIO));
      }
      boolean evaluates = at - evaluated > 1;
      counted = evaluates ? 0 : syncs.get(i).dirtyPages();
      evaluated = evaluates ? at : evaluated;
    }
    return new ObservedMigration(
        passes,
        run.measured().finish(),
        run.measured().finish().map(Finish::total),
        Duration.ZERO,
        run.autoConverge() ? Optional.empty() : totals,
        Optional.of(run.rate()),
        Optional.of(run));
  }

  public ObservedMigration {
    passes = List.copyOf(passes);
  }
}
