package blackout.ingest;

import java.util.Locale;

/**
 * Something in a file that is not as it should be.
 *
 * @param source the file
 * @param place where in it: a JSON pointer, or line and column
 * @param value what stands there, shortened; untrusted text, printed on one line
 * @param expectation what should stand there
 */
public record Problem(String source, String place, String value, String expectation) {

  /**
   * The longest value that is shown in full, in characters: an assumption about a readable line.
   */
  static final int SHOWN_CHARACTERS = 80;

  public Problem {
    value = oneLine(value);
  }

  /** A text on one line, shortened, what does not print replaced by escapes. */
  static String oneLine(String text) {
    var line = new StringBuilder();
    text.codePoints().limit(SHOWN_CHARACTERS).forEach(c -> line.append(visible(c)));
    return text.codePointCount(0, text.length()) > SHOWN_CHARACTERS
        ? line + "..."
        : line.toString();
  }

  private static String visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          String.format(Locale.ROOT, "\\u%04x", codePoint);
      default -> Character.toString(codePoint);
    };
  }

  /** The problem on one line: {@code estate.json [/vms/3/memory_mib] found -1, expected ...}. */
  @Override
  public String toString() {
    return source + " [" + place + "] found " + value + ", expected " + expectation;
  }
}
