package blackout.report;

import static blackout.quantity.Require.require;

import blackout.exhibit.SweepText;
import blackout.files.TargetLock;
import blackout.files.UnwritableFile;
import blackout.files.WholeFile;
import blackout.plan.move.Sweep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * A sweep on its way into a CSV file. Points are computed side by side and written in their order,
 * so the file is the same for any number of threads. They go into a file beside the wanted one,
 * with {@code .part} after its name, which is moved into place at the end: a killed run leaves an
 * earlier file as it was, and can be taken up again.
 */
public final class SweepFile {

  private static final int BLOCK = 2048;
  private static final int BLOCKS_AT_ONCE = 16;

  /** Of so many kept records the answer of one is computed anew: another program is told by it. */
  private static final int CHECKED = 1000;

  private SweepFile() {}

  /**
   * Writes all points.
   *
   * @param resume whether the records of an earlier run that was stopped are kept
   * @param done told how many points are written, kept ones included, as they are
   * @return the records that were kept
   * @throws IllegalArgumentException if the earlier run was of another sweep
   * @throws UnwritableFile if another process writes the file, or none can
   */
  public static long write(Sweep sweep, Path file, boolean resume, LongConsumer done)
      throws IOException {
    TargetLock lock = TargetLock.of(file);
    try (lock) {
      return writeAlone(sweep, file, resume, done);
    }
  }

  private static long writeAlone(Sweep sweep, Path file, boolean resume, LongConsumer done)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long kept = resume && Files.exists(part) ? keep(sweep, part) : 0;
    try (FileChannel channel = WholeFile.part(part)) {
      OutputStream out = Channels.newOutputStream(channel);
      if (kept == 0) {
        channel.truncate(0);
        out.write(SweepText.HEAD.getBytes(StandardCharsets.UTF_8));
      }
      channel.position(channel.size());
      write(sweep, kept, out, done);
    } catch (UnwritableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnwritableFile(file, e);
    }
    WholeFile.finish(part, file);
    return kept;
  }

  /** Writes the points from a number on, without a head. */
  public static void write(Sweep sweep, long from, OutputStream out, LongConsumer done)
      throws IOException {
    long size = sweep.size();
    for (long start = from; start < size; start += (long) BLOCK * BLOCKS_AT_ONCE) {
      long end = Math.min(size, start + (long) BLOCK * BLOCKS_AT_ONCE);
      long first = start;
      List<byte[]> blocks =
          LongStream.rangeClosed(start / BLOCK, (end - 1) / BLOCK)
              .parallel()
              .mapToObj(b -> block(sweep, Math.max(first, b * BLOCK), (b + 1) * BLOCK, end))
              .toList();
      for (byte[] block : blocks) {
        out.write(block);
      }
      done.accept(end);
    }
  }

  private static byte[] block(Sweep sweep, long from, long to, long end) {
    return SweepText.records(sweep.points(from, Math.min(to, end)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Cuts a file after its last whole record, and counts the records. */
  private static long keep(Sweep sweep, Path part) throws IOException {
    long bytes = SweepText.HEAD.length();
    long records = 0;
    if (Files.size(part) < bytes) {
      return 0;
    }
    long wholeBytes = afterLastLine(part);
    try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.ISO_8859_1)) {
      requireSame((lines.readLine() + "\n").equals(SweepText.HEAD), part);
      while (bytes < wholeBytes) {
        String line = lines.readLine();
        requireSame(
            records < sweep.size() && line.startsWith(SweepText.question(sweep.question(records))),
            part);
        if (records % CHECKED == 0) {
          requireSame(
              (line + "\n").equals(SweepText.records(sweep.points(records, records + 1))), part);
        }
        bytes += line.length() + 1;
        records++;
      }
    }
    requireSame(bytes == wholeBytes, part);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
    return records;
  }

  private static void requireSame(boolean same, Path part) {
    require(same, "%s is of another sweep; run without --resume to start anew", part);
  }

  private static long afterLastLine(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
      long size = channel.size();
      var tail = ByteBuffer.allocate((int) Math.min(size, 4096));
      channel.read(tail, size - tail.capacity());
      int i = tail.capacity() - 1;
      while (i >= 0 && tail.get(i) != '\n') {
        i--;
      }
      return size - tail.capacity() + i + 1;
    }
  }
}
