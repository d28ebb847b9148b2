package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.inventory.Vm;
import blackout.quantity.ByteCount;
import blackout.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fits to measurements made page by page of guests whose writes are known: the two numbers come
 * back within 5 %, where the measurement tells them at all, and it is said where it does not.
 */
final class CalibrationTest {

  private static final double RECOVERED = 0.05;

  private static final long WORKING_SET = 60_000;

  private static final double RATE = 12_000;

  private static final Vm GUEST = KernelMade.guest(WORKING_SET, RATE);

  /** Four windows of each of five lengths, 16,384 samples a GiB, so that chance is about 1.5 %. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void severalWindowsTellBothNumbers(long seed) {
    WorkloadFit fit =
        fit(
            KernelMade.windows(
                GUEST, 16_384, seed, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16,
                16),
            "qemu-7.2");

    assertThat(fit.workingSetPages().value() / WORKING_SET).isCloseTo(1, within(RECOVERED));
    assertThat(fit.writesPerSecond().value() / RATE).isCloseTo(1, within(RECOVERED));
    assertThat(fit.isIdentified()).isTrue();
    assertThat(fit.quality().chiSquareP().orElseThrow()).isGreaterThan(0.001);
  }

  /**
   * With QEMU's 512 samples a GiB. Of 40 intervals of 95 % confidence 38 are expected to hold the
   * truth; fewer than 35 would come by chance in one case of 70 (binomial).
   */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheyPromise() {
    int workingSets = 0;
    int rates = 0;
    for (long seed = 1; seed <= 40; seed++) {
      WorkloadFit fit = fit(KernelMade.windows(GUEST, 512, seed, 1, 2, 4, 8, 16), "qemu-7.2");
      workingSets += holds(fit.workingSetPages(), WORKING_SET);
      rates += holds(fit.writesPerSecond(), RATE);
    }

    assertThat(workingSets).isGreaterThanOrEqualTo(35);
    assertThat(rates).isGreaterThanOrEqualTo(35);
  }

