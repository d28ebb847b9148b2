package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.exhibit.AccuracyTables;
import blackout.exhibit.FormattedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Baseline: the errors of all models as of the last look at them. It is tight on purpose, so that a
 * change in any prediction is seen and decided on by a person. {@code -Dgolden.update=true} writes
 * it anew.
 */
@Tag("golden")
final class AccuracyGoldenTest {

  private static final Path BASELINE = Path.of("src/test/resources/golden/accuracy-summary.txt");

  @Test
  void theSummaryIsThatOfTheLastLook() throws IOException {
    String summary =
        FormattedTable.of(AccuracyTables.summary(MeasuredRows.ACCURACY)).text()
            + "\n"
            + FormattedTable.of(AccuracyTables.byAutoConverge(MeasuredRows.ACCURACY)).text();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(BASELINE, summary);
    }

    assertThat(summary).isEqualTo(Files.readString(BASELINE));
  }
}
