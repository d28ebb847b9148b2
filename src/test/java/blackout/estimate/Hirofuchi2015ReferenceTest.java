package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ReferenceTable;
import blackout.estimate.MeasuredCurvePreCopy.Point;
import blackout.estimate.PreCopyEstimate.Finishes;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise: what SimGrid 3.32 says of five cases over an ideal link, to all digits printed; and what
 * the rules posted for QEMU say of the same cases with a straight dirty curve, whose pages are 8 B
 * heavier.
 *
 * <p>Source: runs of SimGrid's live-migration plugin (Hirofuchi, L&egrave;bre, Pouilloux, IEEE
 * Transactions on Cloud Computing, 2015) and of an independent implementation of the posted rules.
 * Nothing is fitted. Both are models: this checks arithmetic.
 */
final class Hirofuchi2015ReferenceTest {

  private static final ByteCount MEMORY = ByteCount.gibibytes(4);
  private static final DataRate LINK = DataRate.gigabitsPerSecond(10);
  private static final Duration LIMIT = CappedLinearPreCopy.SIMGRID_DOWNTIME_LIMIT;

  /** SimGrid derives bytes from its clock. */
  private static final double SIMGRID_RELATIVE = 2e-8;

  private static List<NamedCsvRecord> rows() {
    return ReferenceTable.rows("hirofuchi-2015/ideal-link.csv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCappedLineIsSimGrid(NamedCsvRecord row) {
    var guest = new CappedLinearPreCopy(MEMORY, MEMORY, dirtyRate(row));

    PreCopyEstimate estimate = guest.estimate(LINK, LIMIT);

    assertAgrees(estimate, row, "simgrid", SIMGRID_RELATIVE);
    estimate
        .total()
        .ifPresent(
            t -> assertThat(seconds(t)).isCloseTo(number(row, "simgrid_total_s"), within(5e-7)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aStraightCurveIsQemusPostedRules(NamedCsvRecord row) {
    double pagesPerSecond = dirtyRate(row).bytesPerSecond() / 4096;
    var guest =
        new MeasuredCurvePreCopy(
            MEMORY.pages(4096),
            0,
            List.of(
                new Point(Duration.ofSeconds(1), pagesPerSecond),
                new Point(Duration.ofSeconds(2), 2 * pagesPerSecond)));

    PreCopyEstimate estimate = guest.estimate(LINK, LIMIT);

    assertAgrees(estimate, row, "curve", 1e-10);
    estimate
        .total()
        .ifPresent(
            t ->
                assertThat(number(row, "curve_total_s") - seconds(t))
                    .as("rounded up to a millisecond")
                    .isBetween(0.0, 0.001));
  }

  private static void assertAgrees(
      PreCopyEstimate estimate, NamedCsvRecord row, String tool, double bytesRelative) {
    if (row.getField(tool + "_total_s").isEmpty()) {
      assertThat(estimate).isInstanceOf(NeverConverges.class);
      return;
    }
    double bytes = number(row, tool + "_bytes");
    assertThat(estimate)
        .isInstanceOfSatisfying(
            Finishes.class,
            f -> {
              assertThat(f.pause().toNanos() / 1e6)
                  .isCloseTo(number(row, tool + "_downtime_ms"), within(0.000_5));
              assertThat(f.transfers()).hasSize((int) number(row, tool + "_transfers"));
              assertThat((double) f.sent().bytes()).isCloseTo(bytes, within(bytes * bytesRelative));
            });
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static DataRate dirtyRate(NamedCsvRecord row) {
    return LINK.times(number(row, "dirty_percent") / 100);
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
