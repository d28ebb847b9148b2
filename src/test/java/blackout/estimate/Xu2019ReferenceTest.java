package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ReferenceTable;
import blackout.estimate.UniformCoverage.DirtyLog;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;

/**
 * Promise: with the bandwidth fitted to one way of reading the dirty log, the total time of the
 * other way is predicted within 15 %.
 *
 * <p>Source: P. Xu, qemu-devel, 16 May 2019: 10,240 MiB written at random at 900 MiB/s, downtime
 * limit 100 ms, limit "10 Gbps". Fitted: the bandwidth that was really reached, from the mean of
 * the five GET_DIRTY runs. Assumed: 300 MiB of other memory in round 0 (0 to 600 move the result by
 * half a second), and no time for reading the log; another assumption there changes the answer, as
 * the last test shows.
 */
final class Xu2019ReferenceTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  @Test
  void aPageClearedWhenItIsSentIsPredictedFromTheOtherMode() {
    double bandwidth = fittedMebibytes(DirtyLog.RESET_AT_SYNC, 58, Duration.ZERO);
    assertThat(bandwidth).as("fitted, 79 %% of nominal").isCloseTo(940, within(1.0));

    double predicted = total(DirtyLog.CLEARED_WHEN_SENT, bandwidth, Duration.ZERO);

    assertThat(predicted).isCloseTo(34.4, within(0.1));
    assertThat(ReferenceTable.rows("xu-2019/totals.csv"))
        .filteredOn(r -> r.getField("dirty_log_mode").equals("CLEAR_LOG"))
        .hasSize(20)
        .allSatisfy(
            r -> {
              double mean = Double.parseDouble(r.getField("mean_printed_s"));
              assertThat(predicted / mean - 1).isBetween(-0.15, -0.09);
            });
  }

  /** The other way round: +15 % of the mean of 58 s. */
  @Test
  void aLogResetAtTheSyncIsPredictedFromTheOtherMode() {
    double bandwidth = fittedMebibytes(DirtyLog.CLEARED_WHEN_SENT, 38.5, Duration.ZERO);
    assertThat(bandwidth).isCloseTo(925, within(1.0));

    double predicted = total(DirtyLog.RESET_AT_SYNC, bandwidth, Duration.ZERO);

    assertThat(predicted).isCloseTo(66.5, within(0.4));
    assertThat(predicted / 58 - 1).isCloseTo(0.15, within(0.01));
  }

  /** 10 Gbit/s is 1192 MiB/s; the moves never reached it. */
  @Test
  void atTheNominalBandwidthBothModesComeOutFarTooShort() {
    assertThat(total(DirtyLog.RESET_AT_SYNC, 1192, Duration.ZERO)).isCloseTo(23.0, within(0.1));
    assertThat(total(DirtyLog.CLEARED_WHEN_SENT, 1192, Duration.ZERO)).isCloseTo(16.2, within(0.1));
  }

  /**
   * With 10 and 20 ms per sync the fitted bandwidth rises and the prediction falls to 31.7 and 23.8
   * s: a cost that was not measured decides how good the agreement is.
   */
  @Test
  void anAssumedTimePerSyncWorsensThePrediction() {
    double with10 = fittedMebibytes(DirtyLog.RESET_AT_SYNC, 58, Duration.ofMillis(10));
    double with20 = fittedMebibytes(DirtyLog.RESET_AT_SYNC, 58, Duration.ofMillis(20));

    assertThat(with10).isCloseTo(985, within(1.0));
    assertThat(with20).isCloseTo(1074, within(1.0));
    assertThat(total(DirtyLog.CLEARED_WHEN_SENT, with10, Duration.ofMillis(10)))
        .isCloseTo(31.7, within(0.2));
    assertThat(total(DirtyLog.CLEARED_WHEN_SENT, with20, Duration.ofMillis(20)))
        .isCloseTo(23.8, within(0.2));
  }

  private static double fittedMebibytes(DirtyLog log, double seconds, Duration sync) {
    return new BrentSolver(1e-9).solve(100, b -> total(log, b, sync) - seconds, 905, 1300);
  }

  private static double total(DirtyLog log, double mebibytesPerSecond, Duration sync) {
    var guest =
        new UniformCoverage(
            ByteCount.mebibytes(10_240 + 300),
            ByteCount.mebibytes(10_240),
            DataRate.mebibytesPerSecond(900),
            log,
            sync);
    return guest
            .estimate(DataRate.mebibytesPerSecond(mebibytesPerSecond), LIMIT)
            .total()
            .orElse(Duration.ofDays(1)) // never; the fit has to look there too
            .toNanos()
        / 1e9;
  }
}
