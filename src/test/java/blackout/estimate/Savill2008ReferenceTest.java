package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import blackout.ReferenceTable;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise: the order of magnitude of quick migration as practitioners told it, within 15 %.
 *
 * <p>Sources: J. Savill, 2008, and a guide by Dell. Assumed: the storage, and what "a couple" and
 * "a few" are; see the file. So this shows that nothing large is missing, and no more.
 */
final class Savill2008ReferenceTest {

  private static final DataRate GIGABIT_ISCSI = DataRate.mebibytesPerSecond(128);

  private static List<NamedCsvRecord> rows() {
    return ReferenceTable.rows("savill-2008/statements.csv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theDowntimeIsAboutAsLongAsWasTold(NamedCsvRecord row) {
    var memory = ByteCount.mebibytes(number(row, "memory_mib"));

    Duration downtime =
        SavedState.ofAssignedMemory(memory, GIGABIT_ISCSI, GIGABIT_ISCSI).downtime().total();

    assertThat(downtime).isEqualTo(Duration.ofSeconds(number(row, "predicted_s")));
    assertThat(downtime.toSeconds() - number(row, "printed_s")).isEqualTo(number(row, "error_s"));
    assertThat(downtime.toSeconds()).isCloseTo(number(row, "printed_s"), withPercentage(15));
  }

  private static long number(NamedCsvRecord row, String field) {
    return Long.parseLong(row.getField(field));
  }
}
