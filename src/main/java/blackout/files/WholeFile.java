package blackout.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The one writer of files. A file is written beside its place under a name that nobody can guess,
 * flushed to the disk, and moved into place in one step: a run that is killed, or a disk that is
 * full, leaves what was there as it was.
 *
 * <p>Links are not followed: a link at the place of the file is replaced, what it leads to stays. A
 * device or a pipe, such as {@code /dev/stdout}, cannot be replaced and is written to.
 */
public final class WholeFile {

  private static final SecureRandom NAMES = new SecureRandom();

  private WholeFile() {}

  /** What is written. */
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  /** Text in UTF-8. */
  public static Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a text in UTF-8.
   *
   * @throws UnwritableFile if it cannot be written
   */
  public static void write(Path target, String text) throws IOException {
    write(target, text(text));
  }

  /**
   * Writes one file.
   *
   * @param target created, with its folders, if it is not there
   * @throws UnwritableFile if it cannot be written
   */
  public static void write(Path target, Content content) throws IOException {
    writeAll(Map.of(target, content));
  }

  /**
   * Writes files that belong together: all are on the disk before the first takes its place. Of two
   * processes that write the first of them, the second is refused while they take their places.
   *
   * @param files what is written, by its place; in the order in which they take their places
   * @throws UnwritableFile if one cannot be written; none has then taken its place, except where a
   *     move itself failed
   */
  public static void writeAll(Map<Path, Content> files) throws IOException {
    var waiting = new LinkedHashMap<Path, Path>();
    try {
      for (Map.Entry<Path, Content> file : files.entrySet()) {
        named(file.getKey(), () -> draft(file.getKey(), file.getValue(), waiting));
      }
      if (waiting.size() > 1) {
        TargetLock lock = TargetLock.of(waiting.keySet().iterator().next());
        try (lock) {
          placeAll(waiting);
        }
      } else {
        placeAll(waiting);
      }
    } finally {
      for (Path draft : waiting.values()) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static void placeAll(Map<Path, Path> waiting) throws IOException {
    for (Map.Entry<Path, Path> draft : waiting.entrySet()) {
      named(draft.getKey(), () -> place(draft.getValue(), draft.getKey()));
    }
  }

  /**
   * Flushes a file that was written bit by bit, and moves it to its place in one step.
   *
   * @param part a file in the folder of the target
   * @throws UnwritableFile if it cannot take its place
   */
  public static void finish(Path part, Path target) throws IOException {
    named(
        target,
        () -> {
          try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
          place(part, target);
        });
  }

  /**
   * Opens a file that is written bit by bit, for a later {@link #finish}; a link is not followed.
   *
   * @throws UnwritableFile if it cannot be opened
   */
  public static FileChannel part(Path part) throws IOException {
    try {
      Files.createDirectories(folder(part));
      return FileChannel.open(
          part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UnwritableFile(part, e);
    }
  }

  private static void draft(Path target, Content content, Map<Path, Path> waiting)
      throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        content.to(out);
      }
      return;
    }
    Path folder = Files.createDirectories(folder(target));
    Path draft = folder.resolve(".blackout-" + unguessable());
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      waiting.put(target, draft);
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16) {
            @Override
            public void close() throws IOException {
              flush(); // the file is still to be flushed to the disk
            }
          };
      content.to(out);
      out.flush();
      channel.force(true);
    }
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      keepPermissions(target, draft);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.getFileStore(to).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void place(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(folder(target), Set.of(StandardOpenOption.READ))) {
      folder.force(true);
    } catch (IOException e) {
      // Windows opens no folder; there the move alone has to do.
    }
  }

  /** A word of 24 hexadecimal digits that nobody can guess. */
  static String unguessable() {
    byte[] random = new byte[12];
    NAMES.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void named(Path target, Step step) throws IOException {
    try {
      step.run();
    } catch (UnwritableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnwritableFile(target, e);
    }
  }
}
