package blackout.report.json;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Finish;
import blackout.calibrate.FitPrediction;
import blackout.calibrate.WorkloadFit;
import blackout.ingest.WritesDoc;
import blackout.json.Description;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workloads fitted to measurements, for other programs. An end of an interval that does not exist
 * is null; so is a time that never comes. The object {@code writes} of a VM is what {@code
 * estate.json} has under the same key.
 */
@Description("Workloads fitted to measurements, and the migrations that they predict.")
public record CalibrationDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The VMs that were measured.") List<VmFits> vms,
    @Description("What in the input could not be used, one line each.") List<String> problems,
    @Description("What made this document.") ValidationDoc.Program provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-calibration/1";

  /** What was measured of a VM, and what fits it. */
  public record VmFits(
      @Description("The name of the VM, untrusted text.") String name,
      @Description("How sure the writes are: A measured, B inferred, C assumed.") String grade,
      @Description("What the grade means.") String gradeMeans,
      @Description("The assigned memory in bytes; null if nobody says.")
          @Nullable ByteCount memoryBytes,
      @Description("The pages of 4096 B that were seen to hold only zeros.") long zeroPages,
      @Description("The memory that the guest touched, in bytes; null if nobody says.")
          @Nullable ByteCount touchedBytes,
      @Description("What a watched migration carried, in bytes a second; null if none was.")
          @Nullable DataRate linkBytesPerSecond,
      @Description("What the best fit was made from; null if nothing fits.") @Nullable String best,
      @Description("The writes of the best fit, as an estate has them; null if nothing fits.")
          @Nullable WritesDoc writes,
      @Description("Every fit.") List<Fit> fits,
      @Description("What each migration that was read is, and what of it is in the fits.")
          List<String> notes,
      @Description("The migration that was watched; null if none was.")
          @Nullable Observed observed) {
    static VmFits of(CalibratedVm vm) {
      Optional<WorkloadFit> best = vm.best();
      return new VmFits(
          vm.name(),
          vm.grade().name(),
          vm.grade().meaning(),
          vm.memory().orElse(null),
          vm.zeroPages(),
          vm.touched().orElse(null),
          vm.link().orElse(null),
          best.map(f -> f.basis().label()).orElse(null),
          best.map(f -> WritesDoc.of(f)).orElse(null),
          vm.fits().stream().map(f -> Fit.of(f, vm.predictions().get(f.basis()))).toList(),
          sentences(vm),
          vm.observedTotal().map(total -> Observed.of(total, vm.observed())).orElse(null));
    }
  }

  private static List<String> sentences(CalibratedVm vm) {
    var notes = new ArrayList<String>();
    for (CalibratedVm.MigrationUse each : vm.attempts()) {
      notes.add("migration " + (notes.size() + 1) + ": " + each.ended() + "; " + each.use());
    }
    notes.addAll(vm.notes());
    return notes;
  }

  /** A workload fitted to measurements of one kind. */
  public record Fit(
      @Description("What it was made from.") String from,
      @Description("The order of the writes: random or sequential.") String pattern,
      @Description("How the writes are spread over the pages, in words.") String shape,
      @Description("The classes of pages; none for an idle guest.") List<PageClass> classes,
      @Description("The pages of 4096 B that are written at all.") Interval workingSetPages,
      @Description("The writes of a page, repeats included, each second.") Interval writesPerS,
      @Description("Whether the measurements say both of these.") boolean identified,
      @Description("What else there is to say; null if nothing.") @Nullable String remark,
      @Description("The root of the mean square of fitted less measured, a share of measured.")
          double rootMeanSquareRatio,
      @Description("How likely so large a misfit is by chance, 0 to 1; null if not known.")
          @Nullable Double chiSquareP,
      @Description("What was measured and what was fitted.") List<Point> points,
      @Description("The migration that it predicts; null without memory or link.")
          @Nullable Predicted prediction) {
    static Fit of(WorkloadFit fit, @Nullable FitPrediction prediction) {
      return new Fit(
          fit.basis().label(),
          fit.pattern().label(),
          fit.shape(),
          fit.classes().stream().map(c -> new PageClass(c.pages(), c.writesPerSecond())).toList(),
          Interval.of(fit.workingSetPages()),
          Interval.of(fit.writesPerSecond()),
          fit.isIdentified(),
          fit.remark().orElse(null),
          fit.quality().rootMeanSquareRatio(),
          fit.quality().chiSquareP().orElse(null),
          fit.points().stream()
              .map(p -> new Point(p.what(), finite(p.measured()), finite(p.fitted())))
              .toList(),
          prediction == null ? null : Predicted.of(prediction));
    }
  }

  /** Pages that are written alike. */
  public record PageClass(
      @Description("The pages of 4096 B.") long pages,
      @Description("The writes of all of them each second.") double writesPerS) {}

  /** What was measured and what was fitted. */
  public record Point(
      @Description("What was measured, with its unit.") String what,
      @Description("The measured value, in that unit.") @Nullable Double measured,
      @Description("The fitted value, in that unit.") @Nullable Double fitted) {}

  /** The migration that a fit predicts. */
  public record Predicted(
      @Description("From the command to the end, in seconds.") Interval totalS,
      @Description("The pause, in seconds.") Interval downtimeS,
      @Description("How likely it completes, 0 to 1; never surer than the record of such.")
          double completesRatio) {
    static Predicted of(FitPrediction p) {
      return new Predicted(
          Interval.of(p.totalSeconds()), Interval.of(p.downtimeSeconds()), p.completesRatio());
    }
  }

  /** The migration that was watched. */
  public record Observed(
      @Description("From the command to the end, in milliseconds.") Duration totalMs,
      @Description("The pause, in milliseconds; null if it is not known.")
          @Nullable Duration downtimeMs,
      @Description("How often the dirty log was read; null if it is not known.")
          @Nullable Integer syncs) {
    static Observed of(Duration total, Optional<Finish> finish) {
      return new Observed(
          total,
          finish.map(Finish::downtime).orElse(null),
          finish.map(Finish::syncCount).orElse(null));
    }
  }

  /** A value with its interval of 95 % confidence, in the unit of its key. */
  public record Interval(
      @Description("The value; null if it never comes.") @Nullable Double value,
      @Description("The low end; null if there is none.") @Nullable Double low,
      @Description("The high end; null if there is none.") @Nullable Double high,
      @Description("How likely the interval holds the value, 0 to 1.") double coverage) {
    static Interval of(WorkloadFit.Estimate e) {
      return new Interval(
          finite(e.value()), finite(e.low()), finite(e.high()), FitPrediction.COVERAGE);
    }
  }

  /**
   * Everything.
   *
   * @param program the name and version of the program
   */
  public static CalibrationDoc of(Calibration calibration, List<String> problems, String program) {
    return new CalibrationDoc(
        SCHEMA,
        calibration.vms().stream().map(VmFits::of).toList(),
        problems,
        new ValidationDoc.Program(program));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
