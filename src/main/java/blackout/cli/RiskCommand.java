package blackout.cli;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.PlanningText;
import blackout.exhibit.RiskText;
import blackout.exhibit.TextWrap;
import blackout.exhibit.WorkloadText;
import blackout.inventory.Workload;
import blackout.inventory.WorkloadClass;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.plan.move.Guest;
import blackout.plan.move.Planned;
import blackout.plan.move.Question;
import blackout.plan.move.Risk;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.EnumMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blackout risk}. */
@Command(
    name = "risk",
    description = "How likely a live migration meets a goal when its inputs are not sure.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "An input is one value; a range, 20MiB/s..60MiB/s; least, likeliest and most,"
          + " 20MiB/s..40MiB/s..80MiB/s; or a median and the factor within which two thirds of the"
          + " cases lie, 40MiB/s~x1.5. Inputs vary independently. Intervals hold with 95 %%"
          + " confidence.",
      "",
      "Example: blackout risk --memory 16GiB --dirty-rate 40MiB/s~x1.5 --link 800Mbit/s..940Mbit/s"
          + " --within-downtime 1s"
    })
final class RiskCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private RangeOptions ranges = new RangeOptions();

  @Mixin private HypervisorOption hypervisor = new HypervisorOption();

  @Mixin private DowntimeLimitOption downtimeLimit = new DowntimeLimitOption();

  @Mixin private HostOptions host = new HostOptions();

  @Mixin private GoalOptions goal = new GoalOptions();

  @Option(
      names = "--cases",
      defaultValue = "10000",
      paramLabel = "NUMBER",
      description = "Cases of the Monte Carlo run (${DEFAULT-VALUE}).")
  private int cases;

  @Mixin private SeedOption seed = new SeedOption();

  RiskCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      if (cases < 1 || cases > 10_000_000) {
        throw new IllegalArgumentException("--cases is not in 1..10000000: " + cases);
      }
      Risk risk = risk();
      Risk.Result result = risk.run(cases, seed.value(), goal.goal());
      var out = terminal.out();
      if (ranges.workload().isPresent()) {
        WorkloadText.lines(ranges.workload().get(), host.choice().processors(), true)
            .forEach(line -> out.print(TextWrap.paragraph(line)));
        out.println();
      }
      Outcome middle = Kernel.run(risk.base().scenario(), Engine.EXPECTED_COUNTS);
      var planned = new Planned(result.downtimes(), result.totals());
      PlanningText.atMedians(planned, middle).forEach(line -> out.print(TextWrap.paragraph(line)));
      out.println();
      out.print(FormattedTable.of(RiskText.quantiles(result)).text());
      out.println();
      out.println("The goal is met in " + RiskText.ratio(result.goalRatio()) + " of the cases.");
      out.println();
      out.print(FormattedTable.of(RiskText.tornado(risk.tornado())).text());
      out.println();
      out.println("What the spread of the total time comes from (Sobol indices, +- 2 errors):");
      out.print(FormattedTable.of(RiskText.shares(risk.shares(1024, seed.value()))).text());
      out.println();
      out.println("Assumed, because nobody says otherwise:");
      PlanningText.assumed(UsedDefaults.of(spec, risk.base()))
          .forEach(line -> out.print(TextWrap.paragraph("  " + line, "    ")));
      out.flush();
      return Exit.FINE.code();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Risk risk() {
    ToDoubleFunction<String> bytes = text -> Quantities.bytes(text).bytes();
    ToDoubleFunction<String> rate = text -> Quantities.rate(text).bytesPerSecond();
    var inputs = new EnumMap<Risk.Input, Spread>(Risk.Input.class);
    inputs.put(Risk.Input.MEMORY, Spread.parse(ranges.memory(), bytes));
    inputs.put(
        Risk.Input.DIRTY_RATE, ranges.dirtyRates(text -> Spread.parse(text, rate), this::guessed));
    inputs.put(
        Risk.Input.LINK,
        ranges.payloads(
            text -> Spread.parse(text, p -> Quantities.port(p).bytesPerSecond()),
            text -> Spread.parse(text, rate)));
    ranges.workingSet().ifPresent(w -> inputs.put(Risk.Input.WORKING_SET, Spread.parse(w, bytes)));
    var guest =
        new Guest(
            new ByteCount(Math.round(inputs.get(Risk.Input.MEMORY).at(0.5))),
            new DataRate(inputs.get(Risk.Input.DIRTY_RATE).at(0.5)),
            ranges.workingSet().map(w -> new ByteCount(Math.round(Spread.parse(w, bytes).at(0.5)))),
            Workload.Pattern.RANDOM,
            0);
    Question base =
        Question.of(guest, new DataRate(inputs.get(Risk.Input.LINK).at(0.5)))
            .withHost(host.choice())
            .withHypervisor(hypervisor.value())
            .withDowntimeLimit(downtimeLimit.value())
            .withSeed(seed.value());
    return new Risk(base, inputs);
  }

  private Spread guessed(WorkloadClass workload) {
    WorkloadClass.Range range = workload.range(host.choice().processors());
    return new Spread.Triangular(
        range.least().bytesPerSecond(),
        range.likeliest().bytesPerSecond(),
        range.most().bytesPerSecond());
  }
}
