package blackout.notebook;

import blackout.exhibit.FormattedTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A tablesaw table as HTML: numbers to the right, text to the left, every cell escaped, a long
 * table cut with a note.
 *
 * <p>The styles stand in the cells, because notebooks that are not trusted, and static viewers,
 * drop style sheets. Column names are printed as they are: they carry the unit.
 */
public final class HtmlTable {

  /** Rows that are shown at most; a table of this length or less is shown whole. */
  public static final int SHOWN_ROW_COUNT = 50;

  /** The longest cell that stays on one line: names and amounts, but not sentences. */
  private static final int UNBROKEN_CHARACTERS = 28;

  private static final String MUTED = "color:#666;font-size:90%";

  private HtmlTable() {}

  /** The table as HTML, with its first rows as text beside it. */
  public static Bundle bundle(Table table) {
    Table shown = table.rowCount() > SHOWN_ROW_COUNT ? table.first(SHOWN_ROW_COUNT) : table;
    return Bundle.html(of(table), FormattedTable.of(shown).text() + cut(table));
  }

  /** The table as HTML: a caption with its name, a header, and at most 50 rows. */
  public static String of(Table table) {
    StringBuilder html = new StringBuilder(1024);
    html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">\n");
    String name = table.name();
    if (name != null && !name.isBlank()) {
      html.append("<caption style=\"text-align:left;font-weight:bold\">")
          .append(Html.escape(name))
          .append("</caption>\n");
    }
    appendHeader(html, table.columns());
    html.append("<tbody>\n");
    IntStream.range(0, Math.min(table.rowCount(), SHOWN_ROW_COUNT))
        .forEach(row -> appendRow(html, table.columns(), row));
    html.append("</tbody>\n</table>\n");
    String cut = cut(table);
    if (!cut.isEmpty()) {
      html.append("<p style=\"").append(MUTED).append("\">").append(cut.strip()).append("</p>\n");
    }
    return html.toString();
  }

  private static void appendHeader(StringBuilder html, List<Column<?>> columns) {
    html.append("<thead><tr style=\"border-bottom:1px solid #999\">");
    for (Column<?> column : columns) {
      html.append("<th style=\"padding:2px 10px;text-align:")
          .append(alignment(column))
          .append("\">")
          .append(Html.escape(column.name()))
          .append("</th>");
    }
    html.append("</tr></thead>\n");
  }

  private static void appendRow(StringBuilder html, List<Column<?>> columns, int row) {
    html.append("<tr>");
    for (Column<?> column : columns) {
      String cell = cell(column, row);
      html.append("<td style=\"padding:2px 10px;")
          .append(cell.length() <= UNBROKEN_CHARACTERS ? "white-space:nowrap;" : "")
          .append("text-align:")
          .append(alignment(column))
          .append("\">")
          .append(Html.escape(cell))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String cell(Column<?> column, int row) {
    String text = column.getString(row);
    return text == null ? "" : text;
  }

  private static String alignment(Column<?> column) {
    return column instanceof NumericColumn ? "right" : "left";
  }

  private static String cut(Table table) {
    if (table.rowCount() == 0) {
      return "\nno rows";
    }
    if (table.rowCount() <= SHOWN_ROW_COUNT) {
      return "";
    }
    return String.format(
        Locale.ROOT, "\nshowing %,d of %,d rows", SHOWN_ROW_COUNT, table.rowCount());
  }
}
