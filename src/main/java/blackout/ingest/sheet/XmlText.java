package blackout.ingest.sheet;

import blackout.ingest.text.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text between two tags, as the bytes of UTF-8 that stand there. */
final class XmlText {

  /** The longest text, in bytes: a cell, each character in up to 4 of them. */
  private static final int MOST_BYTES = Limits.CELL_CHARACTERS * 4;

  private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

  private final byte[] single = new byte[1];
  private byte[] bytes = new byte[256];
  private int length;
  private boolean escaped;

  void clear() {
    length = 0;
    escaped = false;
  }

  /**
   * Adds bytes.
   *
   * @param escapes whether an ampersand is among them
   * @throws IOException if the text gets too long
   */
  void add(byte[] from, int offset, int count, boolean escapes) throws IOException {
    escaped |= escapes;
    if (length + count > MOST_BYTES) {
      throw new IOException("a text of more than " + Limits.CELL_CHARACTERS + " characters");
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /**
   * Adds a byte of a CDATA section, where an ampersand stands for itself.
   *
   * @throws IOException as {@link #add}
   */
  void addCharacterData(byte b) throws IOException {
    if (b == '&') {
      add(AMPERSAND, 0, AMPERSAND.length, true);
    } else {
      single[0] = b;
      add(single, 0, 1, false);
    }
  }

  /** Takes away the last bytes. */
  void shorten(int count) {
    length -= count;
  }

  /** The text, entities replaced. */
  String string() throws IOException {
    return escaped ? unescaped() : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String unescaped() throws IOException {
    return XmlEntities.unescaped(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  /**
   * The text as a number of at most nine digits, without making a text of it.
   *
   * @return -1 if it is no such number
   */
  int digits() {
    return digits(bytes, 0, length);
  }

  /** The digits between two places as a number; -1 as {@link #digits()}. */
  static int digits(byte[] bytes, int from, int to) {
    if (from == to || to - from > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  /** The most bytes that {@link #copyTo} copies. */
  int mostBytes() {
    // Where bytes are no UTF-8, one becomes the three of a replacement character.
    return escaped ? length * 3 : length;
  }

  /** Copies the text, entities replaced, in UTF-8, and returns its bytes. */
  int copyTo(byte[] to, int offset) throws IOException {
    byte[] from = escaped ? unescaped().getBytes(StandardCharsets.UTF_8) : bytes;
    int count = escaped ? from.length : length;
    System.arraycopy(from, 0, to, offset, count);
    return count;
  }
}
