package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Guests that are known are moved by the kernel, their moves are watched as QEMU shows them, and
 * the guests are found again. The expectation is the move of the true guest, asked of the kernel.
 */
final class SeriesFitTest {

  private static final DataRate LIMIT = new DataRate(100e6);
  private static final DataRate WIRE = new DataRate(2.5e9);
  private static final HostProfile HOST = HostProfiles.named("server");

  /** Hot 4,000 pages, cold 80,000. */
  private static final Vm STRUCTURED =
      vm(
          new Workload.Fitted(
              List.of(
                  new Region(Pattern.RANDOM, 4_000, 30_000),
                  new Region(Pattern.RANDOM, 80_000, 9_000))));

  private static final Settings ASKED = Settings.defaults().withDraws(20);

  @Test
  void aGuestWithAHotPartMovesAsTheTrueOneAtHalfTheLimitAndThrottled() {
    Calibration all = calibrated(STRUCTURED, ASKED);
    WorkloadFit fit = all.vms().get(0).best().orElseThrow();
    assertThat(fit.basis()).isEqualTo(Basis.PASSES);
    assertThat(fit.quality().rootMeanSquareRatio()).isLessThan(0.1);

    var half = new DataRate(70e6);
    var throttled = MigrationOptions.none().withAutoConverge(true);
    Settings asked = ASKED.withSenderLimit(Optional.of(half)).withOptions(throttled);
    FitPrediction predicted = prediction(calibrated(STRUCTURED, asked));
    Outcome truth = move(STRUCTURED, half, throttled);

    assertThat(truth.downtime()).isPresent();
    assertThat(predicted.totalSeconds().value()).isCloseTo(seconds(truth), within(0.05));
  }

  /** The pause at ten times the rate of the passes says that those ran at a limit. */
  @Test
  void aPauseMuchFasterThanThePassesShowsALimit() {
    CalibratedVm vm = calibrated(STRUCTURED, ASKED).vms().get(0);
    Outcome truth = move(STRUCTURED, LIMIT, MigrationOptions.none());

    assertThat(vm.notes()).anyMatch(n -> n.contains("ran at a limit of 800 Mbit/s"));
    double pause = truth.downtime().map(Downtime::total).orElseThrow().toNanos() / 1e9;
    assertThat(prediction(calibrated(STRUCTURED, ASKED)).downtimeSeconds().value())
        .isCloseTo(pause, org.assertj.core.data.Offset.offset(0.015));
  }

  /** What is to be predicted changes nothing in what was seen. */
  @Test
  void theLinkToPredictIsNotTheLinkThatWasWatched() {
    List<Observation> seen = watched(STRUCTURED);
    Settings other = Settings.defaults().withLink(DataRate.gigabitsPerSecond(10)).withDraws(20);

    WorkloadFit there = Calibration.of(seen, other).vms().get(0).best().orElseThrow();
    WorkloadFit here = calibrated(STRUCTURED, ASKED).vms().get(0).best().orElseThrow();

    assertThat(there.classes()).isEqualTo(here.classes());
  }

  private static org.assertj.core.data.Percentage percent(double ratio) {
    return org.assertj.core.data.Percentage.withPercentage(ratio * 100);
  }

  private static org.assertj.core.data.Percentage within(double ratio) {
    return percent(ratio);
  }

  private static double seconds(Outcome outcome) {
    return outcome.record().total().toNanos() / 1e9;
  }

  private static FitPrediction prediction(Calibration calibration) {
    FitPrediction predicted = calibration.vms().get(0).predictions().get(Basis.PASSES);
    assertThat(predicted).isNotNull();
    return predicted;
  }

  private static Calibration calibrated(Vm vm, Settings asked) {
    return Calibration.of(watched(vm), asked);
  }

  private static Vm vm(Workload workload) {
    return new Vm("VM", ByteCount.gibibytes(2), 200_000, workload);
  }

  private static Outcome move(Vm vm, DataRate limit, MigrationOptions options) {
    return Kernel.run(
        HOST.on(Scenario.of(vm, Link.limited(WIRE, limit), "qemu-7.2").withOptions(options)),
        Engine.EXPECTED_COUNTS);
  }

  /** Looks just before and just after each reading of the dirty log, and at the end. */
  private static List<Observation> watched(Vm vm) {
    Outcome outcome = move(vm, LIMIT, MigrationOptions.none());
    List<Round> rounds = outcome.record().rounds();
    var polls = new ArrayList<MigrationPoll>();
    double raw = 0;
    double zero = 0;
    int syncs = 1;
    polls.add(look(Status.ACTIVE, 0.005, syncs, vm.pages(), 0, 0, Map.of()));
    for (Round round : rounds) {
      if (round.paused()) {
        break;
      }
      raw += round.sent().rawPages();
      zero += round.sent().zeroPages();
      double end = (round.start().toNanos() + round.duration().toNanos()) / 1e9;
      double waits = round.remainingPages() - round.newlyDirtyPages();
      polls.add(look(Status.ACTIVE, end - 0.001, syncs, waits, raw, zero, Map.of()));
      syncs++;
      polls.add(
          look(Status.ACTIVE, end + 0.001, syncs, round.remainingPages(), raw, zero, Map.of()));
    }
    double pages = outcome.record().sent().rawPages();
    double bytes = (pages - raw) * 4104;
    double pause = outcome.downtime().map(Downtime::total).orElseThrow().toNanos() / 1e9;
    polls.add(
        look(
            Status.COMPLETED,
            seconds(outcome),
            outcome.record().syncCount(),
            0,
            pages,
            zero,
            Map.of(Counter.DOWNTIME_SECONDS, pause, Counter.DOWNTIME_BYTES, bytes)));
    var record = WatchedMigrations.attempts(polls, Duration.ZERO).get(0);
    return List.of(
        new Observation.WatchedMigration(
            Optional.empty(), "made", WatchedMigrations.observed(record)));
  }

  private static MigrationPoll look(
      Status status,
      double seconds,
      int syncs,
      double remaining,
      double raw,
      double zero,
      Map<Counter, Double> more) {
    var counters = new EnumMap<Counter, Double>(Counter.class);
    counters.put(Counter.SETUP_SECONDS, 0.005);
    counters.put(Counter.SYNCS, (double) syncs);
    counters.put(Counter.MEMORY_BYTES, 2.0 * (1L << 30));
    counters.put(Counter.REMAINING_BYTES, remaining * 4096);
    counters.put(Counter.RAW_PAGES, raw);
    counters.put(Counter.ZERO_PAGES, zero);
    counters.put(Counter.BYTES_PER_SECOND, LIMIT.bytesPerSecond());
    counters.putAll(more);
    return new MigrationPoll(status, Duration.ofNanos(Math.round(seconds * 1e9)), counters);
  }
}
