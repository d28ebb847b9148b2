package blackout.ingest.exports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the rows of a sheet; cells that nobody wants are passed over unread. */
final class SheetReader {

  private final XMLStreamReader reader;
  private final List<String> sharedTexts;
  private final TableSink sink;

  private BitSet wanted = new BitSet();
  private boolean titled;
  private String[] cells = new String[64];

  SheetReader(XMLStreamReader reader, List<String> sharedTexts, TableSink sink) {
    this.reader = reader;
    this.sharedTexts = sharedTexts;
    this.sink = sink;
  }

  void read() throws XMLStreamException, IOException {
    long row = 0;
    while (XlsxBook.next(reader) != XMLStreamConstants.END_DOCUMENT) {
      if (XlsxBook.isStart(reader, "row")) {
        row = rowNumber(row + 1);
        if (row > ExportLimits.ROWS + 1L) {
          throw new IOException("more than " + ExportLimits.ROWS + " rows");
        }
        row(row);
      }
    }
  }

  private void row(long number) throws XMLStreamException, IOException {
    Arrays.fill(cells, null);
    int column = 0;
    int columns = 0;
    while (true) {
      int event = XlsxBook.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("c")) {
        column = column(column);
        if (!titled || wanted.get(column)) {
          cell(column);
          columns = column + 1;
        } else {
          pass();
        }
        column++;
      }
    }
    if (titled) {
      sink.row(number, Collections.unmodifiableList(Arrays.asList(cells)));
    } else if (columns > 0) {
      var titles = new ArrayList<String>();
      for (int i = 0; i < columns; i++) {
        titles.add(cells[i] == null ? "" : cells[i]);
      }
      wanted = sink.titles(titles, number);
      cells = new String[wanted.length()];
      titled = true;
    }
  }

  private void cell(int column) throws XMLStreamException, IOException {
    if (column >= cells.length) {
      cells = Arrays.copyOf(cells, Math.min(ExportLimits.COLUMNS, (column + 1) * 2));
    }
    String type = String.valueOf(reader.getAttributeValue(null, "t"));
    String text = null;
    while (true) {
      int event = XlsxBook.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        String found = XlsxBook.textOf(reader);
        if (name.equals("v") || name.equals("is")) {
          text = found;
        }
      }
    }
    cells[column] = text == null ? null : meaning(type, text);
  }

  private String meaning(String type, String text) throws IOException {
    return switch (type) {
      case "s" -> shared(text);
      case "b" -> text.equals("1") ? "True" : "False";
      default -> text;
    };
  }

  private String shared(String index) throws IOException {
    int i;
    try {
      i = Integer.parseInt(index);
    } catch (NumberFormatException e) {
      i = -1;
    }
    if (i < 0 || i >= sharedTexts.size()) {
      throw new IOException("a cell with the shared text " + CleanText.name(index));
    }
    return sharedTexts.get(i);
  }

  private void pass() throws XMLStreamException, IOException {
    int depth = 1;
    while (depth > 0) {
      int event = XlsxBook.next(reader);
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /** The column of a cell from its address, {@code "AB12"}; the next one if it has none. */
  private int column(int next) throws IOException {
    String address = reader.getAttributeValue(null, "r");
    if (address == null || address.isEmpty()) {
      return limited(next);
    }
    int column = 0;
    for (int i = 0; i < address.length() && i < 4; i++) {
      char c = address.charAt(i);
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return limited(column - 1);
  }

  private static int limited(int column) throws IOException {
    if (column < 0 || column >= ExportLimits.COLUMNS) {
      throw new IOException("a cell that is not in the " + ExportLimits.COLUMNS + " columns");
    }
    return column;
  }

  private long rowNumber(long next) throws IOException {
    String number = reader.getAttributeValue(null, "r");
    try {
      return number == null ? next : Math.max(next, Long.parseLong(number));
    } catch (NumberFormatException e) {
      throw new IOException("a row with the number " + CleanText.name(number), e);
    }
  }
}
