package blackout.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The promise: a table is readable and safe in any notebook viewer. */
final class HtmlTableTest {

  @Test
  void numbersStandRightAndTextLeft() {
    Table table =
        Table.create(
            "hosts",
            StringColumn.create("name", "h1"),
            IntColumn.create("downtime_ms", new int[] {300}));

    assertThat(HtmlTable.of(table))
        .containsPattern("text-align:left\">name</th>")
        .containsPattern("text-align:right\">downtime_ms</th>")
        .containsPattern("text-align:left\">h1</td>")
        .containsPattern("text-align:right\">300</td>");
  }

  @Test
  void everythingFromTheDataIsEscaped() {
    Table table = Table.create("<t>", StringColumn.create("<c>", "<script>alert('x')</script>"));

    assertThat(HtmlTable.of(table))
        .contains("&lt;t&gt;", "&lt;c&gt;", "&lt;script&gt;alert(&#39;x&#39;)")
        .doesNotContain("<script>");
  }

  @Test
  void aLongTableIsCutWithANote() {
    Table table = Table.create("t", IntColumn.create("n", IntStream.range(0, 1234).toArray()));

    assertThat(HtmlTable.of(table)).contains("showing 50 of 1,234 rows").contains(">49<");
    assertThat(HtmlTable.of(table)).doesNotContain(">50<");
    assertThat(HtmlTable.bundle(table).data().get("text/plain"))
        .contains("showing 50 of 1,234 rows");
  }

  @Test
  void aTableOfFiftyRowsIsWholeAndAnEmptyOneSaysSo() {
    Table fifty = Table.create("t", IntColumn.create("n", IntStream.range(0, 50).toArray()));

    assertThat(HtmlTable.of(fifty)).doesNotContain("showing").contains(">49<");
    assertThat(HtmlTable.of(fifty.emptyCopy())).contains("no rows");
  }

  @Test
  void aMissingCellIsEmpty() {
    StringColumn names = StringColumn.create("name");
    names.appendMissing();
    IntColumn sizes = IntColumn.create("memory_gib", new int[] {1});
    sizes.setMissing(0);

    assertThat(HtmlTable.of(Table.create("t", names, sizes)))
        .contains("text-align:left\"></td>", "text-align:right\"></td>");
  }
}
