package blackout.ingest.fact;

/**
 * A column of a table, or a key of a list of objects.
 *
 * @param source the file, with the sheet of a workbook
 * @param counted what is counted in it: {@code "line"} or {@code "row"}
 * @param title the title or key as the file has it, cleaned
 * @param unit the unit of its values, empty for texts
 */
public record Column(String source, String counted, String title, String unit) {

  public Place at(long number) {
    return new Place(this, number);
  }
}
