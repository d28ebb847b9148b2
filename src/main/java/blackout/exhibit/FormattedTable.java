package blackout.exhibit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as it is shown: every number rounded and written out.
 *
 * @param caption what the table shows
 * @param heads the columns
 * @param rows the rows from the top, each with a cell for every column
 * @param values what each cell sorts by, not rounded: a number, or empty for a text
 */
public record FormattedTable(
    String caption, List<Header> heads, List<List<String>> rows, List<List<String>> values) {

  /**
   * A column.
   *
   * @param title its name, with the unit of its numbers in brackets
   * @param number whether it holds numbers, which stand to the right
   */
  public record Header(String title, boolean number) {}

  public FormattedTable {
    heads = List.copyOf(heads);
    rows = rows.stream().map(List::copyOf).toList();
    values = values.stream().map(List::copyOf).toList();
  }

  /** A table of texts. */
  public FormattedTable(String caption, List<Header> heads, List<List<String>> rows) {
    this(
        caption,
        heads,
        rows,
        rows.stream().map(row -> Collections.nCopies(row.size(), "")).toList());
  }

  /** A table with the formats of its columns. */
  public static FormattedTable of(Table table) {
    List<Header> heads =
        table.columns().stream()
            .map(c -> new Header(c.name(), c instanceof NumericColumn))
            .toList();
    var rows = new ArrayList<List<String>>();
    var values = new ArrayList<List<String>>();
    for (int row = 0; row < table.rowCount(); row++) {
      var cells = new ArrayList<String>();
      var numbers = new ArrayList<String>();
      for (Column<?> column : table.columns()) {
        cells.add(column.getString(row));
        numbers.add(
            column instanceof NumericColumn<?> n && !n.isMissing(row)
                ? Double.toString(n.getDouble(row))
                : "");
      }
      rows.add(cells);
      values.add(numbers);
    }
    return new FormattedTable(table.name(), heads, rows, values);
  }

  /** What a cell sorts by; null for a text, which sorts by itself. */
  public @Nullable String value(int row, int column) {
    String value = values.get(row).get(column);
    return value.isEmpty() ? null : value;
  }

  /**
   * The same table without its middle, for which one row of dots stands.
   *
   * @param first the rows that stay at the top
   * @param last those that stay at the end
   */
  public FormattedTable shortened(int first, int last) {
    if (rows.size() <= first + last + 1) {
      return this;
    }
    List<List<String>> some = new ArrayList<>(rows.subList(0, first));
    some.add(Collections.nCopies(heads.size(), "..."));
    some.addAll(rows.subList(rows.size() - last, rows.size()));
    return new FormattedTable(caption, heads, some);
  }

  /** The same table under another caption. */
  public FormattedTable called(String name) {
    return new FormattedTable(name, heads, rows, values);
  }

  /**
   * The table for a terminal: columns aligned with spaces, numbers to the right, a rule under the
   * titles, no blanks at line ends, at most {@value TextWrap#MOST} columns wide as far as numbers
   * allow: titles and texts are wrapped. A control character in a cell shows as a question mark,
   * because it could steer the terminal.
   */
  public String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(heads.stream().map(Header::title).toList());
    lines.addAll(rows);
    int[] widths = widths(lines);
    var rule = new ArrayList<String>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    lines.add(1, rule);
    var text = new StringBuilder();
    for (List<String> line : lines) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        cells.add(TextWrap.lines(plain(line.get(i)), widths[i]));
      }
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int at = 0; at < height; at++) {
        text.append(row(cells, at, widths)).append('\n');
      }
    }
    return text.toString();
  }

  private String row(List<List<String>> cells, int at, int[] widths) {
    var row = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = at < cells.get(i).size() ? cells.get(i).get(at) : "";
      String blanks = " ".repeat(Math.max(0, widths[i] - width(cell)));
      row.append(i == 0 ? "" : "  ");
      row.append(heads.get(i).number() ? blanks + cell : cell + blanks);
    }
    return row.toString().stripTrailing();
  }

  /**
   * The width of each column: of its longest cell, or less where all together are too wide; titles
   * are wrapped before texts.
   */
  private int[] widths(List<List<String>> lines) {
    int[] widths = new int[heads.size()];
    int[] cells = new int[heads.size()];
    int[] words = new int[heads.size()];
    for (int line = 0; line < lines.size(); line++) {
      for (int i = 0; i < widths.length; i++) {
        String cell = lines.get(line).get(i);
        int word = TextWrap.longestWord(cell);
        boolean whole = heads.get(i).number() && line > 0;
        widths[i] = Math.max(widths[i], width(cell));
        cells[i] = Math.max(cells[i], line > 0 ? width(cell) : word);
        words[i] = Math.max(words[i], whole ? width(cell) : word);
      }
    }
    narrow(widths, cells);
    narrow(widths, words);
    return widths;
  }

  /** Takes from the widest column, down to its least width, until all fit. */
  private static void narrow(int[] widths, int[] least) {
    int wide = IntStream.of(widths).sum() + 2 * (widths.length - 1);
    while (wide > TextWrap.MOST) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      wide--;
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String plain(String cell) {
    return TerminalText.plain(cell);
  }
}
