package blackout.ingest.sheet;

import blackout.ingest.text.CleanText;
import java.io.IOException;

/** The five entities of XML itself, and characters by their number; no others. */
final class XmlEntities {

  private XmlEntities() {}

  /**
   * A text with its entities replaced.
   *
   * @throws IOException if there is another entity in it
   */
  static String unescaped(String raw) throws IOException {
    int from = raw.indexOf('&');
    if (from < 0) {
      return raw;
    }
    var text = new StringBuilder(raw.length());
    int done = 0;
    while (from >= 0) {
      int to = raw.indexOf(';', from);
      if (to < 0 || to - from > 12) {
        throw new IOException("XML with an ampersand that begins no entity");
      }
      text.append(raw, done, from).append(entity(raw.substring(from + 1, to)));
      done = to + 1;
      from = raw.indexOf('&', done);
    }
    return text.append(raw, done, raw.length()).toString();
  }

  private static String entity(String name) throws IOException {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> {
        try {
          int code =
              name.startsWith("#x")
                  ? Integer.parseInt(name.substring(2), 16)
                  : Integer.parseInt(name.startsWith("#") ? name.substring(1) : "-");
          yield Character.toString(code);
        } catch (IllegalArgumentException e) {
          throw new IOException("XML with the unknown entity " + CleanText.name(name), e);
        }
      }
    };
  }
}
