package blackout.ingest.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the characters of a text file are written: by its byte order mark; else UTF-16 where every
 * second byte is 0, which PowerShell writes with {@code >} and without a mark with some tools; else
 * UTF-8 where the whole file is valid, else Windows' Western code page, in which typeperf and Excel
 * write.
 *
 * @param charset the encoding
 * @param markBytes the length of the byte order mark in bytes, 0 for none
 */
public record TextEncoding(Charset charset, int markBytes) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The encoding by how a file begins; UTF-8 without a mark is not yet sure. */
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

  /** Whether only the whole file tells it from Windows' code page. */
  boolean mayBeWindows() {
    return markBytes == 0 && charset.equals(StandardCharsets.UTF_8);
  }

  /** The encoding of a whole file without a mark. */
  static TextEncoding ofUnmarked(InputStream in) throws IOException {
    var strict = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    char[] buffer = new char[1 << 14];
    try {
      int read = strict.read(buffer);
      while (read >= 0) {
        read = strict.read(buffer);
      }
      return new TextEncoding(StandardCharsets.UTF_8, 0);
    } catch (CharacterCodingException e) {
      return new TextEncoding(WINDOWS, 0);
    }
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
