package blackout.calibrate;

import blackout.calibrate.WorkloadFit.Estimate;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Region;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a fitted guest does in a migration: the median over its draws on the usual hosts, each
 * predicted in expected counts, and the interval that holds the next such move with a stated
 * confidence. In the interval is what the measurement leaves open of the guest, what is open of the
 * hosts, and how far moves of known guests were off. Infinite stands for never.
 *
 * @param totalSeconds from the command to the end (s)
 * @param downtimeSeconds the pause (s)
 * @param completesRatio how likely it completes; never surer than the record of such verdicts
 */
public record FitPrediction(
    Estimate totalSeconds, Estimate downtimeSeconds, double completesRatio) {

  /** The confidence of the intervals. */
  public static final double COVERAGE = 0.95;

  /**
   * @param scenario the question for a VM on hosts
   * @param vm the VM, whatever it writes
   * @param host the hosts, with what is open of them
   * @param workload what the guest is if it writes classes of pages: {@link Workload.Fitted} for an
   *     operating system
   */
  static FitPrediction of(
      WorkloadFit fit,
      Vm vm,
      HostProfile host,
      BiFunction<Vm, HostProfile, Scenario> scenario,
      Function<List<Region>, Workload> workload,
      long seed) {
    List<List<Region>> guests = fit.draws().isEmpty() ? List.of(fit.classes()) : fit.draws();
    ModelError error = ModelError.of(fit.basis());
    int cases = guests.size() == 1 ? HOSTS : guests.size();
    List<Outcome> outcomes =
        IntStream.range(0, cases)
            .parallel()
            .mapToObj(
                i ->
                    expect(
                        vm,
                        workload.apply(fitting(guests.get(i % guests.size()), vm)),
                        drawn(host, seed + i),
                        scenario))
            .toList();
    List<Outcome> usual =
        IntStream.range(0, Math.min(guests.size(), MOST_USUAL))
            .parallel()
            .mapToObj(i -> i * guests.size() / Math.min(guests.size(), MOST_USUAL))
            .map(i -> expect(vm, workload.apply(fitting(guests.get(i), vm)), host, scenario))
            .toList();
    double completed = outcomes.stream().filter(o -> o.downtime().isPresent()).count();
    return new FitPrediction(
        estimate(usual, outcomes, FitPrediction::total, error::total, seed),
        estimate(usual, outcomes, FitPrediction::downtime, error::downtime, seed),
        error.completes(completed / outcomes.size()));
  }

  /** One of the hosts that are possible. */
  private static HostProfile drawn(HostProfile host, long seed) {
    var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L);
    Map<HostFigure, Double> deviations = new EnumMap<>(HostFigure.class);
    for (HostFigure figure : HostFigure.values()) {
      deviations.put(figure, random.nextGaussian());
    }
    return host.drawn(figure -> deviations.getOrDefault(figure, 0.0));
  }

  /** Later classes give way where the pages do not suffice. */
  private static List<Region> fitting(List<Region> classes, Vm vm) {
    var fitting = new ArrayList<Region>();
    long left = vm.residentPages();
    for (Region each : classes) {
      if (left > 0) {
        long pages = Math.min(each.pages(), left);
        fitting.add(new Region(each.pattern(), pages, each.writesPerSecond()));
        left -= pages;
      }
    }
    return fitting;
  }

  private static Outcome expect(
      Vm vm, Workload workload, HostProfile host, BiFunction<Vm, HostProfile, Scenario> scenario) {
    return Kernel.run(
        scenario.apply(new Vm(vm.name(), vm.memory(), vm.zeroPages(), workload), host),
        Engine.EXPECTED_COUNTS,
        Detail.TOTALS,
        List.of());
  }

  private static double total(Outcome outcome) {
    return outcome.downtime().isPresent()
        ? outcome.record().total().toNanos() / 1e9
        : Double.POSITIVE_INFINITY;
  }

  private static double downtime(Outcome outcome) {
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(d -> d.toNanos() / 1e9)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Each draw is missed as known guests are: a value for each of a few shares of such misses. */
  private static Estimate estimate(
      List<Outcome> usual,
      List<Outcome> outcomes,
      ToDoubleFunction<Outcome> time,
      BiFunction<Double, Double, Double> missed,
      long seed) {
    var random = new SplittableRandom(seed);
    var ends = new ArrayList<Double>();
    for (Outcome outcome : outcomes) {
      double value = time.applyAsDouble(outcome);
      for (int i = 0; i < MISSES; i++) {
        double share = (i + random.nextDouble()) / MISSES;
        ends.add(Double.isInfinite(value) ? value : missed.apply(value, share));
      }
    }
    List<Double> sorted = ends.stream().sorted().toList();
    double median = at(usual.stream().map(time::applyAsDouble).sorted().toList(), 0.5);
    return new Estimate(
        median,
        Math.min(median, at(sorted, (1 - COVERAGE) / 2)),
        Math.max(median, at(sorted, (1 + COVERAGE) / 2)));
  }

  /** Hosts that one guest is predicted on, and guests that are predicted on the usual hosts. */
  private static final int HOSTS = 100;

  private static final int MOST_USUAL = 100;

  /** Misses for each draw. */
  private static final int MISSES = 40;

  /** Order statistics, not interpolated, because some are infinite. */
  private static double at(List<Double> sorted, double ratio) {
    return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(sorted.size() * ratio)));
  }
}