  private static int holds(WorkloadFit.Estimate estimate, double truth) {
    return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyper-v-2008-r2", "qemu-7.2", "cloud-hypervisor-51"})
  void thePassesOfOneMigrationTellBothNumbers(String hypervisor) {
    for (long seed = 1; seed <= 4; seed++) {
      Scenario scenario = KernelMade.scenario(GUEST, hypervisor, 100, seed);

      WorkloadFit fit = fit(List.of(KernelMade.passes(scenario)), hypervisor);

      assertThat(fit.basis()).isEqualTo(Basis.PASSES);
      assertThat(fit.workingSetPages().value() / WORKING_SET).isCloseTo(1, within(RECOVERED));
      assertThat(fit.writesPerSecond().value() / RATE).isCloseTo(1, within(RECOVERED));
      assertThat(fit.isIdentified()).isTrue();
    }
  }

  /** Xen pauses after five rounds whatever is left, so its pause tells how the rounds shrank. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTotalsOfAMigrationOfFixedRoundsTellBothNumbers(long seed) {
    Vm busy = KernelMade.guest(WORKING_SET, 30_000);

    WorkloadFit fit =
        fit(List.of(KernelMade.totals(KernelMade.scenario(busy, "xen-v2", 100, seed))), "xen-v2");

    assertThat(fit.workingSetPages().value() / WORKING_SET).isCloseTo(1, within(RECOVERED));
    assertThat(fit.writesPerSecond().value() / 30_000).isCloseTo(1, within(RECOVERED));
    assertThat(fit.isIdentified()).isTrue();
  }

  /** QEMU pauses when the rest fits, so its pause tells nothing: the truth is in the interval. */
  @Test
  void theTotalsOfAMigrationThatStopsByItsLimitLeaveTheWorkingSetOpen() {
    WorkloadFit fit =
        fit(List.of(KernelMade.totals(KernelMade.scenario(GUEST, "qemu-7.2", 100, 1))), "qemu-7.2");

    assertThat(fit.isIdentified()).isFalse();
    assertThat(fit.remark().orElseThrow()).contains("leave the working set open");
    assertThat(fit.workingSetPages().low()).isLessThan(WORKING_SET);
    assertThat(fit.workingSetPages().high()).isGreaterThan(WORKING_SET);
    assertThat(fit.points().get(0).fitted() / fit.points().get(0).measured())
        .isCloseTo(1, within(RECOVERED));
  }

  @Test
  void aSingleWindowTellsOnlyADirtyRate() {
    WorkloadFit fit = fit(KernelMade.windows(GUEST, 512, 1, 1), "qemu-7.2");

    assertThat(fit.isIdentified()).isFalse();
    assertThat(fit.tells()).isEqualTo("dirty rate");
    assertThat(fit.remark().orElseThrow()).contains("dirty rate at that length and no more");
  }

  /** By hand: windows of at most 1 s see at most a fifth of the working set written. */
  @Test
  void shortWindowsDoNotTellAWorkingSetThatTheyDoNotFill() {
    WorkloadFit fit =
        fit(KernelMade.windows(KernelMade.guest(200_000, RATE), 4096, 1, 1, 1, 2, 2), "qemu-7.2");

    assertThat(fit.workingSetPages().high()).isInfinite();
    assertThat(fit.writesPerSecond().value() / RATE).isCloseTo(1, within(0.1));
  }

  @Test
  void longWindowsDoNotTellHowFastASmallWorkingSetIsWritten() {
    WorkloadFit fit =
        fit(KernelMade.windows(KernelMade.guest(20_000, 60_000), 4096, 2, 4, 8, 16), "qemu-7.2");

    assertThat(fit.workingSetPages().low()).isLessThan(20_000);
    assertThat(fit.workingSetPages().high()).isBetween(20_000.0, 25_000.0);
    assertThat(fit.writesPerSecond().high()).isInfinite();
    assertThat(fit.tells()).isEqualTo("working set");
  }

  @Test
  void aGuestThatNoWindowSawWritingIsIdleWithABoundOnItsRate() {
    WorkloadFit fit = fit(KernelMade.windows(KernelMade.guest(1, 0), 512, 1, 1, 4), "qemu-7.2");

    assertThat(fit.workload().regions()).isEmpty();
    // By hand: three hits of 512 pages each in 4 s.
    assertThat(fit.writesPerSecond().high()).isEqualTo(3 * 512 / 4.0);
  }

  @Test
  void theIntervalOfAPredictionHoldsTheTruth() {
    Scenario scenario = KernelMade.scenario(GUEST, "qemu-7.2", 100, 1);
    double total =
        blackout.kernel.Kernel.run(scenario, blackout.kernel.Engine.PAGE_BY_PAGE)
                .record()
                .total()
                .toNanos()
            / 1e9;

    CalibratedVm vm =
        calibrated(
            KernelMade.windows(GUEST, 4096, 1, 1, 2, 4, 8, 16),
            settings("qemu-7.2", Optional.of(scenario.link().wire())));
    FitPrediction predicted = vm.predictions().get(Basis.WINDOWS);

    assertThat(predicted).isNotNull();
    assertThat(total).isBetween(predicted.totalSeconds().low(), predicted.totalSeconds().high());
    assertThat(predicted.totalSeconds().high() / predicted.totalSeconds().low())
        .isBetween(1.05, 1.3);
    assertThat(predicted.completesRatio()).isBetween(0.9, 0.99);
  }

  @Test
  void theSameMeasurementsGiveTheSameFit() {
    List<Observation> windows = KernelMade.windows(GUEST, 512, 1, 1, 2, 4, 8);

    assertThat(fit(windows, "qemu-7.2")).isEqualTo(fit(windows, "qemu-7.2"));
  }

  private static WorkloadFit fit(List<Observation> observations, String hypervisor) {
    return calibrated(observations, settings(hypervisor, Optional.empty())).fits().get(0);
  }

  private static CalibratedVm calibrated(List<Observation> observations, Settings settings) {
    return Calibration.of(observations, settings).vms().get(0);
  }

  private static Settings settings(String hypervisor, Optional<blackout.quantity.DataRate> link) {
    Settings asked =
        Settings.defaults()
            .withMemory(Optional.of(ByteCount.gibibytes(1)))
            .withHypervisor(hypervisor)
            .withDraws(100);
    return link.map(wire -> asked.withLink(wire)).orElse(asked);
  }
}
