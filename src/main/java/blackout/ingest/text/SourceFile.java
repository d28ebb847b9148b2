package blackout.ingest.text;

import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that may be an export.
 *
 * @param path where it lies
 * @param name what to call it, without its folder
 * @param head how it begins
 */
public record SourceFile(Path path, String name, Head head) {

  /**
   * Looks at the beginning of a file.
   *
   * @throws UnreadableInput if there is no such file, or it is larger than is read
   */
  public static SourceFile open(Path path) {
    Path last = path.getFileName();
    String name = CleanText.name(last == null ? path.toString() : last.toString());
    try {
      if (!Files.isRegularFile(path)) {
        throw refused(name, Files.exists(path) ? "no file" : "nothing", "a readable file");
      }
      if (Files.size(path) > Limits.FILE_BYTES) {
        throw refused(
            name, Files.size(path) + " B", "a file of at most " + Limits.FILE_BYTES + " B");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return new SourceFile(path, name, Head.of(in.readNBytes(Head.BYTES)));
      }
    } catch (IOException e) {
      throw refused(name, String.valueOf(e.getMessage()), "a readable file");
    }
  }

  /** The characters of the file, without its byte order mark. */
  public Reader reader() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    in.skipNBytes(head.encoding().markBytes());
    return new InputStreamReader(in, head.encoding().charset());
  }

  public static UnreadableInput refused(String source, String value, String expectation) {
    return new UnreadableInput(List.of(new Problem(source, "", value, expectation)));
  }
}
