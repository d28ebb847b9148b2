package blackout.ingest.text;

import java.util.regex.Pattern;

/**
 * How a file begins.
 *
 * @param encoding how its characters are written
 * @param text the beginning as text, without byte order mark; empty for an archive
 * @param zip whether it is a ZIP archive, such as a workbook
 */
public record Head(TextEncoding encoding, String text, boolean zip) {

  /** How much is looked at. */
  public static final int BYTES = 1 << 16;

  private static final Pattern YAML =
      Pattern.compile(
          "\\A(?:\\s*#.*\\R)*\\s*(?:---\\s*\\R|apiVersion:|kind:|items:|- [A-Za-z_]+:\\s)");

  static Head of(byte[] bytes, TextEncoding encoding) {
    boolean zip = isZip(bytes);
    int mark = encoding.markBytes();
    return new Head(
        encoding, zip ? "" : new String(bytes, mark, bytes.length - mark, encoding.charset()), zip);
  }

  static boolean isZip(byte[] bytes) {
    return bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3;
  }

  /** Whether it begins as JSON does: a bracket alone may also begin a line of a log. */
  public boolean looksLikeJson() {
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      return true;
    }
    String inside = start.startsWith("[") ? start.substring(1).stripLeading() : "";
    return !inside.isEmpty() && "{[]\"".indexOf(inside.charAt(0)) >= 0;
  }

  /** Whether it begins as YAML of objects does: no other text is taken for it. */
  public boolean looksLikeYaml() {
    return YAML.matcher(text).find();
  }

  /** Whether it begins as XML does. */
  public boolean looksLikeXml() {
    return text.stripLeading().startsWith("<");
  }
}
