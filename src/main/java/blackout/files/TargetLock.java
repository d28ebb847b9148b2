package blackout.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a file, which one process has at a time. It is a lock of the operating system
 * on a file beside the target, {@code .NAME.lock}: it ends with its process however that ends, and
 * one that a killed run left behind holds nobody up.
 */
public final class TargetLock implements AutoCloseable {

  private static final int TRIES = 20;
  private static final int MOST_MARK = 1 << 20;
  private static final SecureRandom MARKS = new SecureRandom();

  private final Path file;
  private final FileChannel channel;

  private TargetLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the right to write a file.
   *
   * @throws UnwritableFile if another process has it, or its folder cannot be written
   */
  public static TargetLock of(Path target) throws IOException {
    Path file = WholeFile.folder(target).resolve("." + target.getFileName() + ".lock");
    try {
      Files.createDirectories(WholeFile.folder(target));
      for (int i = 0; i < TRIES; i++) {
        TargetLock lock = tried(file);
        if (lock != null) {
          return lock;
        }
      }
    } catch (IOException e) {
      throw new UnwritableFile(target, e);
    } catch (OverlappingFileLockException e) {
      throw new UnwritableFile(target, taken());
    }
    throw new UnwritableFile(target, taken());
  }

  private static IOException taken() {
    return new IOException("another run is writing it");
  }

  /** The lock; null if the file was taken away by its last owner before it was locked here. */
  private static @Nullable TargetLock tried(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken();
      }
      // The file may have been taken away by its last owner: its length is asked by name. To open
      // it
      // again would give the lock back, as POSIX has it.
      long mark = 1L + MARKS.nextInt(MOST_MARK);
      channel.truncate(0);
      channel.write(ByteBuffer.allocate(1), mark - 1);
      held = isLong(file, mark);
      return held ? new TargetLock(file, channel) : null;
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static boolean isLong(Path file, long bytes) throws IOException {
    try {
      return Files.size(file) == bytes;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Gives the right back and takes its file away. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
