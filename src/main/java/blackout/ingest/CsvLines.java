package blackout.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV text, separated by comma, semicolon or tab, whichever its first line has
 * most of outside of quotes.
 *
 * @param records each with its line
 * @param problem what was wrong behind the last of them
 */
record CsvLines(List<Row> records, Optional<Problem> problem) {

  /** More records than ten days of samples a second are a mistake: an assumption. */
  private static final int MOST_RECORDS = 1_000_000;

  /**
   * @param line the line that the record begins in, from 1
   * @param cells its fields
   */
  record Row(int line, List<String> cells) {
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  static CsvLines of(String text, String source) {
    var rows = new ArrayList<Row>();
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      for (CsvRecord each : records) {
        if (rows.size() == MOST_RECORDS) {
          return new CsvLines(
              rows,
              Optional.of(
                  new Problem(
                      source,
                      "line " + each.getStartingLineNumber(),
                      "more records",
                      "at most " + MOST_RECORDS)));
        }
        rows.add(new Row((int) each.getStartingLineNumber(), List.copyOf(each.getFields())));
      }
    } catch (CsvParseException e) {
      return new CsvLines(
          rows,
          Optional.of(
              new Problem(
                  source,
                  rows.isEmpty() ? "line 1" : "after line " + rows.get(rows.size() - 1).line,
                  String.valueOf(e.getMessage()),
                  "well-formed CSV")));
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
    return new CsvLines(rows, Optional.empty());
  }

  private static char separator(String text) {
    int[] counts = new int[3];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      int at = quoted ? -1 : ",;\t".indexOf(c);
      if (at >= 0) {
        counts[at]++;
      }
    }
    if (counts[1] > counts[0] && counts[1] >= counts[2]) {
      return ';';
    }
    return counts[2] > counts[0] ? '\t' : ',';
  }
}
