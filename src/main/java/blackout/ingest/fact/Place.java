package blackout.ingest.fact;

/**
 * Where a value stands.
 *
 * @param column its column
 * @param number its line or row, counted from 1
 */
public record Place(Column column, long number) {

  /** The place within its file: {@code "line 3, column Memory"}. */
  public String inFile() {
    return column.counted() + " " + number + ", column " + column.title();
  }

  /** The place for people: {@code "vms.csv, line 3, Memory (MiB)"}. */
  @Override
  public String toString() {
    String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
    return String.join(
        "",
        column.source(),
        ", ",
        column.counted(),
        " ",
        Long.toString(number),
        ", ",
        column.title(),
        unit);
  }
}
