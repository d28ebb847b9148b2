package blackout.ingest.text;

import java.util.List;
import java.util.Set;

/**
 * How a file begins, which is all that a format is recognised by.
 *
 * @param encoding how its characters are written
 * @param text the beginning as text, without byte order mark
 * @param zip whether it is a ZIP archive, such as a workbook
 * @param titles the titles of the columns if it is a table, each as {@link CleanText#key}
 * @param jsonKeys the keys of the first objects if it is JSON, as they are
 */
public record Head(
    TextEncoding encoding, String text, boolean zip, Set<String> titles, Set<String> jsonKeys) {

  /** How much is looked at. */
  public static final int BYTES = 1 << 16;

  public static Head of(byte[] bytes) {
    TextEncoding encoding = TextEncoding.of(bytes);
    boolean zip = bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3;
    String text =
        zip
            ? ""
            : new String(
                bytes,
                encoding.markBytes(),
                bytes.length - encoding.markBytes(),
                encoding.charset());
    boolean json = isJson(text);
    return new Head(
        encoding,
        text,
        zip,
        json || zip ? Set.of() : CsvTable.titles(text),
        json ? JsonRecords.firstKeys(text) : Set.of());
  }

  /** Whether the table has all these columns, each as {@link CleanText#key}. */
  public boolean hasTitles(String... keys) {
    return titles.containsAll(List.of(keys));
  }

  public boolean hasJsonKeys(String... keys) {
    return jsonKeys.containsAll(List.of(keys));
  }

  /** Whether it begins as JSON does, or holds nothing. */
  public boolean looksLikeJson() {
    return !zip && (isJson(text) || text.isBlank());
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }
}
