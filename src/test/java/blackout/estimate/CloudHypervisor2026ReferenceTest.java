package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import blackout.ReferenceTable;
import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.UniformCoverage.DirtyLog;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Promises: Cloud Hypervisor's estimated downtime is the size of a round over the bandwidth of the
 * round before, to the truncated millisecond; and a guest whose working set saturates within a
 * round sends that set in every round, whatever its write rate.
 *
 * <p>Source: the log in Cloud Hypervisor pull request 7799, 6 Mar 2026. Nothing is fitted in the
 * first; in the second the working set is taken from iteration 1 and iterations 2 to 4 are
 * predicted. The write rate cannot be read from this log.
 */
final class CloudHypervisor2026ReferenceTest {

  private static final List<NamedCsvRecord> ROUNDS =
      ReferenceTable.rows("cloud-hypervisor-2026/rounds.csv");

  @Test
  void theEstimatedDowntimeIsThisRoundOverTheBandwidthOfTheOneBefore() {
    int checked = 0;
    for (int i = 1; i <= 3; i++) {
      DataRate before = DataRate.mebibytesPerSecond(number(ROUNDS.get(i - 1), "bw_mib_s"));

      // Printed sizes are whole MiB, rounded up; printed times are whole milliseconds, cut off.
      double most = millis(size(ROUNDS.get(i)), before);
      double least = most - millis(ByteCount.mebibytes(1), before);
      double printed = number(ROUNDS.get(i), "est_downtime_ms");
      assertThat(most).isGreaterThanOrEqualTo(printed);
      assertThat(least).isLessThan(printed + 1);
      checked++;
    }
    assertThat(checked).isEqualTo(3);
  }

  @Test
  void aSaturatedWorkingSetIsSentInEveryRound() {
    DataRate bandwidth = DataRate.mebibytesPerSecond(number(ROUNDS.get(1), "bw_mib_s"));
    var guest =
        new UniformCoverage(
            size(ROUNDS.get(0)),
            size(ROUNDS.get(1)),
            bandwidth.times(10),
            DirtyLog.RESET_AT_SYNC,
            Duration.ofMillis(57));

    PreCopyEstimate estimate = guest.estimate(bandwidth, Duration.ofMillis(300));

    assertThat(estimate).isInstanceOf(PreCopyEstimate.NeverConverges.class);
    CopyPass second = estimate.transfers().get(1);
    for (int i = 2; i <= 4; i++) {
      assertThat(second.bytes().bytes())
          .isCloseTo(size(ROUNDS.get(i)).bytes(), withPercentage(0.3));
    }
  }

  private static double millis(ByteCount amount, DataRate rate) {
    return RamOverBandwidth.of(amount, rate).total().toNanos() / 1e6;
  }

  private static ByteCount size(NamedCsvRecord row) {
    return ByteCount.mebibytes((long) number(row, "this_round_mib"));
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
