package blackout.cli;

import blackout.exhibit.TerminalText;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.json.Json;
import blackout.quantity.Text;
import blackout.report.JUnitText;
import blackout.report.Validation;
import blackout.report.json.ValidationDoc;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code blackout validate}. */
@Command(
    name = "validate",
    description = "Check a cluster: its prerequisites, objectives, window and evidence.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The verdict is that of report on the same input and window.",
      "",
      "Exit codes: 0 ready, 3 a check failed, 4 warnings or assumptions under --fail-on warning, 5"
          + " the input or a part of it cannot be used, 6 a check could not be decided; of several,"
          + " the first of 5, 3, 6, 4.",
      "",
      "Example: blackout validate datasets/faulty-two-node"
    })
final class ValidateCommand implements Callable<Integer> {

  /** What stops a pipeline. */
  enum FailOn {
    failed,
    warning
  }

  private final Terminal terminal;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Mixin private WaiverOptions waivers = new WaiverOptions();

  @Mixin private WindowOption window = new WindowOption();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--fail-on",
      defaultValue = "failed",
      paramLabel = "RESULT",
      description = "What makes the exit code other than 0: ${COMPLETION-CANDIDATES}.")
  private FailOn failOn;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the results as JUnit XML to a file.")
  private Optional<String> junit = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the results as JSON to a file; - for standard output, without text.")
  private Optional<String> json = Optional.empty();

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return tell(
          Validation.of(
              estate.load().loaded(),
              window.asked(),
              seed.value(),
              waivers.waivers(),
              waivers.today()));
    } catch (UnreadableInput e) {
      e.problems().forEach(this::message);
      return ended("BAD INPUT: " + Text.count(e.problems().size(), "problem"), Exit.BAD_INPUT);
    }
  }

  private int tell(Validation validation) throws IOException {
    if (json.isPresent()) {
      terminal.write(
          json.get(), Json.text(ValidationDoc.of(validation, new Version().getVersion()[0])));
    }
    if (junit.isPresent()) {
      terminal.write(
          junit.get(),
          JUnitText.of(validation.estate(), validation.checks(), validation.problems()));
    }
    if (json.filter("-"::equals).isEmpty() && junit.filter("-"::equals).isEmpty()) {
      terminal.out().print(validation.text());
      terminal.out().flush();
    }
    validation.problems().forEach(this::message);
    Exit exit =
        Exit.ofGate(
            validation.verdict(), !validation.problems().isEmpty(), failOn == FailOn.warning);
    return ended(validation.line(), exit);
  }

  private int ended(String line, Exit exit) {
    terminal.err().println(line);
    return exit.code();
  }

  private void message(Problem problem) {
    terminal.err().println(TerminalText.plain(problem.toString()));
  }
}
