package blackout.ingest.sheet;

import blackout.ingest.text.CleanText;
import java.io.IOException;
import java.util.Locale;

/**
 * What stands in an XML part and is no tag: comments and instructions, which are passed over, and
 * CDATA, which is text. A document type definition is refused.
 */
final class XmlAsides {

  private final XmlTags tags;
  private final XmlText text;

  /**
   * @param tags whose bytes are read
   * @param text where CDATA goes
   */
  XmlAsides(XmlTags tags, XmlText text) {
    this.tags = tags;
    this.text = text;
  }

  /** What begins with an exclamation mark, which was read. */
  void declaration() throws IOException {
    int first = tags.read();
    if (first == '-' && tags.read() == '-') {
      skipTo("-->");
    } else if (first == '[') {
      for (char c : "CDATA[".toCharArray()) {
        if (tags.read() != c) {
          throw new IOException("XML with a section that is not CDATA");
        }
      }
      characterData();
    } else {
      throw new IOException("a document type definition, which no workbook has");
    }
  }

  private void characterData() throws IOException {
    int brackets = 0;
    while (true) {
      int b = tags.read();
      if (b == '>' && brackets >= 2) {
        text.shorten(2);
        return;
      }
      brackets = b == ']' ? brackets + 1 : 0;
      text.addCharacterData((byte) b);
    }
  }

  /** What begins with a question mark, which was read; the first one says the encoding. */
  void instruction() throws IOException {
    String content = skipTo("?>").toLowerCase(Locale.ROOT);
    if (content.startsWith("xml") && content.contains("encoding")) {
      String encoding = content.replaceAll("(?s).*encoding\\s*=\\s*[\"']([^\"']*)[\"'].*", "$1");
      if (!encoding.equals("utf-8") && !encoding.equals("us-ascii")) {
        throw new IOException("XML in the encoding " + CleanText.name(encoding) + ", not UTF-8");
      }
    }
  }

  /** What stands before an end, shortened. */
  private String skipTo(String end) throws IOException {
    var content = new StringBuilder();
    int matched = 0;
    while (matched < end.length()) {
      int b = tags.read();
      if (content.length() < 200) {
        content.append((char) b);
      }
      boolean again = b == end.charAt(0);
      boolean more = b == end.charAt(matched);
      // In "--->" the first of three dashes is no part of the end.
      matched = more ? matched + 1 : again && matched < 2 ? 1 : again ? 2 : 0;
    }
    return content.toString();
  }
}
