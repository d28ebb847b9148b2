package blackout.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class CsvTextTest {

  @Test
  void numbersArePlainAndWhatIsMissingIsEmpty() {
    Table table =
        Table.create(
            "t",
            StringColumn.create("name", "a,b", "say \"hi\"", "c"),
            DoubleColumn.create("ms", 1234567.25049, Double.NaN, 0.0001));

    // By hand, after RFC 4180; three decimals at most.
    assertThat(CsvText.of(table))
        .isEqualTo(
            """
            name,ms
            "a,b",1234567.25
            "say ""hi\""",
            c,0
            """);
  }

  /** The characters that OWASP names under "CSV Injection". */
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void aTextThatASpreadsheetWouldRunGetsAnApostrophe(String text) {
    assertThat(CsvText.neutral(text)).isEqualTo("'" + text);
  }

  /** Wide letters, and blanks or signs that do not show before the formula. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM",
        " =1",
        "\u00a0=1",
        "\u3000+1",
        "\u200b=1",
        "\n=1"
      })
  void noFormulaHidesBehindBlanksOrInWideLetters(String text) {
    assertThat(CsvText.neutral(text)).isEqualTo("'" + text);
  }

  @Test
  void otherTextsStayAsTheyAre() {
    assertThat(CsvText.neutral("sql-01 = the old one")).isEqualTo("sql-01 = the old one");
    assertThat(CsvText.neutral("")).isEmpty();
  }
}
