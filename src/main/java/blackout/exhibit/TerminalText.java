package blackout.exhibit;

/** Text from outside on its way to a terminal. */
public final class TerminalText {

  private TerminalText() {}

  /**
   * The text with a question mark for each character that could steer a terminal or reorder a line:
   * controls, line breaks and marks of writing direction.
   */
  public static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints().map(TerminalText::harmless).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          '?';
      default -> codePoint;
    };
  }
}
