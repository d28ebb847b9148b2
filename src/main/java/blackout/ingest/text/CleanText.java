package blackout.ingest.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of exports, made fit for names of an estate. */
public final class CleanText {

  /** The longest name of an estate, in characters. */
  private static final int LONGEST = 200;

  private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

  private CleanText() {}

  /** The text on one line without blanks around it; what does not print becomes an escape. */
  public static String name(String text) {
    String stripped = text.strip();
    if (stripped.length() <= LONGEST && isPlain(stripped)) {
      return stripped;
    }
    stripped = BLANKS_AROUND.matcher(stripped).replaceAll("");
    var name = new StringBuilder();
    stripped.codePoints().limit(LONGEST).forEach(c -> name.append(visible(c)));
    return name.length() <= LONGEST ? name.toString() : name.substring(0, LONGEST - 3) + "...";
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
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

  /** A title without case, blanks and signs: {@code "# Memory"} is {@code "memory"}. */
  public static String key(String title) {
    var key = new StringBuilder(title.length());
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        key.append(Character.toLowerCase(c));
      }
    }
    return key.toString();
  }
}
