package blackout.calibrate;

import blackout.calibrate.WorkloadFit.Basis;
import blackout.calibrate.WorkloadFit.Estimate;
import blackout.calibrate.WorkloadFit.Quality;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/**
 * From what a finished migration sent in all to a guest that writes at random and would have made
 * it send that. The pages sent again tell how much it wrote; how often the dirty log was read, the
 * total time and the pause tell over what, more or less: a migration of few rounds leaves the
 * working set open.
 */
final class TotalsFitting {

  /** What a prediction in expected counts is off by, as a share: an assumption. */
  private static final double ERROR_RATIO = 0.02;

  /** The same of the number of syncs, which are whole: an assumption. */
  private static final double SYNC_ERROR = 0.5;

  /** The same of the pause (s), on top of the share: an assumption. */
  private static final double PAUSE_ERROR_SECONDS = 0.01;

  /** Half of the 95 % quantile of the chi-square distribution with one degree of freedom. */
  private static final double DROP = 1.92;

  private TotalsFitting() {}

  /**
   * @param scenario the question that the migration was, for a VM
   * @param workload what a guest is that writes a region
   */
  static Optional<WorkloadFit> fit(
      ObservedMigration migration,
      Function<Vm, Scenario> scenario,
      Function<List<Region>, Workload> workload,
      int draws,
      long seed) {
    if (migration.finish().isEmpty() || migration.totals().isEmpty()) {
      return Optional.empty();
    }
    Finish finish = migration.finish().get();
    ObservedMigration.Totals totals = migration.totals().get();
    double resent = totals.resentPages();
    if (resent < 1) {
      return Optional.empty();
    }
    double seconds = finish.total().toNanos() / 1e9;
    double resident = totals.residentPages();
    double[] workingSets = {
      Math.log(Math.max(1, Math.min(resident, resent / Math.max(2, finish.syncCount())) / 2)),
      Math.log(resident)
    };
    double[] rates = {Math.log(resent / seconds / 4), Math.log(resent / seconds * 60)};
    DoubleBinaryOperator likelihood =
        (w, r) -> likelihood(finish, totals, seen(totals, scenario, workload, w, r));
    Profile profile =
        Profile.of(
            likelihood, workingSets[0], workingSets[1], rates[0], rates[1], Profile.Care.COARSE);
    Profile.Point best = profile.best();
    double at = best.logLikelihood() > -8 ? profile.mean() : best.at();
    Region region = region(totals, at, profile.otherAt(at));
    List<Region> regions = draws(totals, profile, draws, seed);
    double[] interval = profile.interval(DROP);
    double pages = region.pages();
    Estimate workingSet =
        new Estimate(
            pages, Math.min(pages, Math.exp(interval[0])), Math.max(pages, Math.exp(interval[1])));
    Estimate rate =
        new Estimate(
            region.writesPerSecond(),
            Math.min(
                region.writesPerSecond(), Percentiles.of(regions, Region::writesPerSecond, 2.5)),
            Math.max(
                region.writesPerSecond(), Percentiles.of(regions, Region::writesPerSecond, 97.5)));
    List<WorkloadFit.Point> points =
        points(finish, totals, seen(totals, scenario, workload, at, profile.otherAt(at)));
    return Optional.of(
        new WorkloadFit(
            Basis.TOTALS,
            Pattern.RANDOM,
            workingSet,
            rate,
            new Quality(rootMeanSquare(points), Optional.empty()),
            points,
            WorkloadFit.single(regions),
            workingSet.isTold() && rate.isTold()
                ? Optional.empty()
                : Optional.of(
                    "the totals of one migration leave the working set open; watch its passes, or"
                        + " measure windows"),
            GuestShape.UNIFORM.label(),
            List.of(region)));
  }

