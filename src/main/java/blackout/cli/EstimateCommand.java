package blackout.cli;

import blackout.cli.WorkloadOptions.Guess;
import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.MoveText;
import blackout.exhibit.PlanningText;
import blackout.exhibit.Tables;
import blackout.exhibit.TextWrap;
import blackout.exhibit.WorkloadText;
import blackout.inventory.Assumption;
import blackout.inventory.StorageRates;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.Question;
import blackout.plan.move.VmForecast;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.report.json.EstimateDoc;
import blackout.report.json.EstimateRangeDoc;
import blackout.scenario.Defaults;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
      "The dirty page rate is page writes per second times 4096 B. Writes go to the working set; a"
          + " page written again before it is sent counts once.",
      "",
      "Without a dirty rate: --workload and --vcpus give a range by what the guest does, a guess.",
      "",
      "Example: blackout estimate --memory 16GiB --dirty-rate 40MiB/s --link 1Gbit/s",
      "         blackout estimate --memory 64GiB --workload sql --vcpus 16 --link 10Gbit/s"
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
      description = "Storage write rate for a saved state (${DEFAULT-VALUE}).")
  private DataRate storageWrite;

  @Option(
      names = "--storage-read",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Storage read rate for a saved state; as --storage if not given.")
  private Optional<DataRate> storageRead = Optional.empty();

  @Option(
      names = "--guest-boot",
      defaultValue = Defaults.GUEST_BOOT,
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Guest boot after a crash, until it serves (${DEFAULT-VALUE}).")
  private Duration guestBoot;

  @Option(
      names = "--vm-start",
      defaultValue = Defaults.VM_START,
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "VM start after a crash, until its guest boots (${DEFAULT-VALUE}).")
  private Duration vmStart;

  @Mixin private JsonOption json = new JsonOption();

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
    boolean jsonOut = json.isStandardOutput();
    boolean csvOut = csv.filter("-"::equals).isPresent();
    Optional<Guess> guess = options.guessOrAssumed();
    if (guess.isPresent()) {
      return ranged(guess.get(), jsonOut);
    }
    Question question;
    VmForecast forecast;
    try {
      question = asked(options.question());
      forecast = question.forecast();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
    var interval = MoveInterval.of(question);
    List<Assumption> assumptions = UsedDefaults.of(spec, question);
    MigrationRecord record = forecast.live().map(Outcome::record).orElseThrow();
    json.write(terminal, () -> document(forecast, interval, assumptions, question));
    if (csv.isPresent()) {
      terminal.write(csv.get(), CsvText.of(Tables.roundRecords(record)));
    }
    if (!jsonOut && !csvOut) {
      print(question, forecast, interval);
      printAssumed(assumptions);
    }
    return Exit.FINE.code();
  }

  /** The answer over the dirty rates of a class: a range, never one number. */
  private int ranged(Guess guess, boolean jsonOut) throws IOException {
    if (csv.isPresent()) {
      throw usage("a range of dirty rates has no one list of rounds; give --dirty-rate for --csv");
    }
    List<WorkloadText.Case> cases = new ArrayList<>();
    List<Question> questions = options.questions(guess).stream().map(this::asked).toList();
    try {
      for (Question question : questions) {
        cases.add(
            new WorkloadText.Case(
                question.guest().dirtyRate(), question.forecast(), MoveInterval.of(question)));
      }
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
    List<String> notes = WorkloadText.lines(guess.workload(), guess.processors(), guess.asked());
    List<Assumption> assumptions = UsedDefaults.of(spec, questions.get(1));
    json.write(
        terminal,
        () -> {
          var documents = new ArrayList<EstimateRangeDoc.Case>();
          for (int i = 0; i < cases.size(); i++) {
            WorkloadText.Case one = cases.get(i);
            documents.add(
                new EstimateRangeDoc.Case(
                    WorkloadText.CASES.get(i),
                    one.rate(),
                    document(one.forecast(), one.interval(), assumptions, questions.get(i))));
          }
          return new EstimateRangeDoc(
              EstimateRangeDoc.SCHEMA,
              guess.workload(),
              guess.asked(),
              guess.workload().source(),
              guess.processors(),
              notes,
              documents);
        });
    if (!jsonOut) {
      var out = terminal.out();
      notes.forEach(line -> out.print(TextWrap.paragraph(line)));
      out.println();
      out.print(TextWrap.paragraph(WorkloadText.range(cases)));
      out.println();
      out.print(FormattedTable.of(WorkloadText.table(cases)).text());
      printAssumed(assumptions);
    }
    return Exit.FINE.code();
  }

  private static EstimateDoc document(
      VmForecast forecast, MoveInterval interval, List<Assumption> assumptions, Question question) {
    return EstimateDoc.of(
        forecast,
        interval,
        assumptions,
        MoveText.question(question),
        new Version().getVersion()[0],
        question.seed());
  }

  /** The question, in the words that notebooks have for it too. */
  private Question asked(Question question) {
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

  private void print(Question question, VmForecast forecast, MoveInterval interval) {
    var out = terminal.out();
    Outcome live = forecast.live().orElseThrow();
    MigrationRecord record = live.record();
    out.print(TextWrap.paragraph(MoveText.question(question)));
    out.println();
    PlanningText.lines(interval, live).forEach(line -> out.print(TextWrap.paragraph(line)));
    out.println();
    out.print(FormattedTable.of(Tables.strategies(forecast)).text());
    out.println();
    out.print(FormattedTable.of(Tables.rounds(record)).shortened(FIRST_ROUNDS, LAST_ROUNDS).text());
    out.println();
    Optional<Outcome.Aborted> givenUp =
        forecast.live().filter(Outcome.Aborted.class::isInstance).map(Outcome.Aborted.class::cast);
    String lead = givenUp.isPresent() ? "The move was " : "The rounds ended because ";
    out.print(TextWrap.paragraph(lead + record.stopReason() + "."));
    givenUp
        .flatMap(Outcome.Aborted::remedy)
        .ifPresent(remedy -> out.print(TextWrap.paragraph(remedy + ".")));
    MoveText.brownout(record.brownout()).ifPresent(felt -> out.print(TextWrap.paragraph(felt)));
    out.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
