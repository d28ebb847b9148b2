package blackout.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a file that a tool of some system wrote: UTF-8 or UTF-16 by its byte order mark, else
 * UTF-8 where that is valid, else Windows' Western code page, in which typeperf writes.
 */
final class SourceBytes {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private SourceBytes() {}

  /**
   * The bytes of a file.
   *
   * @throws UnreadableInput if it cannot be read or is larger than {@link JsonText#MAX_FILE_BYTES}
   */
  static byte[] read(Path file) {
    String source = JsonText.sourceName(file);
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(source, Files.exists(file) ? "no file" : "nothing", "a readable file");
      }
      if (Files.size(file) > JsonText.MAX_FILE_BYTES) {
        throw refused(
            source, Files.size(file) + " B", "a file of at most " + JsonText.MAX_FILE_BYTES + " B");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(source, String.valueOf(e.getMessage()), "a readable file");
    }
  }

  static String text(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static UnreadableInput refused(String source, String found, String expectation) {
    return new UnreadableInput(List.of(new Problem(source, "", found, expectation)));
  }
}