  /** A guest of which no write was seen. */
  static WorkloadFit idle(String remark) {
    return new WorkloadFit(
        Basis.TOTALS,
        Pattern.RANDOM,
        new Estimate(0, 0, Double.POSITIVE_INFINITY),
        new Estimate(0, 0, Double.POSITIVE_INFINITY),
        new Quality(0, Optional.empty()),
        List.of(),
        List.of(),
        Optional.of(remark),
        "idle",
        List.of());
  }

  private static Region region(ObservedMigration.Totals totals, double logPages, double logRate) {
    long pages = Math.round(Math.exp(logPages));
    return new Region(
        Pattern.RANDOM, Math.max(1, Math.min(totals.residentPages(), pages)), Math.exp(logRate));
  }

  private static Outcome seen(
      ObservedMigration.Totals totals,
      Function<Vm, Scenario> scenario,
      Function<List<Region>, Workload> workload,
      double logPages,
      double logRate) {
    Vm vm =
        new Vm(
            "VM",
            new ByteCount(Math.multiplyExact(totals.memoryPages(), Vm.PAGE_BYTES)),
            totals.memoryPages() - totals.residentPages(),
            workload.apply(List.of(region(totals, logPages, logRate))));
    return Kernel.run(scenario.apply(vm), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  private static double resent(ObservedMigration.Totals totals, Outcome outcome) {
    return (double) outcome.record().sent().rawPages() - totals.residentPages();
  }

  private static double likelihood(
      Finish finish, ObservedMigration.Totals totals, Outcome outcome) {
    double measured = totals.resentPages();
    double sum = square((resent(totals, outcome) - measured) / (ERROR_RATIO * measured + 30));
    if (outcome.downtime().isEmpty()) {
      return -sum / 2 - 1000;
    }
    double total = finish.total().toNanos() / 1e9;
    sum += square((outcome.record().total().toNanos() / 1e9 - total) / (ERROR_RATIO * total));
    double pause = finish.downtime().toNanos() / 1e9;
    double predicted = outcome.downtime().map(Downtime::total).orElseThrow().toNanos() / 1e9;
    sum += square((predicted - pause) / (ERROR_RATIO * pause + PAUSE_ERROR_SECONDS));
    if (finish.syncCount() > 0) {
      sum += square((outcome.record().syncCount() - finish.syncCount()) / SYNC_ERROR);
    }
    return -sum / 2;
  }

  private static double square(double value) {
    return value * value;
  }

  private static List<WorkloadFit.Point> points(
      Finish finish, ObservedMigration.Totals totals, Outcome outcome) {
    var points = new ArrayList<WorkloadFit.Point>();
    points.add(
        new WorkloadFit.Point(
            "pages sent again", Optional.empty(), totals.resentPages(), resent(totals, outcome)));
    points.add(
        new WorkloadFit.Point(
            "total (ms)",
            Optional.empty(),
            finish.total().toNanos() / 1e6,
            outcome.record().total().toNanos() / 1e6));
    points.add(
        new WorkloadFit.Point(
            "downtime (ms)",
            Optional.empty(),
            finish.downtime().toNanos() / 1e6,
            outcome.downtime().map(d -> d.total().toNanos() / 1e6).orElse(Double.NaN)));
    points.add(
        new WorkloadFit.Point(
            "syncs", Optional.empty(), finish.syncCount(), outcome.record().syncCount()));
    return points;
  }

  private static double rootMeanSquare(List<WorkloadFit.Point> points) {
    double sum = 0;
    for (WorkloadFit.Point point : points) {
      double ratio = point.measured() == 0 ? 0 : point.fitted() / point.measured() - 1;
      sum += Double.isNaN(ratio) ? 1 : square(ratio);
    }
    return Math.sqrt(sum / points.size());
  }

  private static List<Region> draws(
      ObservedMigration.Totals totals, Profile profile, int count, long seed) {
    var random = new SplittableRandom(seed);
    var regions = new ArrayList<Region>();
    for (int i = 0; i < count; i++) {
      double[] draw = profile.draw((i + 0.5) / count, random.nextGaussian());
      regions.add(region(totals, draw[0], draw[1]));
    }
    return regions;
  }
}
