package blackout.cli;

import blackout.exhibit.AvailabilityTables;
import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TextWrap;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.report.json.AvailabilityDoc;
import blackout.report.json.RollupDoc;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code blackout availability}. */
@Command(
    name = "availability",
    description = "Add up a year of planned moves and crashes for every VM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 every objective is kept under the usual strategy, or none is stated, 3 one is broken, 5 the input"
          + " or a part of it cannot be used.",
      "",
      "Example: blackout availability datasets/cluster-2022 --patch-cycles 12 --crashes 0.5"
    })
final class AvailabilityCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Mixin private CalendarOptions calendar = new CalendarOptions();

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write every VM and strategy as CSV; - for standard output, without tables.")
  private Optional<String> csv = Optional.empty();

  AvailabilityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ClusterOutlook.Settings settings = calendar.settings();
    var batch = new Batch(terminal, spec, estate, Optional.empty());
    batch.requireFiles("--json", json.file());
    batch.requireFiles("--csv", csv);
    return batch.run(json.file(), (label, imported, to) -> tell(imported.loaded(), settings, to));
  }

  private Batch.Ended tell(Loaded<Estate> loaded, ClusterOutlook.Settings settings, Terminal to)
      throws IOException {
    EstateForecast forecast = EstateForecast.of(loaded.value(), seed.value(), done -> {});
    AvailabilityPlan plan = ClusterOutlook.of(loaded.value(), forecast, settings).availability();
    json.write(to, () -> AvailabilityDoc.Alone.of(loaded.value().name(), plan, seed.value()));
    if (csv.isPresent()) {
      to.write(csv.get(), CsvText.of(AvailabilityTables.records(plan)));
    }
    if (!json.isStandardOutput() && csv.filter("-"::equals).isEmpty()) {
      print(to.out(), plan);
    }
    List<String> problems = to.tell(loaded.problems());
    boolean broken = !plan.breaking(plan.usual()).isEmpty();
    String word =
        !problems.isEmpty()
            ? "INCOMPLETE"
            : plan.objectives() == 0
                ? "NO OBJECTIVES"
                : broken ? "OBJECTIVES BROKEN" : "OBJECTIVES KEPT";
    Exit exit = !problems.isEmpty() ? Exit.BAD_INPUT : broken ? Exit.CHECK_FAILED : Exit.FINE;
    return new Batch.Ended(exit, word, RollupDoc.Figures.of(loaded.value(), word), problems);
  }

  private static void print(PrintWriter out, AvailabilityPlan plan) {
    out.print(FormattedTable.of(AvailabilityTables.strategies(plan)).text());
    out.println();
    out.print(FormattedTable.of(AvailabilityTables.vms(plan, plan.vms())).text());
    if (!plan.breaking(plan.usual()).isEmpty()) {
      out.println();
      out.print(FormattedTable.of(AvailabilityTables.remedies(plan)).text());
    }
    out.println();
    out.print(TextWrap.paragraph(plan.calendar().words()));
    out.flush();
  }
}
