package blackout.cli;

import blackout.ingest.Schemas;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blackout schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of what a command reads or writes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Without a name: lists the names.", "", "Example: blackout schema report"})
final class SchemaCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which schema.")
  private Optional<String> name = Optional.empty();

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      Schemas.NAMES.forEach(terminal.out()::println);
    } else if (Schemas.NAMES.contains(name.get())) {
      terminal.out().print(Schemas.text(name.get()));
    } else {
      throw new ParameterException(
          spec.commandLine(),
          "no schema \"%s\"; there are %s".formatted(name.get(), String.join(", ", Schemas.NAMES)));
    }
    terminal.out().flush();
    return Exit.FINE.code();
  }
}
