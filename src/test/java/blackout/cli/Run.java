package blackout.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * One run of the command in this process.
 *
 * @param exit its exit code
 * @param out what it wrote as data
 * @param err what it wrote as messages
 */
public record Run(int exit, String out, String err) {

  /** Runs the command as nobody watches. */
  public static Run of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, Ansi.OFF);
    int exit = Main.commandLine(terminal).execute(args);
    return new Run(exit, out.toString(), err.toString());
  }

  /** The last line of the messages. */
  String lastMessage() {
    return err.lines().reduce("", (before, line) -> line);
  }
}
