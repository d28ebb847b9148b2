package blackout.cli;

import blackout.exhibit.AvailabilityTables;
import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TerminalText;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Estate;
import blackout.json.Json;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.report.json.AvailabilityDoc;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private EstateOptions estate = new EstateOptions();

  @Mixin private CalendarOptions calendar = new CalendarOptions();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything as JSON to a file; - for standard output, without tables.")
  private Optional<String> json = Optional.empty();

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
    try {
      Loaded<Estate> loaded = estate.load().loaded();
      EstateForecast forecast = EstateForecast.of(loaded.value(), seed.value(), done -> {});
      AvailabilityPlan plan = ClusterOutlook.of(loaded.value(), forecast, settings).availability();
      return tell(loaded, plan);
    } catch (UnreadableInput e) {
      complain(e.problems());
      return ended("BAD INPUT", Exit.BAD_INPUT);
    }
  }

  private int tell(Loaded<Estate> loaded, AvailabilityPlan plan) throws IOException {
    if (json.isPresent()) {
      terminal.write(
          json.get(),
          Json.text(AvailabilityDoc.Alone.of(loaded.value().name(), plan, seed.value())));
    }
    if (csv.isPresent()) {
      terminal.write(csv.get(), CsvText.of(AvailabilityTables.records(plan)));
    }
    if (json.filter("-"::equals).isEmpty() && csv.filter("-"::equals).isEmpty()) {
      print(terminal.out(), plan);
    }
    complain(loaded.problems());
    if (!loaded.problems().isEmpty()) {
      return ended("INCOMPLETE", Exit.BAD_INPUT);
    }
    if (plan.objectives() == 0) {
      return ended("NO OBJECTIVES", Exit.FINE);
    }
    return plan.breaking(plan.usual()).isEmpty()
        ? ended("OBJECTIVES KEPT", Exit.FINE)
        : ended("OBJECTIVES BROKEN", Exit.CHECK_FAILED);
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
    out.println(plan.calendar().words());
    out.flush();
  }

  private int ended(String word, Exit exit) {
    terminal.err().println(word);
    return exit.code();
  }

  private void complain(List<Problem> problems) {
    problems.forEach(p -> terminal.err().println(TerminalText.plain(p.toString())));
  }
}
