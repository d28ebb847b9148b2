package blackout.ingest;

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

  /** A text on one line, shortened, its control characters replaced by escapes. */
  static String oneLine(String text) {
    var line = new StringBuilder();
    int end = Math.min(text.length(), SHOWN_CHARACTERS);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      line.append(
          Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return text.length() > SHOWN_CHARACTERS ? line + "..." : line.toString();
  }

  /** The problem on one line: {@code estate.json [/vms/3/memory_mib] found -1, expected ...}. */
  @Override
  public String toString() {
    return source + " [" + place + "] found " + value + ", expected " + expectation;
  }
}
