package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From samples of the performance counters of a live migration by Hyper-V to its passes. The
 * counters are those that public collectors read ("Transfer Pass: Number", "Transfer pass: Dirty
 * Page Count", "Transfer Pass: Is blackout"); what they mean is nowhere stated, so these are
 * assumptions: the count is of pages of 4096 B, and its largest value in a pass is what the pass
 * began with.
 *
 * <p>Samples come once a second, passes end in between. So the length of a pass is taken from what
 * it sends, where the stream's rate is known:
 *
 * <pre>  t(k) = d(k) 4096 B / B,   and d(k+1) pages were dirtied in it</pre>
 */
public final class HyperVPasses {

  /** Samples of the rate that a pass needs before its mean is believed: an assumption. */
  private static final int FEWEST_SAMPLES = 3;

  /** Samples that a pass needs before its length is taken from the clock: an assumption. */
  private static final int FEWEST_FOR_CLOCK = 10;

  /**
   * One reading of the counters.
   *
   * @param atSeconds when, counted from anything (s)
   * @param pass the number of the pass
   * @param dirtyPages the count of dirty pages
   * @param blackout whether the guest was paused
   * @param rate what was sent; empty if that counter was not recorded
   */
  public record Sample(
      double atSeconds, long pass, long dirtyPages, boolean blackout, Optional<DataRate> rate) {
    public Sample {
      require(pass >= 0, "number of a pass is negative: %s", pass);
      require(dirtyPages >= 0, "dirty pages are negative: %s", dirtyPages);
    }
  }

  private record Pass(double firstSeconds, int samples, long pages, boolean blackout) {}

  private HyperVPasses() {}

  /**
   * The migrations that samples belong to: a new one begins where the number of the pass goes back.
   *
   * @param samples of one VM in the order of time, without those in which no migration ran
   */
  public static List<ObservedMigration> of(List<Sample> samples) {
    var migrations = new ArrayList<ObservedMigration>();
    var current = new ArrayList<Sample>();
    for (Sample sample : samples) {
      if (!current.isEmpty() && sample.pass < current.get(current.size() - 1).pass) {
        migrations.add(one(current));
        current.clear();
      }
      current.add(sample);
    }
    if (!current.isEmpty()) {
      migrations.add(one(current));
    }
    return migrations;
  }

  private static ObservedMigration one(List<Sample> samples) {
    List<Pass> passes = passes(samples);
    Optional<DataRate> rate = rate(samples);
    double step =
        samples.size() < 2
            ? 1
            : (samples.get(samples.size() - 1).atSeconds - samples.get(0).atSeconds)
                / (samples.size() - 1);
    long paused = samples.stream().filter(Sample::blackout).count();
    Optional<Finish> finish =
        paused == 0 || step <= 0
            ? Optional.empty()
            : Optional.of(
                new Finish(seconds(samples.size() * step), seconds(paused * step), passes.size()));
    return new ObservedMigration(
        points(passes, rate),
        finish,
        finish.map(Finish::total),
        seconds(Math.max(0, step)),
        Optional.empty(),
        rate,
        Optional.empty());
  }

  private static List<Pass> passes(List<Sample> samples) {
    var passes = new ArrayList<Pass>();
    long number = -1;
    for (Sample sample : samples) {
      if (sample.pass == number) {
        Pass last = passes.remove(passes.size() - 1);
        passes.add(
            new Pass(
                last.firstSeconds,
                last.samples + 1,
                Math.max(last.pages, sample.dirtyPages),
                last.blackout || sample.blackout));
      } else {
        passes.add(new Pass(sample.atSeconds, 1, sample.dirtyPages, sample.blackout));
      }
      number = sample.pass;
    }
    return passes;
  }

  /** The median over the samples in which the guest ran and something was sent. */
  private static Optional<DataRate> rate(List<Sample> samples) {
    List<DataRate> rates =
        samples.stream()
            .filter(s -> !s.blackout)
            .flatMap(s -> s.rate.stream())
            .filter(r -> r.bytesPerSecond() > 0)
            .toList();
    return rates.size() < FEWEST_SAMPLES
        ? Optional.empty()
        : Optional.of(new DataRate(Percentiles.median(rates, DataRate::bytesPerSecond)));
  }

  private static List<DirtyCount.Logged> points(List<Pass> passes, Optional<DataRate> rate) {
    var points = new ArrayList<DirtyCount.Logged>();
    for (int i = 1; i < passes.size(); i++) {
      Pass pass = passes.get(i - 1);
      Pass next = passes.get(i);
      double seconds =
          rate.map(r -> pass.pages * (double) Vm.PAGE_BYTES / r.bytesPerSecond())
              .orElse(
                  pass.samples >= FEWEST_FOR_CLOCK ? next.firstSeconds - pass.firstSeconds : 0.0);
      if (seconds > 0 && next.pages > 0 && !pass.blackout) {
        points.add(DirtyCount.Logged.of(seconds, (double) next.pages));
      }
    }
    return points;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
