package blackout.ingest.sheet;

import blackout.ingest.text.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what an archive unpacks to, whatever it declares, and stops at a limit. */
final class UnpackedBytes {

  private final long most;
  private long count;

  /**
   * @param packedBytes the size of the archive
   */
  UnpackedBytes(long packedBytes) {
    most =
        Math.min(
            Limits.UNPACKED_BYTES,
            Math.max(Limits.UNPACKED_FREE_BYTES, packedBytes * Limits.UNPACKED_RATIO));
  }

  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        counted(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        counted(Math.max(read, 0));
        return read;
      }
    };
  }

  private void counted(int bytes) throws IOException {
    count += bytes;
    if (count > most) {
      throw new IOException(
          "an archive that unpacks to more than "
              + most
              + " B, "
              + Limits.UNPACKED_RATIO
              + " times its size");
    }
  }
}
