package blackout.ingest.sheet;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.Limits;
import blackout.ingest.text.TableSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet; cells that nobody wants are passed over unread. */
final class SheetReader {

  private static final byte[] VALUE = "<v>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUE_END = "</v>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CELL_END = "</c>".getBytes(StandardCharsets.US_ASCII);

  private final XmlTags tags;
  private final SharedTexts sharedTexts;
  private final TableSink sink;
  private BitSet wanted = new BitSet();
  private boolean titled;
  private boolean done;
  private int captions;

  /** Rows that have a cell with a value: Excel writes empty ones down to the last of a sheet. */
  private long rows;

  private String[] cells = none(64);

  SheetReader(XmlTags tags, SharedTexts sharedTexts, TableSink sink) {
    this.tags = tags;
    this.sharedTexts = sharedTexts;
    this.sink = sink;
  }

  void read() throws IOException {
    long row = 0;
    while (!done && tags.next()) {
      if (tags.isStart("row")) {
        row = number(row + 1);
        if (row > Limits.SHEET_ROWS) {
          throw new IOException("a row beyond the " + Limits.SHEET_ROWS + " of a sheet");
        }
        if (rows > Limits.ROWS) {
          throw new IOException("more than " + Limits.ROWS + " rows");
        }
        row(row);
      }
    }
  }

  private void row(long number) throws IOException {
    Arrays.fill(cells, "");
    int column = 0;
    int columns = 0;
    while (true) {
      if (titled) {
        column = tags.skipCells(column, wanted);
      }
      if (!tags.next() || tags.isEnd("row")) {
        break;
      }
      if (tags.isStart("c")) {
        column = tags.tag().column("r", column);
        if (column < 0 || column >= Limits.COLUMNS) {
          throw new IOException("a cell that is not in the " + Limits.COLUMNS + " columns");
        }
        if (!titled || wanted.get(column)) {
          cell(column);
          columns = cells[column].isEmpty() ? columns : column + 1;
        }
        column++;
      }
    }
    if (titled && columns > 0) {
      rows++;
      sink.row(number, Collections.unmodifiableList(Arrays.asList(cells)));
    } else if (columns > 0) {
      Optional<BitSet> found = sink.titles(List.of(cells).subList(0, columns), number);
      titled = found.isPresent();
      wanted = found.orElse(wanted);
      done = titled ? wanted.isEmpty() : ++captions == TableSink.MOST_CAPTIONS;
      cells = titled ? none(wanted.length()) : cells;
    }
  }

  private void cell(int column) throws IOException {
    if (column >= cells.length) {
      String[] wider = none(Math.min(Limits.COLUMNS, (column + 1) * 2));
      System.arraycopy(cells, 0, wider, 0, cells.length);
      cells = wider;
    }
    boolean shared = tags.tag().attributeIs("t", "s");
    boolean flag = !shared && tags.tag().attributeIs("t", "b");
    String text = tags.pass(VALUE, VALUE_END) ? value(shared, null) : null;
    if (!tags.passEnd(CELL_END)) {
      text = rest(shared, text);
    }
    if (text == null) {
      cells[column] = "";
    } else {
      cells[column] = flag ? (text.equals("1") ? "True" : "False") : text;
    }
  }

  private static String[] none(int columns) {
    var cells = new String[columns];
    Arrays.fill(cells, "");
    return cells;
  }

  /** The text of a cell with what is left of it, where it is not written as nearly all are. */
  private @Nullable String rest(boolean shared, @Nullable String before) throws IOException {
    String text = before;
    while (tags.next() && !tags.isEnd("c")) {
      if (tags.isEnd("v")) {
        text = value(shared, text);
      } else if (tags.isEnd("t")) {
        text = value(false, text);
      }
    }
    return text;
  }

  /** The text of a cell with the value or run that ends here. */
  private String value(boolean shared, @Nullable String before) throws IOException {
    if (shared) {
      return shared();
    }
    String text = before == null ? tags.text().string() : before + tags.text().string();
    if (text.length() > Limits.CELL_CHARACTERS) {
      throw new IOException("a cell of more than " + Limits.CELL_CHARACTERS + " characters");
    }
    return text;
  }

  private String shared() throws IOException {
    int index = tags.text().digits();
    if (index < 0 || index >= sharedTexts.size()) {
      throw new IOException("a cell with the shared text " + CleanText.name(tags.text().string()));
    }
    return sharedTexts.text(index);
  }

  private long number(long next) throws IOException {
    int usual = tags.tag().digits("r");
    if (usual >= 0) {
      return Math.max(next, usual);
    }
    String number = tags.tag().attribute("r", "");
    try {
      return number.isEmpty() ? next : Math.max(next, Long.parseLong(number));
    } catch (NumberFormatException e) {
      throw new IOException("a row with the number " + CleanText.name(number), e);
    }
  }
}
