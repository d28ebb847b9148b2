package blackout.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The standard output of this process. A writer of Java swallows what goes wrong with its stream;
 * this one ends the work with {@link Lost}, so that a full disk is told and a closed pipe stops a
 * long run at once.
 */
final class StandardOutput extends OutputStream {

  /** What others were to read cannot be written: an error, so that no command goes on after it. */
  static final class Lost extends Error {
    Lost(IOException cause) {
      super("standard output cannot be written: " + cause.getMessage(), cause);
    }
  }

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw new Lost(e);
    }
  }
}
