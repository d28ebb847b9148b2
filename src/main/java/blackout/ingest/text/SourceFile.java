package blackout.ingest.text;

import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that may be a source.
 *
 * @param path where it lies; empty if it is in memory
 * @param name what to call it, without its folder
 * @param bytes its size
 * @param head how it begins
 * @param content opens it
 */
public record SourceFile(Optional<Path> path, String name, long bytes, Head head, Content content) {

  /** A text up to this size is searched as a whole as well; an assumption about memory. */
  private static final long SHORT_BYTES = 64L << 20;

  /** Opens the bytes of a file. */
  public interface Content {
    InputStream open() throws IOException;
  }

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
      return of(Optional.of(path), name, Files.size(path), () -> Files.newInputStream(path));
    } catch (IOException e) {
      throw refused(name, String.valueOf(e.getMessage()), "a readable file");
    }
  }

  /** A file in memory. */
  public static SourceFile of(byte[] bytes, String name) {
    try {
      return of(Optional.empty(), name, bytes.length, () -> new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw refused(name, String.valueOf(e.getMessage()), "a readable text");
    }
  }

  private static SourceFile of(Optional<Path> path, String name, long bytes, Content content)
      throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(Head.BYTES);
    }
    TextEncoding encoding = TextEncoding.of(head);
    if (!Head.isZip(head) && encoding.mayBeWindows()) {
      try (InputStream in = content.open()) {
        encoding = TextEncoding.ofUnmarked(in);
      }
    }
    return new SourceFile(path, name, bytes, Head.of(head, encoding), content);
  }

  /** The characters of the file, without its byte order mark. */
  public Reader reader() throws IOException {
    InputStream in = new BufferedInputStream(content.open(), 1 << 16);
    in.skipNBytes(head.encoding().markBytes());
    return new InputStreamReader(in, head.encoding().charset());
  }

  /** Whether its text is short enough to be searched as a whole. */
  public boolean isShort() {
    return bytes <= SHORT_BYTES;
  }

  /** All of its text. */
  public String text() throws IOException {
    try (Reader reader = reader()) {
      var text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    }
  }

  /** The name up to its first point, which stands for the host where a text names none. */
  public String stem() {
    int point = name.indexOf('.');
    return point > 0 ? name.substring(0, point) : name;
  }

  public static UnreadableInput refused(String source, String value, String expectation) {
    return new UnreadableInput(List.of(new Problem(source, "", value, expectation)));
  }
}
