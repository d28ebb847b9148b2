package blackout.notebook;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads the words of a cell. What refuses them loses the frames of Blackout: IJava and JJava print
 * every frame that an exception carries, and ours say nothing to the one who wrote the cell.
 */
final class CellInput {

  private CellInput() {}

  /**
   * What the reading gives.
   *
   * @throws IllegalArgumentException if it is refused; its first frame is that of the cell
   */
  static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      e.setStackTrace(
          Arrays.stream(e.getStackTrace())
              .dropWhile(frame -> frame.getClassName().matches("(blackout|java|jdk)\\..*"))
              .toArray(StackTraceElement[]::new));
      throw e;
    }
  }
}
