package blackout.ingest.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the characters of a text file are written. PowerShell writes UTF-16 with {@code >} and
 * without a byte order mark with some tools; everything else is read as UTF-8.
 *
 * @param charset the encoding
 * @param markBytes the length of the byte order mark in bytes, 0 for none
 */
public record TextEncoding(Charset charset, int markBytes) {

  public static TextEncoding of(byte[] head) {
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (starts(head, 0xFF, 0xFE)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    }
    if (starts(head, 0xFE, 0xFF)) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2);
    }
    if (head.length >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 0);
    }
    if (head.length >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 0);
    }
    return new TextEncoding(StandardCharsets.UTF_8, 0);
  }

  private static boolean starts(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
