package blackout.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.quantity.Amounts;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class FormattedTableTest {

  @Test
  void textStandsToTheLeftAndNumbersToTheRight() {
    var seconds = DoubleColumn.create("Time (s)", 1.25, 1234.5, Double.NaN);
    seconds.setPrintFormatter(Amounts.decimal("#,##0.0"), "-");
    Table table = Table.create("t", StringColumn.create("VM", "a", "long name", "c"), seconds);

    // By hand; 1.25 is rounded half up.
    assertThat(FormattedTable.of(table).text())
        .isEqualTo(
            """
            VM         Time (s)
            ---------  --------
            a               1.3
            long name   1,234.5
            c                 -
            """);
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    String hostile = "a\u001b[2Jb\nc\u202Ed";
    Table table = Table.create("t", StringColumn.create("VM", hostile));

    assertThat(FormattedTable.of(table).text()).endsWith("a?[2Jb?c?d\n");
  }
}
