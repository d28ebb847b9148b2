package blackout.exhibit;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Finish;
import blackout.calibrate.FitPrediction;
import blackout.calibrate.WorkloadFit;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.calibrate.WorkloadFit.Estimate;
import blackout.inventory.Vm;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** The tables of workloads fitted to measurements. Intervals hold with 95 % confidence. */
public final class CalibrationTables {

  private record Row(CalibratedVm vm, WorkloadFit fit) {}

  private record Compared(CalibratedVm vm, Basis basis, FitPrediction predicted) {
    double totalOff() {
      return vm.observedTotal()
          .map(total -> predicted.totalSeconds().value() / Amounts.seconds(total) - 1)
          .orElse(Double.NaN);
    }

    double downtimeOffMillis() {
      return vm.observed()
          .map(o -> (predicted.downtimeSeconds().value() - Amounts.seconds(o.downtime())) * 1e3)
          .orElse(Double.NaN);
    }
  }

  private CalibrationTables() {}

  /** Every fit of every VM. */
  public static Table fits(Calibration calibration) {
    var rows = new ArrayList<Row>();
    for (CalibratedVm vm : calibration.vms()) {
      vm.fits().forEach(fit -> rows.add(new Row(vm, fit)));
    }
    return Table.create(
        "Fitted workloads",
        Tables.texts("VM", rows, r -> r.vm.name()),
        Tables.texts("From", rows, r -> r.fit.points().size() + " " + r.fit.basis().label()),
        Tables.texts("Working set", rows, r -> pages(r.fit.workingSetPages().value())),
        Tables.texts(
            "95 % interval",
            rows, r -> interval(r.fit.workingSetPages(), CalibrationTables::pages)),
        Tables.texts("Write rate", rows, r -> rate(r.fit.writesPerSecond().value())),
        Tables.texts(
            "95 % of it", rows, r -> interval(r.fit.writesPerSecond(), CalibrationTables::rate)),
        Tables.texts("Writes", rows, r -> r.fit.shape()),
        Tables.texts("Off (%)", rows, r -> ratio(r.fit.quality().rootMeanSquareRatio())),
        Tables.texts(
            "p", rows, r -> r.fit.quality().chiSquareP().map(CalibrationTables::p).orElse("-")),
        Tables.texts("Tells", rows, r -> r.fit.tells()),
        Tables.texts("Grade", rows, r -> r.vm.grade().name()));
  }

  /** The VMs of which only bounds are known. */
  public static Table bounds(Calibration calibration) {
    List<CalibratedVm> rows =
        calibration.vms().stream()
            .filter(vm -> vm.fits().isEmpty() && vm.touched().isPresent())
            .toList();
    return Table.create(
        "Bounds only: nothing says how fast these write",
        Tables.texts("VM", rows, CalibratedVm::name),
        Tables.texts("Memory", rows, vm -> vm.memory().map(Amounts::bytes).orElse("-")),
        Tables.texts(
            "Working set at most", rows, vm -> vm.touched().map(Amounts::bytes).orElse("-")),
        Tables.texts("Grade", rows, vm -> vm.grade().name()));
  }

  /** What a fit was made to, and what it says of each point; totals name their units themselves. */
  public static Table points(WorkloadFit fit) {
    List<WorkloadFit.Point> rows = fit.points();
    String unit = fit.basis() == Basis.TOTALS ? "" : " (pages)";
    return Table.create(
        "Measured and fitted",
        Tables.texts("What", rows, WorkloadFit.Point::what),
        Tables.doubles("Measured" + unit, "#,##0", rows, WorkloadFit.Point::measured),
        Tables.doubles("Fitted" + unit, "#,##0", rows, WorkloadFit.Point::fitted),
        Tables.doubles(
            "Off (%)",
            "+0.0;-0.0",
            rows,
            p -> p.measured() == 0 ? Double.NaN : (p.fitted() / p.measured() - 1) * 100));
  }

  /** What each fit says of a migration. */
  public static Table predictions(Calibration calibration) {
    var rows = new ArrayList<Row>();
    for (CalibratedVm vm : calibration.vms()) {
      vm.fits().stream()
          .filter(fit -> vm.predictions().containsKey(fit.basis()))
          .forEach(fit -> rows.add(new Row(vm, fit)));
    }
    return Table.create(
        "Predicted migrations",
        Tables.texts("VM", rows, r -> r.vm.name()),
        Tables.texts("From", rows, r -> r.fit.basis().label()),
        time("Takes", rows, FitPrediction::totalSeconds, false),
        time("95 % interval", rows, FitPrediction::totalSeconds, true),
        time("Downtime", rows, FitPrediction::downtimeSeconds, false),
        time("95 % of it", rows, FitPrediction::downtimeSeconds, true),
        Tables.texts("Completes", rows, r -> Amounts.percent(prediction(r).completesRatio())));
  }

