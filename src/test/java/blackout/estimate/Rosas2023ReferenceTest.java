package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import blackout.ReferenceTable;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Promise: the time to save a guest from the size of its image and the rate of the method, within
 * 0.5 %.
 *
 * <p>Source: F. Rosas (SUSE), qemu-devel, 30 Mar 2023; one guest of 32 GiB, 90 % used, saved in ten
 * ways. Fitted: the size of the image, from the slowest method of each table. The rows say little
 * more than time = size over rate; what they add is that the rate differs fifteenfold by method.
 */
final class Rosas2023ReferenceTest {

  private static final List<NamedCsvRecord> ROWS = ReferenceTable.rows("rosas-2023/save-side.csv");

  @Test
  void theOtherNineWaysToSaveFollowFromTheImageOfTheFirst() {
    List<NamedCsvRecord> stopped = table("single run");
    ByteCount image = image(stopped.get(0));

    assertThat(stopped).hasSize(10);
    assertThat(image.bytes()).isCloseTo(31_000_000_000L, withPercentage(0.5));
    assertThat(stopped.subList(1, 10)).allSatisfy(row -> assertSaveTime(image, row));
  }

  @Test
  void theSecondTableFollowsFromItsFirstRowExceptOneSlip() {
    List<NamedCsvRecord> averaged = table("guestperf");
    ByteCount image = image(averaged.get(0));

    assertThat(averaged).hasSize(14);
    assertThat(averaged.subList(1, 14))
        .filteredOn(row -> row.getField("trust").equals("ok"))
        .hasSize(12)
        .allSatisfy(row -> assertSaveTime(image, row));
    assertThat(averaged)
        .filteredOn(row -> row.getField("trust").equals("suspect"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(saveMillis(image, row)).isGreaterThan(1.08 * measuredMillis(row));
              assertStatedError(image, row);
            });
  }

  private static void assertSaveTime(ByteCount image, NamedCsvRecord row) {
    assertThat(saveMillis(image, row)).isCloseTo(measuredMillis(row), withPercentage(0.5));
    assertStatedError(image, row);
  }

  /** The file says of each row what is predicted, and how far off that is. */
  private static void assertStatedError(ByteCount image, NamedCsvRecord row) {
    double predicted = saveMillis(image, row);
    assertThat(String.format(Locale.ROOT, "%.0f", predicted))
        .isEqualTo(row.getField("predicted_ms"));
    assertThat(100 * (predicted / measuredMillis(row) - 1))
        .isCloseTo(Double.parseDouble(row.getField("error_percent")), within(0.006));
  }

  private static double saveMillis(ByteCount image, NamedCsvRecord row) {
    Duration save =
        SavedState.ofAssignedMemory(image, rate(row), rate(row)).downtime().part("save");
    return save.toNanos() / 1e6;
  }

  private static ByteCount image(NamedCsvRecord row) {
    return new ByteCount(Math.round(rate(row).bytesPerSecond() * measuredMillis(row) / 1000));
  }

  private static DataRate rate(NamedCsvRecord row) {
    return DataRate.bytesPerSecond(Double.parseDouble(row.getField("mb_per_s")) * 1e6);
  }

  private static double measuredMillis(NamedCsvRecord row) {
    return Double.parseDouble(row.getField("ms"));
  }

  private static List<NamedCsvRecord> table(String setup) {
    return ROWS.stream().filter(row -> row.getField("setup").startsWith(setup)).toList();
  }
}
