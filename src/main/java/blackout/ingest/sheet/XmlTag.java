package blackout.ingest.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One tag of an XML part: its name and its attributes, both without their prefix. It points into
 * bytes that change when the next tag is read.
 */
final class XmlTag {

  private byte[] bytes = {};
  private int end;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  /** Points to a tag, without its brackets. */
  void set(byte[] from, int start, int behind) throws IOException {
    bytes = from;
    end = behind;
    nameStart = start;
    nameEnd = start;
    while (nameEnd < end && bytes[nameEnd] > ' ' && bytes[nameEnd] != '/') {
      if (bytes[nameEnd] == ':') {
        nameStart = nameEnd + 1;
      }
      nameEnd++;
    }
    if (nameStart == nameEnd) {
      throw new IOException("XML with a tag without a name");
    }
  }

  /** Whether the element ends with the tag. */
  boolean isEmpty() {
    return bytes[end - 1] == '/';
  }

  /** Whether the element has a name, which is in ASCII. */
  boolean is(String name) {
    return nameEnd - nameStart == name.length() && matches(nameStart, name);
  }

  /** The value of an attribute, or the alternative if there is none. */
  String attribute(String name, String alternative) throws IOException {
    return find(name)
        ? XmlEntities.unescaped(
            new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.UTF_8))
        : alternative;
  }

  /**
   * The column in an address such as {@code AB12}, counted from 0, without making a text of it.
   *
   * @return -1 for an address without letters, and without address the alternative
   */
  int column(String name, int alternative) throws IOException {
    if (!find(name)) {
      return alternative;
    }
    int column = 0;
    for (int i = valueStart; i < valueEnd && i < valueStart + 4; i++) {
      if (bytes[i] < 'A' || bytes[i] > 'Z') {
        break;
      }
      column = column * 26 + (bytes[i] - 'A' + 1);
    }
    return column - 1;
  }

  /**
   * The value of an attribute as a number of at most nine digits, without making a text of it.
   *
   * @return -1 if it is no such number
   */
  int digits(String name) throws IOException {
    return find(name) ? XmlText.digits(bytes, valueStart, valueEnd) : -1;
  }

  /** Whether an attribute has a value, which is in ASCII. */
  boolean attributeIs(String name, String value) throws IOException {
    return find(name) && valueEnd - valueStart == value.length() && matches(valueStart, value);
  }

  /** Looks for an attribute of the tag, its value between {@code valueStart} and its end. */
  private boolean find(String name) throws IOException {
    int i = nameEnd;
    while (i < end) {
      if (bytes[i] <= ' ' || bytes[i] == '/') {
        i++;
        continue;
      }
      int from = i;
      while (i < end && bytes[i] != '=' && bytes[i] > ' ') {
        if (bytes[i] == ':') {
          from = i + 1;
        }
        i++;
      }
      int to = i;
      while (i < end && (bytes[i] == '=' || bytes[i] <= ' ')) {
        i++;
      }
      if (i >= end || (bytes[i] != '"' && bytes[i] != '\'')) {
        throw new IOException("XML with an attribute without quotes");
      }
      byte quote = bytes[i++];
      valueStart = i;
      while (i < end && bytes[i] != quote) {
        i++;
      }
      valueEnd = i;
      i++;
      if (to - from == name.length() && matches(from, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
