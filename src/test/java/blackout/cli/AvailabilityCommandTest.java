package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class AvailabilityCommandTest {

  private static final String ESTATE = "datasets/exclusive-disks-2008";

  @Test
  void theCalendarDecidesWhetherObjectivesAreKept() {
    Run usual = Run.of("availability", ESTATE);
    Run weekly = Run.of("availability", ESTATE, "--patch-cycles", "365", "--moves-per-cycle", "2");

    assertThat(usual.exit()).isZero();
    assertThat(usual.lastMessage()).isEqualTo("OBJECTIVES KEPT");
    // Three nines leave 525.6 min a year; sql-01 moves 730 times at 211.3 s, which is 2,571 min.
    // (525.6 * 60 - 54) / 211.3 = 148.99 moves.
    assertThat(weekly.exit()).isEqualTo(3);
    assertThat(weekly.out())
        .containsPattern("sql-01 +2,571\\.\\d +525\\.6 +at most 148 moves a year");
  }

  @Test
  void theStrategiesOfALaterClusterStandSideBySide() {
    String out = Run.of("availability", "datasets/cluster-2022").out();

    assertThat(out)
        .contains("saved state for all", "live for all", "live, low priority saved (usual)");
    // 64 GiB at 1500 MiB/s and 2000 MiB/s: 43.69 s + 32.77 s + 0.3 s = 76.76 s,
    // 24 times 30.70 min; a crash takes 303.5 s, every other year 2.53 min.
    assertThat(out).containsPattern("sql-01 +33\\.2 ");
  }

  @Test
  void jsonAndCsvHoldEveryVmAndStrategy() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(Run.of("availability", ESTATE, "--json", "-").out());
    Run csv = Run.of("availability", ESTATE, "--csv", "-");

    assertThat(json.at("/availability/vms")).hasSize(6);
    assertThat(csv.out().lines()).hasSize(1 + 6);
    assertThat(csv.out()).contains("sql-01,saved state for all,211.");
  }

  @Test
  void anImpossibleCalendarIsAUsageError() {
    Run run = Run.of("availability", ESTATE, "--crashes", "-1");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("-1");
  }

  @Test
  void whatCannotBeReadIsBadInput() {
    assertThat(Run.of("availability", "datasets/none.json").exit()).isEqualTo(5);
  }
}
