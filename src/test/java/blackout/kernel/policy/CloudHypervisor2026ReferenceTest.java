package blackout.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ReferenceTable;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The per-round log of Cloud Hypervisor's pull request 7799 (reference/cloud-hypervisor-2026). */
final class CloudHypervisor2026ReferenceTest {

  private static final List<NamedCsvRecord> LOG =
      ReferenceTable.rows("cloud-hypervisor-2026/rounds.csv");

  private static final double MIB = 1 << 20;

  /** What the log calls saturated. */
  private static final long WORKING_SET_MIB = 5420;

  /** The rounds differ by 0.2 % from one another. */
  private static final Percentage SIZE = Percentage.withPercentage(0.3);

  /** A quarter of what the readings of the log take. */
  private static final Percentage TIME = Percentage.withPercentage(0.5);

  private static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }

  /** 6144 MiB at the mean bandwidth of the four rounds, with a working set that saturates. */
  private static Outcome simulated() {
    var workload = Workload.steady(WORKING_SET_MIB * 256, 4_000_000);
    var vm = new Vm("load", ByteCount.mebibytes(6144), 0, workload);
    var link = Link.wire(DataRate.mebibytesPerSecond(22_407 / (3.09 + 2.97 + 2.92 + 3.02)));
    return Kernel.run(Scenario.of(vm, link, "cloud-hypervisor-51"), Engine.PAGE_BY_PAGE);
  }

  @Test
  void theEstimateIsThePrintedOneFromTheRoundBeforeTruncated() {
    for (int i = 1; i <= 3; i++) {
      double estimate =
          CloudHypervisorStream.estimatedDowntimeMillis(
              number(LOG.get(i), "this_round_mib") * MIB, number(LOG.get(i - 1), "bw_mib_s") * MIB);

      // The size is rounded to whole MiB, which is 0.5 ms here.
      assertThat(estimate).isCloseTo(number(LOG.get(i), "est_downtime_ms") + 0.5, within(1.0));
    }
  }

  @Test
  void everyRoundSendsTheSizeInTheLog() {
    List<Round> rounds = simulated().record().rounds();

    for (NamedCsvRecord row : LOG) {
      Round round = rounds.get(Integer.parseInt(row.getField("iteration")));
      assertThat(round.sent().pages() / 256.0).isCloseTo(number(row, "this_round_mib"), SIZE);
    }
  }

  /**
   * The wire carries the mean rate, so only the sum can agree: it shows that the time to fetch the
   * log is right. Without it the four rounds would end 1.9 % too early.
   */
  @Test
  void theFirstFourRoundsAndTheirReadingsOfTheLogTakeAsLongAsInTheLog() {
    NamedCsvRecord third = LOG.get(3);
    double elapsed = number(third, "elapsed_s") + number(third, "overhead_ms") / 1000;

    assertThat(simulated().record().rounds().get(4).start().toNanos() / 1e9)
        .isCloseTo(elapsed, TIME);
  }

  /**
   * By the rules of that version: a sixth pass in the pause over the whole working set, because
   * nothing but the number of passes ends the rounds.
   */
  @Test
  void theSaturatedGuestIsForcedAndPausedForAWholePass() {
    Outcome outcome = simulated();

    assertThat(outcome).isInstanceOf(Outcome.Forced.class);
    assertThat(outcome.record().liveRounds()).isEqualTo(6);
    assertThat(outcome.downtime().orElseThrow().part("final copy").toMillis())
        .isBetween(2700L, 3100L);
  }
}
