package blackout.ingest.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Tables as text: separated by commas, semicolons or tabs, quoted as in RFC 4180. A line {@code
 * #TYPE ...} of PowerShell and a line {@code sep=} of Excel before the titles are passed over.
 */
public final class CsvTable {

  private CsvTable() {}

  /**
   * Reads a table.
   *
   * @throws IOException if it cannot be read to its end, or breaks a limit
   */
  public static void read(SourceFile file, TableSink sink) throws IOException {
    int buffer = Limits.CELL_CHARACTERS * 4;
    try (Reader text = file.reader();
        var lines = builder(separator(file.head().text()), buffer).ofCsvRecord(text)) {
      boolean titled = false;
      int captions = 0;
      long rows = 0;
      for (CsvRecord line : lines) {
        if (line.getFieldCount() > Limits.COLUMNS) {
          throw new IOException("more than " + Limits.COLUMNS + " columns");
        }
        if (titled) {
          if (++rows > Limits.ROWS) {
            throw new IOException("more than " + Limits.ROWS + " rows");
          }
          sink.row(line.getStartingLineNumber(), line.getFields());
        } else if (!isPreamble(line)) {
          titled = sink.titles(line.getFields(), line.getStartingLineNumber()).isPresent();
          if (!titled && ++captions == TableSink.MOST_CAPTIONS) {
            return;
          }
        }
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(
          "a cell that does not end, or of more than " + Limits.CELL_CHARACTERS + " characters", e);
    }
  }

  /**
   * What separates the columns: of comma, semicolon and tab what stands most often outside quotes
   * in the line of titles.
   */
  public static char separator(String head) {
    String titles =
        head.lines()
            .filter(line -> !isPreamble(line))
            .limit(TableSink.MOST_CAPTIONS)
            .filter(line -> line.matches(".*[,;\\t].*"))
            .findFirst()
            .orElse("")
            .strip();
    int[] counts = new int[3];
    boolean quoted = false;
    for (int i = 0; i < titles.length(); i++) {
      char c = titles.charAt(i);
      quoted ^= c == '"';
      int which = ",;\t".indexOf(c);
      if (!quoted && which >= 0) {
        counts[which]++;
      }
    }
    if (counts[1] > counts[0] && counts[1] >= counts[2]) {
      return ';';
    }
    return counts[2] > counts[0] ? '\t' : ',';
  }

  private static boolean isPreamble(CsvRecord line) {
    return isPreamble(line.getField(0)) && line.getFieldCount() <= 2;
  }

  private static boolean isPreamble(String line) {
    String start = line.strip();
    return start.isEmpty()
        || start.startsWith("#TYPE")
        || start.startsWith("\"#TYPE")
        || start.toLowerCase(Locale.ROOT).startsWith("sep=");
  }

  private static CsvReader.CsvReaderBuilder builder(char separator, int buffer) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(Math.max(buffer, Limits.CELL_CHARACTERS * 4));
  }
}
