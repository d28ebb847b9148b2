package blackout.ingest.sheet;

import blackout.ingest.text.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts that the cells of a workbook share. Most belong to columns that nobody wants, so they
 * are kept as bytes, and one becomes a string when a cell asks for it.
 */
final class SharedTexts {

  /** The longest text, in bytes: a cell, each character in up to 4 of them. */
  private static final int TEXT_BYTES = Limits.CELL_CHARACTERS * 4;

  private static final int BLOCK_BITS = 18;

  // Nearly all texts are written like this.
  private static final List<byte[]> OPEN =
      List.of(ascii("<si><t xml:space=\"preserve\">"), ascii("<si><t>"));
  private static final byte[] CLOSE = ascii("</t></si>");

  /** Blocks of UTF-8; each text lies in one of them. */
  private final List<byte[]> blocks = new ArrayList<>();

  /** Where a text begins: its block, and in the lower bits its place there. */
  private int[] starts = new int[1024];

  private int[] lengths = new int[1024];
  private int size;

  /** How much of the last block is in use, the text that is being added not counted. */
  private int used = 1 << BLOCK_BITS;

  /** The bytes of all texts. */
  private long bytes;

  /** The bytes of the text that is being added. */
  private int adding;

  /** Runs of formatted text are joined; pronunciation guides are left out. */
  static SharedTexts read(XmlTags tags) throws IOException {
    var texts = new SharedTexts();
    boolean guide = false;
    while (true) {
      if (!guide) {
        texts.plain(tags);
      }
      if (!tags.next()) {
        return texts;
      } else if (tags.isEnd("t") && !guide) {
        texts.run(tags);
      } else if (tags.tag().is("rPh")) {
        guide = tags.isStart();
      } else if (tags.isEnd("si")) {
        texts.add();
      }
    }
  }

  /** Adds the texts that come next and are written as nearly all are: nothing else is hot. */
  private void plain(XmlTags tags) throws IOException {
    while (pass(tags)) {
      run(tags);
      add();
    }
  }

  private static boolean pass(XmlTags tags) throws IOException {
    for (byte[] open : OPEN) {
      if (tags.pass(open, CLOSE)) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return size;
  }

  /** The text with a number from 0 to the size, exclusive. */
  String text(int index) {
    if (lengths[index] == 0) {
      return "";
    }
    int start = starts[index];
    int offset = start & (1 << BLOCK_BITS) - 1;
    byte[] block = blocks.get(start >>> BLOCK_BITS);
    return new String(block, offset, lengths[index], StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run(XmlTags tags) throws IOException {
    int most = adding + tags.text().mostBytes();
    if (most > TEXT_BYTES) {
      throw new IOException("a shared text of more than " + Limits.CELL_CHARACTERS + " characters");
    }
    if (blocks.isEmpty() || used + most > 1 << BLOCK_BITS) {
      byte[] next = new byte[1 << BLOCK_BITS];
      if (adding > 0) {
        System.arraycopy(blocks.get(blocks.size() - 1), used, next, 0, adding);
      }
      blocks.add(next);
      used = 0;
    }
    adding += tags.text().copyTo(blocks.get(blocks.size() - 1), used + adding);
  }

  private void add() throws IOException {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    starts[size] = Math.max(0, blocks.size() - 1) << BLOCK_BITS | used;
    lengths[size] = adding;
    size++;
    used += adding;
    bytes += adding;
    adding = 0;
    if (size > Limits.SHARED_TEXTS || bytes > Limits.SHARED_BYTES) {
      throw new IOException("more than " + Limits.SHARED_BYTES + " B of shared text");
    }
  }
}
