package blackout.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.fact.Findings;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.quantity.ByteCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A format is a class of its own: the sample that {@code contributing.md} shows reads its table.
 */
final class OneMoreFormatTest {

  @Test
  void itKnowsItsTableAndReadsWhatIsGood() throws IOException {
    byte[] text = "Guest,Guest memory\nweb-01,2048\nweb-02,much\n".getBytes(StandardCharsets.UTF_8);
    SourceFile file = SourceFile.of(text, "guests.csv");
    var findings = new Findings();
    var tables = new TableKinds(new OneMoreFormat().tables());
    var rows =
        tables
        .new Rows(
            new Reading(file, SourceOptions.NONE, findings),
            "",
            file.name(),
            "line",
            Numbers.of(','));

    CsvTable.read(file, rows);

    assertThat(rows.kind()).hasValueSatisfying(k -> assertThat(k.name()).isEqualTo("one more"));
    assertThat(SourceFormats.tables().kinds()).doesNotContainAnyElementsOf(tables.kinds());
    assertThat(findings.vms().all().get(0).text(VmField.NAME)).contains("web-01");
    assertThat(findings.vms().all().get(0).value(VmField.MEMORY, ByteCount.class))
        .contains(ByteCount.gibibytes(2));
    assertThat(findings.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("guests.csv", "line 3", "much"));
  }
}
