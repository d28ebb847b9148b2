package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.MeasuredRun.LimitedBy;
import blackout.calibrate.MeasuredRun.MeasuredEnd;
import blackout.calibrate.MeasuredRun.MeasuredGuest;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Workload;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CoverageTest {

  /**
   * By hand: ten rows of 10 s predicted that were measured 1 to 10 ms later. The interval of each
   * reaches as far as the ninth of the nine others: all are inside but the latest, which the others
   * miss by a millisecond. The median reach is 10 ms, so the width is 20 ms of 10 s.
   */
  @Test
  void aRowIsHeldByTheMissesOfTheOthers() {
    var rows = new ArrayList<AccuracyRow>();
    for (int late = 1; late <= 10; late++) {
      rows.add(row(10_000 + late, 100 + late));
    }

    List<Coverage> coverage = Coverage.of(rows);

    assertThat(coverage).hasSize(1);
    assertThat(coverage.get(0).totalHeldRatio()).isEqualTo(0.9);
    assertThat(coverage.get(0).totalWidthRatio()).isCloseTo(0.002, within(1e-5));
    assertThat(coverage.get(0).downtimeHeldRatio()).isEqualTo(0.9);
    assertThat(coverage.get(0).downtimeWidthMillis()).isCloseTo(20, within(1e-6));
  }

  /**
   * By hand: of forty rows measured 1 to 40 ms late, the ends of an interval are the 2nd and the
   * 38th of the 39 others. Those of rows 1 and 2 begin at 3 ms, those of rows 39 and 40 end at 38
   * ms; the others hold their own, and most are from 2 to 39 ms wide: 37 of 10,000 ms.
   */
  @Test
  void ofManyRowsEachSideHasAnEndOfItsOwn() {
    var rows = new ArrayList<AccuracyRow>();
    for (int late = 1; late <= 40; late++) {
      rows.add(row(10_000 + late, 100 + late));
    }

    Coverage coverage = Coverage.of(rows).get(0);

    assertThat(coverage.totalHeldRatio()).isEqualTo(0.9);
    assertThat(coverage.totalWidthRatio()).isCloseTo(0.0037, within(1e-5));
    assertThat(coverage.downtimeHeldRatio()).isEqualTo(0.9);
    assertThat(coverage.downtimeWidthMillis()).isCloseTo(37, within(1e-6));
  }

  @Test
  void aFewRowsSayNothingOfNineInTen() {
    assertThat(Coverage.of(List.of(row(10_001, 101), row(10_002, 102)))).isEmpty();
  }

  private static AccuracyRow row(long totalMillis, long downtimeMillis) {
    var guest =
        new MeasuredGuest(40_960, 40_960, Optional.of(new Workload.Regions(List.of())), List.of());
    var run =
        new MeasuredRun(
            "row",
            Hypervisors.named("qemu-7.2"),
            guest,
            LimitedBy.WIRE,
            new DataRate(40_960_000),
            Duration.ofMillis(300),
            false,
            false,
            MigrationOptions.none(),
            Duration.ofSeconds(45),
            new MeasuredEnd(
                Optional.of(finish(totalMillis, downtimeMillis)), Optional.empty(), List.of()));
    return new AccuracyRow(
        "file",
        Model.KERNEL,
        run,
        new Prediction(Optional.of(finish(10_000, 100)), Optional.empty(), List.of(), 0));
  }

  private static Finish finish(long totalMillis, long downtimeMillis) {
    return new Finish(Duration.ofMillis(totalMillis), Duration.ofMillis(downtimeMillis), 3);
  }
}
