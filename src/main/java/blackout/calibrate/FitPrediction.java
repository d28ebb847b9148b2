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
import blackout.scenario.Scenario;
import java.util.List;
import java.util.function.Function;

/**
 * What a fitted guest does in a migration: the median over its draws, each predicted in expected
 * counts, and the interval that 95 % of them lie in. The interval is what the measurement leaves
 * open; how far off the prediction of a known guest is comes on top. Infinite stands for never.
 *
 * @param totalSeconds from the command to the end (s)
 * @param downtimeSeconds the pause (s)
 * @param completesRatio the share of the draws that complete
 */
public record FitPrediction(
    Estimate totalSeconds, Estimate downtimeSeconds, double completesRatio) {

  /**
   * @param scenario the question for a VM
   * @param vm the VM, whatever it writes
   * @param workload what the guest is if it writes a region: {@link Workload.Fitted} for an
   *     operating system
   */
  static FitPrediction of(
      WorkloadFit fit,
      Vm vm,
      Function<Vm, Scenario> scenario,
      Function<Region, Workload> workload) {
    List<Region> regions = fit.draws().isEmpty() ? fit.workload().regions() : fit.draws();
    List<Outcome> outcomes =
        regions.isEmpty()
            ? List.of(expect(vm, Workload.idle(), scenario))
            : regions.parallelStream()
                .map(r -> expect(vm, workload.apply(fitting(r, vm)), scenario))
                .toList();
    double completed = outcomes.stream().filter(o -> o.downtime().isPresent()).count();
    return new FitPrediction(
        estimate(outcomes.stream().map(FitPrediction::total).sorted().toList()),
        estimate(outcomes.stream().map(FitPrediction::downtime).sorted().toList()),
        completed / outcomes.size());
  }

  private static Region fitting(Region region, Vm vm) {
    return new Region(
        region.pattern(), Math.min(region.pages(), vm.residentPages()), region.writesPerSecond());
  }

  private static Outcome expect(Vm vm, Workload workload, Function<Vm, Scenario> scenario) {
    return Kernel.run(
        scenario.apply(new Vm(vm.name(), vm.memory(), vm.zeroPages(), workload)),
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

  /** Order statistics, not interpolated, because some are infinite. */
  private static Estimate estimate(List<Double> sorted) {
    return new Estimate(at(sorted, 0.5), at(sorted, 0.025), at(sorted, 0.975));
  }

  private static double at(List<Double> sorted, double ratio) {
    return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(sorted.size() * ratio)));
  }
}
