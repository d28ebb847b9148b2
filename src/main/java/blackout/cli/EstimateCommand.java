package blackout.cli;

import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.MoveText;
import blackout.exhibit.PlanningText;
import blackout.exhibit.Tables;
import blackout.exhibit.TextWrap;
import blackout.inventory.Assumption;
import blackout.inventory.StorageRates;
import blackout.json.Json;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.plan.move.Planned;
import blackout.plan.move.Question;
import blackout.plan.move.VmForecast;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.report.json.EstimateDoc;
import blackout.report.json.PlanningDoc;
import blackout.scenario.Defaults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blackout estimate}. */
@Command(
    name = "estimate",
    description = "Predict the downtime of one VM: saved state, live migration, crash restart.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The dirty rate is the rate at which clean pages become dirty at first: page writes per second"
          + " times 4096 B. The writes go to the working set; a page that is written again before"
          + " it is sent counts once.",
      "",
      "Example: blackout estimate --memory 16GiB --dirty-rate 40MiB/s --link 1Gbit/s"
    })
final class EstimateCommand implements Callable<Integer> {

  /** The rounds that are shown of very many; --csv has all. */
  private static final int FIRST_ROUNDS = 20;

  private static final int LAST_ROUNDS = 4;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private MoveOptions options = new MoveOptions();

  @Option(
      names = "--storage",
      defaultValue = Defaults.STORAGE,
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Rate at which storage takes a saved state (${DEFAULT-VALUE}).")
  private DataRate storageWrite;

  @Option(
      names = "--storage-read",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Rate at which storage gives it back; that of --storage if not given.")
  private Optional<DataRate> storageRead = Optional.empty();

  @Option(
      names = "--guest-boot",
      defaultValue = Defaults.GUEST_BOOT,
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Boot of the guest until it serves, after a crash (${DEFAULT-VALUE}).")
  private Duration guestBoot;

  @Option(
      names = "--vm-start",
      defaultValue = Defaults.VM_START,
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Start of the VM until its guest boots, after a crash (${DEFAULT-VALUE}).")
  private Duration vmStart;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything as JSON to a file; - for standard output, without tables.")
  private Optional<String> json = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the rounds as CSV to a file; - for standard output, without tables.")
  private Optional<String> csv = Optional.empty();

  EstimateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    boolean jsonOut = json.filter("-"::equals).isPresent();
    boolean csvOut = csv.filter("-"::equals).isPresent();
    Question question;
    VmForecast forecast;
    try {
      question = question();
      forecast = question.forecast();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
    var planned = Planned.of(question.scenario());
    List<Assumption> assumptions = UsedDefaults.of(spec, question);
    MigrationRecord record = forecast.live().map(Outcome::record).orElseThrow();
    if (json.isPresent()) {
      terminal.write(
          json.get(),
          Json.text(
              EstimateDoc.of(
                  forecast,
                  PlanningDoc.of(planned, PlanningText.TYPED),
                  assumptions,
                  MoveText.question(question),
                  new Version().getVersion()[0],
                  question.seed())));
    }
    if (csv.isPresent()) {
      terminal.write(csv.get(), CsvText.of(Tables.roundRecords(record)));
    }
    if (!jsonOut && !csvOut) {
      print(question, forecast, planned);
      printAssumed(assumptions);
    }
    return Exit.FINE.code();
  }

  /** The question, in the words that notebooks have for it too. */
  private Question question() {
    Question question = options.question();
    return question
        .withStorage(new StorageRates(storageWrite, storageRead.orElse(storageWrite)))
        .withRestart(question.restart().withVmStart(vmStart).withGuestBoot(guestBoot));
  }

  private void printAssumed(List<Assumption> assumptions) {
    terminal.out().println();
    terminal.out().println("Assumed, because nobody says otherwise:");
    PlanningText.assumed(assumptions)
        .forEach(line -> terminal.out().print(TextWrap.paragraph("  " + line, "    ")));
    terminal.out().flush();
  }

  private void print(Question question, VmForecast forecast, Planned planned) {
    var out = terminal.out();
    Outcome live = forecast.live().orElseThrow();
    MigrationRecord record = live.record();
    out.print(TextWrap.paragraph(MoveText.question(question)));
    out.println();
    PlanningText.lines(planned, live).forEach(line -> out.print(TextWrap.paragraph(line)));
    out.println();
    out.print(FormattedTable.of(Tables.strategies(forecast)).text());
    out.println();
    out.print(FormattedTable.of(Tables.rounds(record)).shortened(FIRST_ROUNDS, LAST_ROUNDS).text());
    out.println();
    Optional<Outcome.Aborted> givenUp =
        forecast.live().filter(Outcome.Aborted.class::isInstance).map(Outcome.Aborted.class::cast);
    String lead = givenUp.isPresent() ? "The move was " : "The rounds ended because ";
    out.println(lead + record.stopReason() + ".");
    givenUp.flatMap(Outcome.Aborted::remedy).ifPresent(remedy -> out.println(remedy + "."));
    out.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
