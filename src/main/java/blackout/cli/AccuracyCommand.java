package blackout.cli;

import blackout.calibrate.Accuracy;
import blackout.calibrate.Accuracy.MeasuredFile;
import blackout.calibrate.MeasuredRun;
import blackout.calibrate.Model;
import blackout.exhibit.AccuracyTables;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TerminalText;
import blackout.ingest.HostProfileFile;
import blackout.ingest.Loaded;
import blackout.ingest.MeasuredRunFile;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.outcome.Provenance;
import blackout.report.AccuracyPage;
import blackout.report.AccuracyReport;
import blackout.report.json.AccuracyDoc;
import blackout.scenario.HostProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** {@code blackout accuracy}. */
@Command(
    name = "accuracy",
    description = "Predict measured migrations from their inputs, and show how far off that is.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A file holds one JSON object a line; datasets/qemu-7.2-measured/README.md describes it.",
      "",
      "Example: blackout accuracy datasets/qemu-7.2-measured/qemu-7.2.jsonl"
    })
final class AccuracyCommand implements Callable<Integer> {

  private static final int MOST_REPLAYS = 1001;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of measured runs.")
  private List<Path> files = List.of();

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--html", paramLabel = "OUT", description = "Write a page with charts.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--runs",
      defaultValue = "15",
      paramLabel = "NUMBER",
      description = "Replays of the page-exact kernel for each row (${DEFAULT-VALUE}).")
  private int replays;

  @Option(
      names = "--host-profile",
      paramLabel = "FILE",
      description =
          "Predict on hosts of this profile instead of the machines that the rows were measured on.")
  private Optional<String> hostProfile = Optional.empty();

  AccuracyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (replays < 1 || replays > MOST_REPLAYS) {
      throw new ParameterException(
          spec.commandLine(), "--runs is not in 1.." + MOST_REPLAYS + ": " + replays);
    }
    try {
      host();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    var problems = new ArrayList<Problem>();
    var measured = new ArrayList<MeasuredFile>();
    var provenance = new ArrayList<Provenance>();
    for (Path file : files) {
      try {
        Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.load(file);
        String name = String.valueOf(file.getFileName());
        measured.add(new MeasuredFile(name, loaded.value()));
        problems.addAll(loaded.problems());
        provenance.add(
            new Provenance(Version.number(), Version.commit(), name, Checksum.sha256(file), 1));
      } catch (UnreadableInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!measured.isEmpty()) {
      write(new AccuracyReport(predict(measured), problems, provenance));
    }
    return ending(problems);
  }

  private int ending(List<Problem> problems) {
    problems.forEach(p -> message(p.toString()));
    if (problems.isEmpty()) {
      return Exit.FINE.code();
    }
    message("BAD INPUT");
    return Exit.BAD_INPUT.code();
  }

  private Optional<HostProfile> host() {
    return hostProfile.map(HostProfileFile::load);
  }

  private Accuracy predict(List<MeasuredFile> measured) {
    if (!terminal.watched()) {
      return Accuracy.of(measured, replays, host(), () -> {});
    }
    long steps =
        measured.stream().mapToLong(f -> f.runs().size()).sum() * Model.all(replays).size();
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Rows")
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build()) {
      return Accuracy.of(measured, replays, host(), bar::step);
    }
  }

  private void write(AccuracyReport report) throws IOException {
    if (html.isPresent()) {
      terminal.write(html.get(), AccuracyPage.html(report));
    }
    json.write(terminal, () -> AccuracyDoc.of(report));
    if (!json.isStandardOutput()) {
      print(report.accuracy());
    }
  }

  private void print(Accuracy accuracy) {
    PrintWriter out = terminal.out();
    print("Predicted by the kernel, and measured", AccuracyTables.rows(accuracy));
    print("Absolute errors over rows that completed in both", AccuracyTables.summary(accuracy));
    Table coverage = AccuracyTables.coverage(accuracy);
    if (coverage.rowCount() > 0) {
      print("Intervals of 90 %, each made from the other rows", coverage);
    }
    Table split = AccuracyTables.byAutoConverge(accuracy);
    if (split.rowCount() > 0) {
      print("The kernel without and with auto-converge", split);
    }
    print(
        "Missed most by the kernel",
        AccuracyTables.worst(accuracy.worst(AccuracyReport.WORST_ROWS)));
    out.flush();
  }

  private void print(String title, Table table) {
    terminal.out().println(title);
    terminal.out().println();
    terminal.out().print(FormattedTable.of(table).text());
    terminal.out().println();
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }
}
