package blackout.cli;

import blackout.check.Outlook;
import blackout.check.Waiver;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.ReviewText;
import blackout.exhibit.Tables;
import blackout.exhibit.TerminalText;
import blackout.exhibit.TextWrap;
import blackout.ingest.Loaded;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.inventory.Evidence;
import blackout.outcome.Provenance;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Maintenance;
import blackout.plan.move.VmForecast;
import blackout.quantity.TimeText;
import blackout.report.Report;
import blackout.report.ReportFiles;
import blackout.report.json.EarlierReport;
import blackout.report.json.RollupDoc;
import java.io.IOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Spec;

/** {@code blackout report}. */
@Command(
    name = "report",
    description = "Check a cluster and predict the downtime of every VM in it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Writes report.html, report.json, junit.xml, vms.csv and the charts as SVG, and prints a summary.",
      "Of several estates each has a folder of its own, with an index page and index.json, the"
          + " roll-up. An estate whose input, options and program are those of the roll-up is not"
          + " computed again.",
      "",
      "Example: blackout report datasets/two-node-r2/estate.json --out reports/two-node-r2"
    })
final class ReportCommand implements Callable<Integer> {

  /** The VMs in the summary of the terminal: an assumption about what anybody reads there. */
  private static final int MOST_SHOWN = 50;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes; reports/<name of the estate's folder> if not given.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--no-commit",
      description =
          "Name the version of the program alone, so that a report that is kept under version"
              + " control changes with its content only.")
  private boolean noCommit;

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private WaiverOptions waivers = new WaiverOptions();

  @Mixin private CalendarOptions calendar = new CalendarOptions();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "An earlier report.json, or a folder of earlier reports; says what is new, fixed, worse,"
              + " better, unchanged.")
  private Optional<Path> baseline = Optional.empty();

  @Mixin private GateOption gate = new GateOption();

  @Mixin private WindowOption window = new WindowOption();

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Waiver> valid = waivers.load(terminal).orElse(null);
    if (valid == null) {
      return Exit.BAD_INPUT.code();
    }
    var batch = new Batch(terminal, spec, estate, Optional.empty());
    if (!batch.isMany()) {
      return batch.run(
          Optional.empty(),
          (label, imported, to) -> {
            Path folder =
                out.orElseGet(() -> Path.of("reports").resolve(EstateOptions.folder(imported)));
            return report(label, imported, valid, folder);
          });
    }
    Path folder = out.orElse(Path.of("reports"));
    return batch.run(
        Optional.of(folder.resolve(KeptReports.ROLL_UP).toString()),
        new KeptReports(folder, options(), baseline.isPresent()),
        (label, imported, to) -> report(label, imported, valid, folder.resolve(label)));
  }

  /** What bears on a report besides its input, in words. */
  private String options() {
    return String.join(
        "; ",
        "seed " + seed.value(),
        window.asked().map(w -> "window " + TimeText.print(w)).orElse("no window stated"),
        calendar.settings().toString(),
        waivers.toString(),
        gate.toString(),
        baseline.isPresent() ? "with a baseline" : "no baseline",
        noCommit ? "commit not named" : "commit named");
  }

  private Batch.Ended report(String label, Imported imported, List<Waiver> valid, Path folder)
      throws IOException {
    Loaded<Estate> loaded = imported.loaded();
    Optional<EarlierReport> earlier = baseline.flatMap(file -> earlier(file, label));
    ClusterOutlook.Settings settings = calendar.settings();
    EstateForecast forecast = forecast(loaded.value());
    var outlook =
        new Outlook(
            forecast,
            ClusterOutlook.of(loaded.value(), forecast, settings),
            Maintenance.of(
                loaded.value(),
                window.asked(),
                DrainRules.of(loaded.value()).withSeed(seed.value())));
    Report alone =
        Report.of(loaded, outlook, provenance(imported))
            .withWaivers(valid, waivers.today())
            .withReview(
                Optional.of(CapacityReview.of(loaded.value(), forecast, outlook.maintenance())));
    Report report =
        earlier.map(old -> alone.withChanges(Optional.of(old.until(alone)))).orElse(alone);
    ReportFiles.write(report, folder);
    List<String> problems = tell(report, folder);
    return new Batch.Ended(
        gate.exit(report.verdict(), !problems.isEmpty()),
        report.line(),
        RollupDoc.Figures.of(loaded.value(), report.verdict(), outlook.maintenance()),
        problems);
  }

  /** The earlier report of an estate: the file, or that of its label in a folder of reports. */
  private static Optional<EarlierReport> earlier(Path file, String label) {
    if (!Files.isDirectory(file)) {
      return Optional.of(EarlierReport.load(file));
    }
    Path inside = file.resolve("report.json");
    Path own = file.resolve(label).resolve("report.json");
    return Stream.of(own, inside).filter(Files::isRegularFile).findFirst().map(EarlierReport::load);
  }

  private List<String> tell(Report report, Path folder) {
    List<VmForecast> worstFirst = report.forecast().worstFirst();
    List<VmForecast> shown = worstFirst.subList(0, Math.min(MOST_SHOWN, worstFirst.size()));
    terminal.out().print(FormattedTable.of(Tables.summary(shown)).text());
    if (shown.size() < worstFirst.size()) {
      terminal.out().println("and " + (worstFirst.size() - shown.size()) + " more");
    }
    report
        .review()
        .flatMap(review -> ReviewText.planning(review, Evidence.of(report.estate())))
        .ifPresent(
            sentence -> {
              terminal.out().println();
              terminal.out().print(TextWrap.paragraph(TerminalText.plain(sentence)));
            });
    report
        .changes()
        .ifPresent(
            changes -> {
              terminal.out().println();
              terminal.out().println(TerminalText.plain(changes.sentence()));
              terminal.out().print(changes.sheet().text());
            });
    terminal.out().flush();
    List<String> problems = terminal.tell(report.problems());
    message("Wrote " + folder.resolve("report.html"));
    return problems;
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }

  private EstateForecast forecast(Estate loaded) {
    if (!terminal.watched()) {
      return EstateForecast.of(loaded, seed.value(), done -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("VMs")
            .setInitialMax(loaded.vms().size())
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build()) {
      return EstateForecast.of(loaded, seed.value(), done -> bar.step());
    }
  }

  private Provenance provenance(Imported imported) throws IOException {
    return new Provenance(
        Version.number(),
        noCommit ? "not named" : Version.commit(),
        EstateOptions.names(imported),
        EstateOptions.sha256(imported),
        seed.value());
  }
}
