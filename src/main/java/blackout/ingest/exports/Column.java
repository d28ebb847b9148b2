package blackout.ingest.exports;

/**
 * A column of a table, or a key of a list of objects.
 *
 * @param source the file, with the sheet of a workbook
 * @param counted what is counted in it: {@code "line"} or {@code "row"}
 * @param title the title or key as the file has it, cleaned
 * @param unit the unit of its values, empty for texts
 */
record Column(String source, String counted, String title, String unit) {

  Place at(long number) {
    return new Place(this, number);
  }
}
