package blackout.cli;

import static blackout.quantity.Require.require;

import blackout.check.Assessment;
import blackout.check.Waiver;
import blackout.exhibit.PlanningText;
import blackout.exhibit.TerminalText;
import blackout.exhibit.TextWrap;
import blackout.ingest.Loaded;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.inventory.Evidence;
import blackout.kernel.Engine;
import blackout.plan.cluster.FleetForecast;
import blackout.plan.cluster.WorstPlanned;
import blackout.quantity.Text;
import blackout.report.FleetFiles;
import blackout.report.json.RollupDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blackout fleet}. */
@Command(
    name = "fleet",
    description = "Predict every VM of an estate of any size, as CSV and JSON, one VM a line.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Live migrations are computed with expected page counts; --replay follows every page,"
          + " which takes about thirty times as long. A file with its name is complete; a killed run"
          + " leaves .part files, from which --resume goes on.",
      "",
      "Example: blackout fleet datasets/sixteen-node --csv target/vms.csv --json target/vms.json"
    })
final class FleetCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write all VMs as CSV.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all VMs as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--replay", description = "Follow every page of every live migration.")
  private boolean replay;

  @Option(
      names = "--resume",
      description = "Go on where an earlier run of the same estate was stopped.")
  private boolean resume;

  @Mixin private GateOption gate = new GateOption();

  @Mixin private WindowOption window = new WindowOption();

  @Mixin private WaiverOptions waivers = new WaiverOptions();

  @Mixin private SeedOption seed = new SeedOption();

  FleetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (csv.isEmpty() && json.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Name a file with --csv or --json.");
    }
    List<Waiver> valid = waivers.load(terminal).orElse(null);
    if (valid == null) {
      return Exit.BAD_INPUT.code();
    }
    var batch = new Batch(terminal, spec, estate, Optional.empty());
    try {
      for (Path file : Stream.concat(csv.stream(), json.stream()).toList()) {
        require(
            !file.equals(Path.of("-")),
            "fleet writes to files alone, which a later run can go on with; name one instead of -");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    return batch.run(json.map(Path::toString), (label, imported, to) -> fleet(imported, valid, to));
  }

  private Batch.Ended fleet(Imported imported, List<Waiver> valid, Terminal to) throws IOException {
    Loaded<Estate> loaded = imported.loaded();
    List<String> problems = to.tell(loaded.problems());
    var fleet =
        new FleetForecast(
            loaded.value(), replay ? Engine.PAGE_BY_PAGE : Engine.EXPECTED_COUNTS, seed.value());
    Optional<Path> table = csv.map(to::place);
    Optional<Path> document = json.map(to::place);
    var files = new FleetFiles(fleet, estate.provenance(imported, seed.value()), table, document);
    int kept = write(files, fleet.size());
    table.ifPresent(path -> message("Wrote " + path));
    document.ifPresent(path -> message("Wrote " + path));
    message(
        Text.count(fleet.size(), "VM")
            + ", "
            + fleet.engine().label()
            + (kept > 0 ? "; " + kept + " were there" : ""));
    Assessment assessment =
        Assessment.of(loaded.value(), window.asked(), seed.value(), loaded.problems().size())
            .withWaivers(valid, waivers.today());
    assessment
        .ground()
        .outlook()
        .flatMap(o -> WorstPlanned.of(loaded.value(), o.forecast(), seed.value()))
        .map(worst -> PlanningText.worst(worst, Evidence.of(loaded.value())))
        .ifPresent(text -> terminal.err().print(TextWrap.paragraph(TerminalText.plain(text))));
    return new Batch.Ended(
        gate.exit(assessment.verdict(), !problems.isEmpty()),
        assessment.line(),
        RollupDoc.Figures.of(loaded.value(), assessment.verdict()),
        problems);
  }

  private int write(FleetFiles files, int vms) throws IOException {
    if (!terminal.watched()) {
      return files.write(resume, done -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("VMs")
            .setInitialMax(vms)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build()) {
      return files.write(resume, bar::stepTo);
    }
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }
}
