package blackout;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Published tables under {@code src/test/resources/reference}; their first lines say whose. */
public final class ReferenceTable {

  private ReferenceTable() {}

  /** The rows of a CSV file, for example {@code "xu-2019/totals.csv"}. */
  public static List<NamedCsvRecord> rows(String file) {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(open(file))) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row whose column {@code id} has a value. */
  public static NamedCsvRecord row(String file, String id) {
    return rows(file).stream()
        .filter(r -> r.getField("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " has no row " + id));
  }

  public static InputStream open(String file) {
    InputStream in = ReferenceTable.class.getResourceAsStream("/reference/" + file);
    if (in == null) {
      throw new AssertionError("no reference file " + file);
    }
    return in;
  }
}
