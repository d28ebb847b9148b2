package blackout.cli;

import blackout.check.Waiver;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import blackout.json.Json;
import blackout.report.JUnitText;
import blackout.report.Validation;
import blackout.report.json.RollupDoc;
import blackout.report.json.ValidationDoc;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Mixin private WaiverOptions waivers = new WaiverOptions();

  @Mixin private WindowOption window = new WindowOption();

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private GateOption gate = new GateOption();

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
    List<Waiver> valid = waivers.load(terminal).orElse(null);
    if (valid == null) {
      return Exit.BAD_INPUT.code();
    }
    var batch = new Batch(terminal, spec, estate, Optional.empty());
    batch.requireFiles("--json", json);
    batch.requireFiles("--junit", junit);
    return batch.run(json, (label, imported, to) -> tell(imported.loaded(), valid, to));
  }

  private Batch.Ended tell(Loaded<Estate> loaded, List<Waiver> valid, Terminal to)
      throws IOException {
    Validation validation =
        Validation.of(loaded, window.asked(), seed.value(), valid, waivers.today());
    if (json.isPresent()) {
      to.write(json.get(), Json.text(ValidationDoc.of(validation, new Version().getVersion()[0])));
    }
    if (junit.isPresent()) {
      to.write(
          junit.get(),
          JUnitText.of(validation.estate(), validation.checks(), validation.problems()));
    }
    if (json.filter("-"::equals).isEmpty() && junit.filter("-"::equals).isEmpty()) {
      to.out().print(validation.text());
      to.out().flush();
    }
    List<String> problems = to.tell(validation.problems());
    return new Batch.Ended(
        gate.exit(validation.verdict(), !problems.isEmpty()),
        validation.line(),
        RollupDoc.Figures.of(loaded.value(), validation.verdict()),
        problems);
  }
}
