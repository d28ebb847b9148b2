package blackout.ingest.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Lines of a text, none longer and not more of them than is allowed. */
public final class TextLines {

  private TextLines() {}

  /** Who takes the lines. */
  public interface Sink {
    /**
     * One line of a file.
     *
     * @param number the line, counted from 1
     */
    void line(long number, String text);
  }

  /**
   * Reads a text.
   *
   * @throws IOException if it cannot be read to its end, or breaks a limit
   */
  public static void read(SourceFile file, Sink sink) throws IOException {
    try (Reader reader = new BufferedReader(file.reader())) {
      var line = new StringBuilder();
      long number = 1;
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') {
          sink.line(number, line.toString());
          line.setLength(0);
          number++;
          if (number > Limits.ROWS * 64L) {
            throw new IOException("more than " + Limits.ROWS * 64L + " lines");
          }
        } else if (c != '\r') {
          line.append((char) c);
          if (line.length() > Limits.CELL_CHARACTERS) {
            throw new IOException("a line of more than " + Limits.CELL_CHARACTERS + " characters");
          }
        }
      }
      if (!line.isEmpty()) {
        sink.line(number, line.toString());
      }
    }
  }
}
