package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Finish;
import blackout.calibrate.FitPrediction;
import blackout.calibrate.MeasuredRun;
import blackout.calibrate.WorkloadFit;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.MeasurementSource;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Fits to real measurements of QEMU 7.2 (datasets/qemu-7.2-measured): from the windows alone, which
 * were measured before the move; from the passes of the move; from its totals. What is reached
 * stands in the comments, and the bounds leave little room.
 */
final class MeasuredCalibrationReferenceTest {

  private static final Path FOLDER = Path.of("datasets/qemu-7.2-measured");

  private static final Calibration LINUX = calibration("linux.jsonl");

  private static Calibration calibration(String file) {
    return Calibration.of(
        MeasurementSource.load(FOLDER.resolve(file), SourceOptions.NONE).value().observations(),
        Calibration.Settings.defaults());
  }

  @Test
  void windowsAlonePredictTheMovesOfLinuxGuests() {
    List<Double> totals = errors(Basis.WINDOWS, MeasuredCalibrationReferenceTest::totalError);
    List<Double> pauses = errors(Basis.WINDOWS, MeasuredCalibrationReferenceTest::pauseErrorMillis);

    assertThat(totals).hasSize(9);
    assertThat(totals.get(4)).isLessThan(0.02); // median 1.1 %
    assertThat(totals.get(7)).isLessThan(0.06); // 90th percentile 5.4 %
    assertThat(pauses.get(4)).isLessThan(16); // median 13 ms
    assertThat(pauses.get(7)).isLessThan(45); // 90th percentile 41 ms
  }

  @Test
  void passesAndTotalsOfTheMoveTellMoreThanTheWindowsBefore() {
    assertThat(errors(Basis.PASSES, MeasuredCalibrationReferenceTest::totalError).get(4))
        .isLessThan(0.005); // 0.35 %
    assertThat(errors(Basis.TOTALS, MeasuredCalibrationReferenceTest::totalError).get(4))
        .isLessThan(0.005); // 0.34 %
  }

  @Test
  void theGuestsThatNeverEndedArePredictedSoAndNoSurerThanSuchVerdictsAre() {
    List<CalibratedVm> never = LINUX.vms().stream().filter(CalibratedVm::observedNever).toList();

    assertThat(never).hasSize(3);
    assertThat(never)
        .allSatisfy(
            vm ->
                assertThat(vm.predictions().values())
                    .isNotEmpty()
                    .allMatch(p -> p.completesRatio() > 0 && p.completesRatio() < 0.1));
  }

  /** The truth is what the guest program was told to write; 6 rows, at most 5 % off. */
  @Test
  void passesLeadBackToKnownRandomWritesWithinFivePercent() {
    Map<String, Region> truth =
        MeasuredRunFile.load(FOLDER.resolve("qemu-7.2.jsonl")).value().stream()
            .filter(run -> run.guest().writes().map(w -> w.regions().size() == 1).orElse(false))
            .filter(run -> region(run).pattern() == Pattern.RANDOM)
            .collect(Collectors.toMap(MeasuredRun::id, MeasuredCalibrationReferenceTest::region));
    var compared = new ArrayList<String>();
    for (CalibratedVm vm : calibration("qemu-7.2.jsonl").vms()) {
      Region written = truth.get(vm.name());
      for (WorkloadFit fit : vm.fits()) {
        if (written != null && fit.basis() == Basis.PASSES && fit.isIdentified()) {
          compared.add(vm.name());
          assertThat(fit.workingSetPages().value() / written.pages())
              .as(vm.name())
              .isCloseTo(1, within(0.05));
          assertThat(fit.writesPerSecond().value() / written.writesPerSecond())
              .as(vm.name())
              .isCloseTo(1, within(0.02));
        }
      }
    }

    assertThat(compared).hasSizeGreaterThanOrEqualTo(6);
  }

  private static Region region(MeasuredRun run) {
    return run.guest().writes().orElseThrow().regions().get(0);
  }

  private interface Error {
    double of(FitPrediction predicted, Finish observed);
  }

  private static List<Double> errors(Basis basis, Error error) {
    Function<CalibratedVm, Double> one =
        vm -> Math.abs(error.of(vm.predictions().get(basis), vm.observed().orElseThrow()));
    return LINUX.vms().stream().filter(vm -> vm.observed().isPresent()).map(one).sorted().toList();
  }

  private static double totalError(FitPrediction predicted, Finish observed) {
    return predicted.totalSeconds().value() / (observed.total().toNanos() / 1e9) - 1;
  }

  private static double pauseErrorMillis(FitPrediction predicted, Finish observed) {
    return predicted.downtimeSeconds().value() * 1e3 - observed.downtime().toNanos() / 1e6;
  }
}
