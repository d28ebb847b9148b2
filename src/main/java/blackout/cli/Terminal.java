package blackout.cli;

import blackout.exhibit.TerminalText;
import blackout.files.WholeFile;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes: data to one place, messages to another.
 *
 * @param out data
 * @param err messages
 * @param watched whether a person watches the messages, so that progress helps
 * @param ansi whether messages may have colour
 */
record Terminal(PrintWriter out, PrintWriter err, boolean watched, Ansi ansi) {

  /** The terminal of this process; no colour if NO_COLOR is set to anything but nothing. */
  static Terminal ofProcess(PrintStream err) {
    String noColor = System.getenv("NO_COLOR");
    boolean plain = noColor != null && !noColor.isEmpty();
    return new Terminal(
        writer(new StandardOutput()), writer(err), isWatched(), plain ? Ansi.OFF : Ansi.AUTO);
  }

  @SuppressWarnings("SystemConsoleNull") // The method that says more is of Java 22.
  private static boolean isWatched() {
    Console console = System.console();
    try {
      return console != null
          && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Writes a text to a file and says so, or to standard output if the file is called "-". */
  void write(String file, String text) throws IOException {
    if (file.equals("-")) {
      out.print(text);
      out.flush();
    } else {
      write(Path.of(file), text);
    }
  }

  /** Writes a text to a file and says so. */
  void write(Path file, String text) throws IOException {
    WholeFile.write(file, text);
    err.println("Wrote " + TerminalText.plain(file.toString()));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
