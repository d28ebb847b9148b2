package blackout.cli;

import blackout.exhibit.TerminalText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code blackout}. */
@Command(
    name = "blackout",
    description = "How long virtual machines are out while they change hosts.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReportCommand.class,
      ImportCommand.class,
      ValidateCommand.class,
      ChecksCommand.class,
      AvailabilityCommand.class,
      EstimateCommand.class,
      SolveCommand.class,
      SweepCommand.class,
      DrainCommand.class,
      FleetCommand.class,
      RiskCommand.class,
      AdviseCommand.class,
      AccuracyCommand.class,
      CalibrateCommand.class,
      HypervisorsCommand.class,
      NotebookCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 fine, 1 internal error, 2 usage, 3 a check failed, 4 warnings where none are"
          + " allowed, 5 bad input, 6 a check could not be decided. Data goes to standard output, messages to standard error. NO_COLOR"
          + " switches colours off."
    })
public final class Main implements Runnable {

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an internal error happened.")
  private boolean debug;

  private Main() {}

  /** Runs the command and ends the program with its exit code. */
  public static void main(String[] args) {
    // Charts are drawn without a screen.
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine(Terminal.ofProcess(System.out, System.err)).execute(args));
  }

  static CommandLine commandLine(Terminal terminal) {
    var root = new Main();
    var line = new CommandLine(root, new Factory(terminal));
    ColorScheme colors = CommandLine.Help.defaultColorScheme(terminal.ansi());
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(colors)
        .setParameterExceptionHandler((e, args) -> usage(terminal, e))
        .setExecutionExceptionHandler((e, command, result) -> failure(terminal, e, root.debug));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  private static int usage(Terminal terminal, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println(command + ": " + TerminalText.plain(e.getMessage()));
    terminal.err().println("Try \"" + command + " --help\".");
    return Exit.USAGE.code();
  }

  private static int failure(Terminal terminal, Exception e, boolean debug) {
    if (debug) {
      e.printStackTrace(terminal.err());
    }
    terminal
        .err()
        .println(
            "blackout: internal error: "
                + TerminalText.plain(String.valueOf(e))
                + (debug ? "" : " (run again with --debug to see where)"));
    return Exit.INTERNAL.code();
  }
}