  /** What was predicted and what was seen, where a migration was watched to its end. */
  public static Table comparison(Calibration calibration) {
    List<Compared> rows = compared(calibration);
    return Table.create(
        "Predicted against observed",
        Tables.texts("VM", rows, c -> c.vm.name()),
        Tables.texts("From", rows, c -> c.basis.label()),
        Tables.texts("Takes", rows, c -> seconds(c.predicted.totalSeconds().value())),
        Tables.texts("observed", rows, c -> observed(c, c.vm.observedTotal())),
        Tables.doubles("off (%)", "+0.0;-0.0", rows, c -> finite(c.totalOff() * 100)),
        Tables.texts("inside", rows, CalibrationTables::inside),
        Tables.texts("Downtime", rows, c -> seconds(c.predicted.downtimeSeconds().value())),
        Tables.texts(
            "observed downtime", rows, c -> observed(c, c.vm.observed().map(Finish::downtime))),
        Tables.doubles("off (ms)", "+#,##0;-#,##0", rows, c -> finite(c.downtimeOffMillis())));
  }

  /** The errors over several VMs, by what was fitted to. */
  public static Table errors(Calibration calibration) {
    List<Compared> all = compared(calibration);
    List<Basis> rows = Arrays.stream(Basis.values()).filter(b -> ended(all, b) > 1).toList();
    return Table.create(
        "Absolute errors",
        Tables.texts("From", rows, Basis::label),
        Tables.texts("VMs that ended", rows, b -> Long.toString(ended(all, b))),
        Tables.doubles(
            "Total, median (%)", "0.00", rows, b -> at(all, b, 0.5, Compared::totalOff) * 100),
        Tables.doubles(
            "90th percentile (%)", "0.00", rows, b -> at(all, b, 0.9, Compared::totalOff) * 100),
        Tables.doubles(
            "Downtime, median (ms)",
            "0.0",
            rows,
            b -> at(all, b, 0.5, Compared::downtimeOffMillis)),
        Tables.doubles(
            "90th percentile (ms)",
            "0.0",
            rows,
            b -> at(all, b, 0.9, Compared::downtimeOffMillis)));
  }

  private static List<Compared> compared(Calibration calibration) {
    var rows = new ArrayList<Compared>();
    for (CalibratedVm vm : calibration.vms()) {
      if (vm.observedTotal().isPresent() || vm.observedNever()) {
        vm.predictions().forEach((basis, p) -> rows.add(new Compared(vm, basis, p)));
      }
    }
    return rows;
  }

  private static long ended(List<Compared> all, Basis basis) {
    return all.stream().filter(c -> c.basis == basis && c.vm.observed().isPresent()).count();
  }

  private static double at(
      List<Compared> all, Basis basis, double ratio, Function<Compared, Double> error) {
    double[] sorted =
        all.stream()
            .filter(c -> c.basis == basis && c.vm.observed().isPresent())
            .mapToDouble(c -> Math.abs(error.apply(c)))
            .sorted()
            .toArray();
    double place = ratio * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return finite(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
  }

  private static FitPrediction prediction(Row row) {
    FitPrediction prediction = row.vm.predictions().get(row.fit.basis());
    if (prediction == null) {
      throw new AssertionError("rows without a prediction are left out");
    }
    return prediction;
  }

  private static tech.tablesaw.api.StringColumn time(
      String title, List<Row> rows, Function<FitPrediction, Estimate> what, boolean interval) {
    return Tables.texts(
        title,
        rows,
        r -> {
          Estimate estimate = what.apply(prediction(r));
          return interval && Double.isFinite(estimate.low())
              ? seconds(estimate.low()) + " to " + seconds(estimate.high())
              : seconds(estimate.value());
        });
  }

  private static String observed(Compared row, Optional<Duration> time) {
    return time.map(t -> Amounts.duration(t) + give(row.vm))
        .orElse(row.vm.observedNever() ? "never" : "not known");
  }

  private static String inside(Compared row) {
    Estimate predicted = row.predicted.totalSeconds();
    double give = Amounts.seconds(row.vm.resolution());
    double seconds = row.vm.observedTotal().map(Amounts::seconds).orElse(Double.POSITIVE_INFINITY);
    return predicted.low() <= seconds + give && seconds - give <= predicted.high() ? "yes" : "no";
  }

  private static String give(CalibratedVm vm) {
    return vm.resolution().isZero() ? "" : " +- " + Amounts.duration(vm.resolution());
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** An interval, or the bound that there is. */
  static String interval(Estimate estimate, Function<Double, String> text) {
    if (estimate.isBounded()) {
      return text.apply(estimate.low()) + " to " + text.apply(estimate.high());
    }
    if (Double.isFinite(estimate.high())) {
      return "at most " + text.apply(estimate.high());
    }
    return estimate.low() > 0 ? "at least " + text.apply(estimate.low()) : "not known";
  }

  private static String pages(double pages) {
    return Amounts.bytes(new ByteCount(Math.round(pages * Vm.PAGE_BYTES)));
  }

  private static String rate(double writesPerSecond) {
    return Amounts.rate(new DataRate(writesPerSecond * Vm.PAGE_BYTES));
  }

  private static String seconds(double seconds) {
    return Double.isFinite(seconds)
        ? Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)))
        : "never";
  }

  private static String ratio(double ratio) {
    return Amounts.decimal("0.0").format(ratio * 100);
  }

  private static String p(double chance) {
    return chance < 0.001 ? "< 0.001" : Amounts.decimal("0.000").format(chance);
  }
}
