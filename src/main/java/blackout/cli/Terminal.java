package blackout.cli;

import blackout.exhibit.TerminalText;
import blackout.files.WholeFile;
import blackout.ingest.Problem;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes: data to one place, messages to another.
 *
 * @param out data
 * @param err messages
 * @param watched whether a person watches the messages, so that progress helps
 * @param ansi whether messages may have colour
 * @param label what of several estates this one is about; files have it in their names
 */
record Terminal(
    PrintWriter out, PrintWriter err, boolean watched, Ansi ansi, Optional<String> label) {

  /** About one estate, or none. */
  Terminal(PrintWriter out, PrintWriter err, boolean watched, Ansi ansi) {
    this(out, err, watched, ansi, Optional.empty());
  }

  /** The same about one estate of several. */
  Terminal labelled(String name) {
    return new Terminal(out, err, watched, ansi, Optional.of(name));
  }

  /**
   * Where a file of this estate goes: {@code x.json} of several estates is {@code x.label.json}.
   */
  Path place(Path file) {
    if (label.isEmpty()) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot > 0
            ? name.substring(0, dot) + "." + label.get() + name.substring(dot)
            : name + "." + label.get());
  }

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

  /** Writes a text to the file of this estate, or to standard output if it is called "-". */
  void write(String file, String text) throws IOException {
    if (file.equals("-")) {
      out.print(text);
      out.flush();
    } else {
      write(Path.of(file), text);
    }
  }

  /** Writes a text to the file of this estate and says so. */
  void write(Path file, String text) throws IOException {
    Path place = place(file);
    WholeFile.write(place, text);
    err.println("Wrote " + TerminalText.plain(place.toString()));
  }

  /** Says what could not be used, a line each, and gives the lines. */
  List<String> tell(List<Problem> problems) {
    List<String> lines = problems.stream().map(Problem::toString).toList();
    lines.forEach(line -> err.println(TerminalText.plain(line)));
    return lines;
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true) {
      /** Ends lines as tables, CSV and JSON do, on every system. */
      @Override
      public void println() {
        write('\n');
        flush();
      }
    };
  }
}
