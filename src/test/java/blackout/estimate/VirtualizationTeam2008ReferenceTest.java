package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ReferenceTable;
import blackout.outcome.Downtime;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise: all 15 cells of the quick-migration table of 2008, to the printed second.
 *
 * <p>Source: virtualizationteam.com, 29 Sep 2008, restating a table that was not reached itself.
 * Nothing is fitted, and nothing is proved about real hosts: the table is twice the memory over the
 * line rate, so this checks the formula.
 */
final class VirtualizationTeam2008ReferenceTest {

  private static List<NamedCsvRecord> rows() {
    return ReferenceTable.rows("virtualizationteam-2008/quick-migration.csv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theDowntimeIsThePrintedOne(NamedCsvRecord row) {
    DataRate link = DataRate.mebibytesPerSecond(Double.parseDouble(row.getField("link_mib_s")));
    var memory = ByteCount.mebibytes(Long.parseLong(row.getField("memory_mib")));

    Downtime downtime = SavedState.ofAssignedMemory(memory, link, link).downtime();

    assertThat(printed(downtime.total())).isEqualTo(row.getField("printed"));
    assertThat(downtime.total()).isEqualTo(seconds(row, "predicted_s"));
    assertThat(downtime.total().minus(seconds(row, "printed_s")))
        .isEqualTo(seconds(row, "error_s"));
    assertThat(downtime.part("save")).isEqualTo(downtime.part("restore"));
  }

  @Test
  void fourteenOf15CellsAreMetToTheSecond() {
    assertThat(rows()).hasSize(15);
    assertThat(rows().stream().filter(row -> row.getField("error_s").equals("0"))).hasSize(14);
  }

  private static Duration seconds(NamedCsvRecord row, String field) {
    return Duration.ofSeconds(Long.parseLong(row.getField(field)));
  }

  /** From two minutes on the table prints whole minutes. */
  private static String printed(Duration total) {
    long seconds = total.toSeconds();
    return seconds < 120 ? "~" + seconds + " seconds" : "~" + seconds / 60 + " minutes";
  }
}
