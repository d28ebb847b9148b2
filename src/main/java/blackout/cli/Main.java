package blackout.cli;

import blackout.exhibit.TerminalText;
import blackout.files.UnwritableFile;
import blackout.inventory.Hypervisors;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code blackout}. */
@Command(
    name = "blackout",
    description = "How long virtual machines are out while they change hosts.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 fine, 1 internal error, 2 usage or a file that cannot be written, 3 a check"
          + " failed, 4 warnings where none are allowed, 5 bad input, 6 a check could not be decided, 7"
          + " standard output cannot be written, 8 not enough memory. Data goes to standard output, messages to standard error. NO_COLOR"
          + " switches colours off."
    })
public final class Main implements Runnable {

  /** All commands, in the order in which the help lists them. */
  static final List<Class<?>> COMMANDS =
      List.of(
          ReportCommand.class,
          InitCommand.class,
          ImportCommand.class,
          ValidateCommand.class,
          ChecksCommand.class,
          AvailabilityCommand.class,
          EstimateCommand.class,
          SolveCommand.class,
          SweepCommand.class,
          DrainCommand.class,
          CompareCommand.class,
          FleetCommand.class,
          RiskCommand.class,
          AdviseCommand.class,
          AccuracyCommand.class,
          CalibrateCommand.class,
          TrackCommand.class,
          HypervisorsCommand.class,
          NotebookCommand.class,
          ExplainCommand.class,
          SchemaCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  /** Letters that may be wrong in a name that is suggested. */
  private static final int MOST_TYPOS = 3;

  /** Those that speak of the other commands. */
  private static final Set<Class<?>> ABOUT_OTHERS =
      Set.of(CompletionCommand.class, HelpCommand.class);

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
    System.exit(run(Terminal.ofProcess(System.err), args));
  }

  /** Runs the command, to its last byte on standard output. */
  static int run(Terminal terminal, String... args) {
    try {
      int exit = commandLine(terminal, meant(args)).execute(args);
      terminal.out().flush();
      return exit;
    } catch (StandardOutput.Lost e) {
      terminal.err().println("blackout: " + e.getMessage());
      return Exit.OUTPUT_LOST.code();
    } catch (OutOfMemoryError e) {
      terminal.err().println("blackout: " + tooLittleMemory());
      return Exit.OUT_OF_MEMORY.code();
    }
  }

  private static String tooLittleMemory() {
    ByteCount heap = new ByteCount(Runtime.getRuntime().maxMemory());
    return "out of memory: Java may use "
        + Amounts.bytes(heap)
        + ", and this needs more; give it more with \"java -Xmx...\", or ask less at once";
  }

  /** With all commands. */
  static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, COMMANDS);
  }

  /**
   * The commands that have to be known to understand arguments: the one that they begin with, or
   * all. To make the options of all of them takes a fifth of a second at every start.
   */
  static List<Class<?>> meant(String... args) {
    for (Class<?> command : COMMANDS) {
      String name = command.getAnnotation(Command.class).name();
      if (args.length > 0 && args[0].equals(name) && !ABOUT_OTHERS.contains(command)) {
        return List.of(command);
      }
    }
    return COMMANDS;
  }

  static CommandLine commandLine(Terminal terminal, List<Class<?>> commands) {
    var root = new Main();
    var line = new CommandLine(root, new Factory(terminal));
    commands.forEach(line::addSubcommand);
    line.getSubcommands().values().forEach(GroupedHelp::on);
    line.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().args().stream())
        .flatMap(arg -> Stream.of(arg.auxiliaryTypes()))
        .filter(Class::isEnum)
        .forEach(type -> readByName(line, type));
    ColorScheme colors = CommandLine.Help.defaultColorScheme(terminal.ansi());
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(colors)
        .setExecutionStrategy(parsed -> run(terminal, parsed))
        .setParameterExceptionHandler((e, args) -> usage(terminal, e))
        .setExecutionExceptionHandler((e, command, result) -> failure(terminal, e, root.debug));
  }

  private static <T> void readByName(CommandLine line, Class<T> type) {
    line.registerConverter(type, new OneOf<>(List.of(type.getEnumConstants())));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** Says what an alias or a unit with two meanings was taken as, then runs the command. */
  private static int run(Terminal terminal, ParseResult parsed) {
    for (ParseResult part = parsed; part != null; part = part.subcommand()) {
      Outputs.requireApart(part);
      for (OptionSpec option : part.matchedOptions()) {
        notes(option).forEach(note -> terminal.err().println(TerminalText.plain(note)));
      }
    }
    return new RunLast().execute(parsed);
  }

  private static List<String> notes(OptionSpec option) {
    Object value = option.getValue();
    Object given =
        value instanceof Optional<?> optional && optional.isPresent() ? optional.get() : value;
    if (given instanceof Hypervisors.Named named) {
      return named.note().stream().toList();
    }
    boolean sizes = option.paramLabel().startsWith("SIZE");
    if (given instanceof String && (sizes || option.paramLabel().startsWith("RATE"))) {
      return option.originalStringValues().stream()
          .flatMap(text -> Quantities.notes(text, sizes).stream())
          .toList();
    }
    return option.originalStringValues().stream()
        .flatMap(text -> Quantities.note(text, given).stream())
        .limit(1)
        .toList();
  }

  private static int usage(Terminal terminal, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String reason = e instanceof UnmatchedArgumentException u ? unmatched(u) : Text.reason(e);
    terminal.err().println(command + ": " + TerminalText.plain(reason));
    terminal.err().println("Try \"" + command + " --help\".");
    return Exit.USAGE.code();
  }

  /** What nothing is called, and what is nearest to it. */
  private static String unmatched(UnmatchedArgumentException e) {
    String said = e.getUnmatched().get(0);
    String name = said.replaceFirst("=.*", "");
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    boolean option = said.startsWith("-");
    if (!option && spec.subcommands().isEmpty()) {
      return Text.reason(e);
    }
    Set<String> known = option ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    return "no "
        + (option ? "option " : "command ")
        + name
        + known.stream()
            .filter(k -> Text.distance(k, name) <= Math.min(MOST_TYPOS, name.length() / 2))
            .min(Comparator.comparing(k -> Text.distance(k, name)))
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
  }

  private static int failure(Terminal terminal, Exception e, boolean debug) {
    if (e instanceof UnwritableFile) {
      terminal.err().println("blackout: " + TerminalText.plain(Text.reason(e)));
      return Exit.USAGE.code();
    }
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
