package blackout.exhibit;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables as CSV after RFC 4180, with a line feed after each record and plain numbers. */
public final class CsvText {

  /** Characters that make a spreadsheet take a cell for a formula, also as wide letters. */
  private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

  private CsvText() {}

  /**
   * The table with its column names as the first record. Numbers have a point, at most three
   * decimals and no separators; a missing number is an empty cell. A text that a spreadsheet would
   * take for a formula gets a leading apostrophe.
   */
  public static String of(Table table) {
    var text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(table.columnNames());
      for (int row = 0; row < table.rowCount(); row++) {
        var cells = new ArrayList<String>();
        for (Column<?> column : table.columns()) {
          cells.add(cell(column, row));
        }
        csv.writeRecord(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column instanceof NumericColumn<?> numbers) {
      double value = numbers.getDouble(row);
      if (value == (int) value) {
        return Integer.toString((int) value);
      }
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    String text = column.getUnformattedString(row);
    return neutral(text);
  }

  /**
   * The text, with a leading apostrophe if a spreadsheet would take it for a formula, now or after
   * somebody trimmed it: blanks, control characters and signs that do not show are looked behind.
   */
  static String neutral(String text) {
    int at = 0;
    while (at < text.length() && isNothing(text.charAt(at))) {
      at++;
    }
    boolean formula = at < text.length() && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0;
    return formula || text.startsWith("\t") || text.startsWith("\r") ? "'" + text : text;
  }

  private static boolean isNothing(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
