package blackout.report;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Finish;
import blackout.calibrate.FitPrediction;
import blackout.calibrate.WorkloadFit;
import blackout.calibrate.WorkloadFit.Estimate;
import blackout.inventory.Grade;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workloads fitted to measurements, for other programs. An end of an interval that does not exist
 * is null; so is a time that never comes. The object {@code writes} of a VM is what {@code
 * estate.json} has under the same key.
 */
public final class CalibrationJson {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-calibration/1";

  private static final double MEBIBYTE_PAGES = 256;

  private CalibrationJson() {}

  /** Everything. */
  public static String of(Calibration calibration, List<String> problems, String program) {
    ObjectNode root = JsonReport.object();
    root.put("schema", SCHEMA);
    ArrayNode vms = root.putArray("vms");
    calibration.vms().forEach(vm -> vms.add(vm(vm)));
    ArrayNode wrong = root.putArray("problems");
    problems.forEach(wrong::add);
    root.putObject("provenance").put("program", program);
    return JsonReport.text(root);
  }

  /** The VMs as they stand in an {@code estate.json}, as far as measurements say. */
  public static String estatePart(Calibration calibration) {
    ObjectNode root = JsonReport.object();
    ArrayNode vms = root.putArray("vms");
    for (CalibratedVm vm : calibration.vms()) {
      vm.best().ifPresent(fit -> vms.add(estateVm(vm, fit)));
    }
    return JsonReport.text(root);
  }

  private static ObjectNode estateVm(CalibratedVm vm, WorkloadFit fit) {
    ObjectNode node = JsonReport.object();
    node.put("name", vm.name());
    vm.memory().ifPresent(m -> node.put("memory_mib", m.bytes() >> 20));
    vm.memory()
        .filter(m -> vm.zeroPages() > 0)
        .ifPresent(
            m ->
                node.put(
                    "zero_page_ratio",
                    Math.round(1e4 * vm.zeroPages() / m.pages(Vm.PAGE_BYTES)) / 1e4));
    node.set("writes", writes(fit));
    node.putObject("origins")
        .put(
            Origins.WRITES,
            (vm.grade() == Grade.A ? Origin.MEASURED : Origin.INFERRED).label()
                + ": fitted to "
                + fit.points().size()
                + " "
                + fit.basis().label());
    return node;
  }

  private static ObjectNode writes(WorkloadFit fit) {
    ObjectNode node = JsonReport.object();
    if (fit.workload().regions().isEmpty()) {
      return node.put("pattern", "idle");
    }
    return node.put("pattern", fit.pattern() == Workload.Pattern.RANDOM ? "steady" : "sequential")
        .put(
            "working_set_mib",
            Math.max(1, Math.round(fit.workingSetPages().value() / MEBIBYTE_PAGES)))
        .put("writes_per_s", Math.round(fit.writesPerSecond().value() * 10) / 10.0);
  }

  private static ObjectNode vm(CalibratedVm vm) {
    ObjectNode node = JsonReport.object();
    node.put("name", vm.name());
    node.put("grade", vm.grade().name());
    node.put("grade_means", vm.grade().meaning());
    node.put("memory_bytes", vm.memory().map(ByteCount::bytes).orElse(null));
    node.put("zero_pages", vm.zeroPages());
    node.put("touched_bytes", vm.touched().map(ByteCount::bytes).orElse(null));
    node.put("link_bytes_per_second", vm.link().map(l -> l.bytesPerSecond()).orElse(null));
    Optional<WorkloadFit> best = vm.best();
    node.put("best", best.map(f -> f.basis().label()).orElse(null));
    node.set("writes", best.map(CalibrationJson::writes).orElse(null));
    ArrayNode fits = node.putArray("fits");
    vm.fits().forEach(fit -> fits.add(fit(fit, vm.predictions().get(fit.basis()))));
    node.set("observed", vm.observedTotal().map(t -> observed(t, vm.observed())).orElse(null));
    return node;
  }

  private static ObjectNode fit(WorkloadFit fit, @Nullable FitPrediction prediction) {
    ObjectNode node = JsonReport.object();
    node.put("from", fit.basis().label());
    node.put("pattern", fit.pattern().name().toLowerCase(Locale.ROOT));
    node.set("working_set_pages", estimate(fit.workingSetPages()));
    node.set("writes_per_s", estimate(fit.writesPerSecond()));
    node.put("identified", fit.isIdentified());
    node.put("remark", fit.remark().orElse(null));
    node.put("root_mean_square_ratio", fit.quality().rootMeanSquareRatio());
    node.put("chi_square_p", fit.quality().chiSquareP().orElse(null));
    ArrayNode points = node.putArray("points");
    for (WorkloadFit.Point point : fit.points()) {
      ObjectNode each = points.addObject().put("what", point.what());
      each.put("measured", finite(point.measured()));
      each.put("fitted", finite(point.fitted()));
    }
    if (prediction == null) {
      node.putNull("prediction");
    } else {
      ObjectNode predicted = node.putObject("prediction");
      predicted.set("total_s", estimate(prediction.totalSeconds()));
      predicted.set("downtime_s", estimate(prediction.downtimeSeconds()));
      predicted.put("completes_ratio", prediction.completesRatio());
    }
    return node;
  }

  private static ObjectNode observed(Duration total, Optional<Finish> finish) {
    ObjectNode node = JsonReport.object().put("total_ms", JsonReport.millis(total));
    node.put("downtime_ms", finish.map(f -> JsonReport.millis(f.downtime())).orElse(null));
    return node.put("syncs", finish.map(Finish::syncCount).orElse(null));
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = JsonReport.object();
    node.put("value", finite(estimate.value()));
    node.put("low", finite(estimate.low()));
    node.put("high", finite(estimate.high()));
    return node;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
