package blackout.ingest.sheet;

import blackout.ingest.text.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The tags of an XML part of a workbook, one after the other, with the text between them. A large
 * export has thirty million of them, most in columns that nobody wants, and a general parser makes
 * events of them all: of 100,000 VMs, Aalto 1.4 took 40 % more processor time for the events of
 * vInfo alone than this takes for its cells, and the limits would still have to be added. So this
 * reads only what parts of workbooks are made of: UTF-8, elements, attributes, text, CDATA and the
 * five entities of XML itself. Comments and instructions are passed over; a document type
 * definition is refused, so no entity can grow, and so is whatever else is not expected. Names are
 * compared without their prefix.
 */
final class XmlTags {

  /** The longest tag, in bytes; an assumption. */
  private static final int TAG_BYTES = 1 << 16;

  /** The deepest nesting; a sheet needs 6. An assumption. */
  private static final int DEPTH = 64;

  private static final byte[] CELL = "<c r=\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CELL_END = "</c>".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  private final XmlTag tag = new XmlTag();
  private final XmlText text = new XmlText();
  private final XmlAsides asides = new XmlAsides(this, text);
  private byte[] copy = new byte[256];

  private boolean start;
  private boolean endFollows;
  private int depth;

  XmlTags(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next tag; an empty element has a start and an end.
   *
   * @return false at the end of the part
   * @throws IOException if it is not such XML
   */
  boolean next() throws IOException {
    text.clear();
    if (endFollows) {
      endFollows = false;
      start = false;
      depth--;
      return true;
    }
    while (true) {
      if (!toTag()) {
        if (depth != 0) {
          throw new IOException("XML that ends inside an element");
        }
        return false;
      }
      int first = read();
      if (first == '!') {
        asides.declaration();
      } else if (first == '?') {
        asides.instruction();
      } else if (first == '/') {
        read();
        readTag();
        start = false;
        depth--;
        if (depth < 0) {
          throw new IOException("XML with an end of what did not start");
        }
        return true;
      } else {
        readTag();
        start = true;
        depth++;
        if (depth > DEPTH) {
          throw new IOException("XML nested deeper than " + DEPTH);
        }
        endFollows = tag.isEmpty();
        return true;
      }
    }
  }

  /** Whether an element starts here; otherwise one ends. */
  boolean isStart() {
    return start;
  }

  /** The tag here, until the next one. */
  XmlTag tag() {
    return tag;
  }

  /** Whether an element with the name starts here. */
  boolean isStart(String name) {
    return start && tag.is(name);
  }

  /** Whether an element with the name ends here. */
  boolean isEnd(String name) {
    return !start && tag.is(name);
  }

  /** The text between the tag before and this one. */
  XmlText text() {
    return text;
  }

  /**
   * Passes over the cells of a row that come next and are in columns nobody wants, as long as they
   * are written as usual and lie in the buffer; {@link #next} does for the others.
   *
   * @param column the column of the next cell if it does not say
   * @return the column of the next cell if it does not say
   */
  int skipCells(int column, BitSet wanted) throws IOException {
    int next = column;
    while (!endFollows && startsWith(CELL, position)) {
      int letter = position + CELL.length;
      int number = 0;
      while (letter < limit && buffer[letter] >= 'A' && buffer[letter] <= 'Z' && number < 1000) {
        number = number * 26 + (buffer[letter] - 'A' + 1);
        letter++;
      }
      boolean cell = number >= 1 && number <= Limits.COLUMNS;
      int behind = cell && !wanted.get(number - 1) ? behindCell(letter) : -1;
      if (behind < 0) {
        return next;
      }
      position = behind;
      next = number;
    }
    return next;
  }

  /** Where the cell whose address is at a place is over; -1 to read it in the long way. */
  private int behindCell(int address) throws IOException {
    byte[] bytes = buffer;
    int most = limit;
    // The address is in quotes: its end is a quote.
    int i = address;
    while (i < most && bytes[i] != '"' && bytes[i] != '<') {
      i++;
    }
    i = endInBuffer(i == most || bytes[i] == '<' ? i : i + 1);
    if (i < 0 || bytes[i - 1] == '/') {
      return i < 0 ? -1 : i + 1;
    }
    while (++i < most) {
      if (bytes[i] == '<') {
        if (startsWith(CELL_END, i)) {
          return i + CELL_END.length;
        }
        if (i + 1 == most || bytes[i + 1] == '!' || bytes[i + 1] == '?') {
          return -1;
        }
      }
    }
    return -1;
  }

  /** Passes over the end of the element here, if it comes next as written. */
  boolean passEnd(byte[] end) {
    if (endFollows || depth == 0 || !startsWith(end, position)) {
      return false;
    }
    position += end.length;
    depth--;
    return true;
  }

  /**
   * Passes over elements written as usual, if they come next and lie in the buffer: what opens
   * them, a text without entities, and what closes them. Then that is the text.
   *
   * @param open as many tags as close has, each without the other's
   * @return false if something else comes; {@link #next} reads it
   */
  boolean pass(byte[] open, byte[] close) throws IOException {
    if (endFollows || depth > DEPTH - 2 || !startsWith(open, position)) {
      return false;
    }
    byte[] bytes = buffer;
    int most = limit;
    int from = position + open.length;
    int to = from;
    while (to < most && bytes[to] != '<' && bytes[to] != '&') {
      to++;
    }
    if (!startsWith(close, to)) {
      return false;
    }
    text.clear();
    text.add(bytes, from, to - from, false);
    position = to + close.length;
    return true;
  }

  private boolean startsWith(byte[] start, int from) {
    return from + start.length <= limit
        && Arrays.equals(buffer, from, from + start.length, start, 0, start.length);
  }

  /** Keeps the text up to the next tag. */
  private boolean toTag() throws IOException {
    while (true) {
      int from = position;
      int i = from;
      boolean escaped = false;
      while (i < limit && buffer[i] != '<') {
        escaped |= buffer[i] == '&';
        i++;
      }
      text.add(buffer, from, i - from, escaped);
      position = i;
      if (i < limit) {
        position++;
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** Reads a tag, whose first byte was read, up to its end; a bracket in quotes does not end it. */
  private void readTag() throws IOException {
    position--;
    int end = endInBuffer(position);
    if (end >= 0) {
      tag.set(buffer, position, end);
      position = end + 1;
    } else {
      int length = copyTag();
      tag.set(copy, 0, length);
    }
  }

  /** Where the tag that goes on at a place ends in the buffer; -1 if it does not. */
  private int endInBuffer(int from) throws IOException {
    byte[] bytes = buffer;
    int most = limit;
    for (int i = from; i < most; i++) {
      byte b = bytes[i];
      if (b == '>') {
        return i;
      }
      if (b == '"' || b == '\'') {
        i++;
        while (i < most && bytes[i] != b && bytes[i] != '<') {
          i++;
        }
      }
      if (i < most && bytes[i] == '<') {
        throw tagInTag();
      }
    }
    return -1;
  }

  /** Copies a tag that goes on behind the buffer; its length. */
  private int copyTag() throws IOException {
    int length = 0;
    int quote = 0;
    int b = read();
    while (quote != 0 || b != '>') {
      if (length == copy.length) {
        if (length >= TAG_BYTES) {
          throw new IOException("a tag of more than " + TAG_BYTES + " B");
        }
        copy = Arrays.copyOf(copy, length * 2);
      }
      copy[length++] = (byte) b;
      quote = afterQuote(quote, b);
      b = read();
    }
    return length;
  }

  /** The quote that is open after a byte, 0 for none. */
  private static int afterQuote(int quote, int b) throws IOException {
    if (b == '"' || b == '\'') {
      return quote == 0 ? b : quote == b ? 0 : quote;
    }
    if (b == '<') {
      throw tagInTag();
    }
    return quote;
  }

  private static IOException tagInTag() {
    return new IOException("XML with a tag inside a tag");
  }

  /** The next byte, which has to be there. */
  int read() throws IOException {
    if (position == limit && !fill()) {
      throw new IOException("XML that ends inside a tag");
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    boolean first = limit == 0;
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(0, count);
    if (first && count >= 2 && (buffer[0] == 0 || buffer[1] == 0 || (buffer[0] & 0xFE) == 0xFE)) {
      throw new IOException("XML in UTF-16, not UTF-8");
    }
    return count > 0;
  }
}
