package blackout.cli;

import blackout.check.Assessment;
import blackout.check.Outlook;
import blackout.check.Waiver;
import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.Gantt;
import blackout.exhibit.ReviewText;
import blackout.exhibit.TerminalText;
import blackout.exhibit.TextWrap;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import blackout.inventory.Evidence;
import blackout.inventory.MigrationLink;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.Blocked;
import blackout.plan.drain.Concurrency;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Drains;
import blackout.plan.drain.Maintenance;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import blackout.report.json.DrainDoc;
import blackout.report.json.RollupDoc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code blackout drain}. */
@Command(
    name = "drain",
    description = "Empty a host, or patch a cluster node by node: who goes where, when, how long.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Live migrations on a link share it and slow one another. The verdict is that of report"
          + " on the same input, over these hosts and this window.",
      "",
      "Example: blackout drain datasets/sixteen-node --host NODE-01 --window 30min"
    })
final class DrainCommand implements Callable<Integer> {

  /** The nights that the planning value is taken from. */
  private static final int CASES = 200;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estate = new EstateOptions();

  @ArgGroup(multiplicity = "1")
  private What what;

  /** One host or all. */
  static final class What {
    @Option(names = "--host", paramLabel = "NODE", description = "Empty this node.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--rolling", description = "Empty and patch every node in turn.")
    private boolean rolling;
  }

  @Mixin private GateOption gate = new GateOption();

  @Mixin private WindowOption window = new WindowOption();

  @Option(
      names = "--at-once",
      paramLabel = "RULE",
      description =
          "Live migrations at once: a number per node, or one of ${COMPLETION-CANDIDATES}; what the"
              + " platform of the estate does if not given.",
      completionCandidates = DrainCommand.Limits.class)
  private Optional<String> atOnce = Optional.empty();

  @Option(
      names = "--apart",
      paramLabel = "VM,VM",
      description = "VMs of which no two may share a node; may be given several times.")
  private List<String> apart = List.of();

  @Option(
      names = "--patch",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Time to patch and restart an empty node; 20min if not given, an assumption.")
  private Optional<Duration> patch = Optional.empty();

  @Option(
      names = "--blocked",
      paramLabel = "PLAN",
      converter = Quantities.BlockedPlan.class,
      completionCandidates = DrainCommand.Plans.class,
      description =
          "What happens to VMs that cannot move live: ${COMPLETION-CANDIDATES}; if not given, a"
              + " Windows cluster saves them where it can, other platforms leave them.")
  private Optional<Blocked> blocked = Optional.empty();

  @Option(
      names = "--start",
      paramLabel = "HH:MM",
      description = "When it begins, such as 22:00; the schedule then has clock times.")
  private Optional<LocalTime> start = Optional.empty();

  @Mixin private WaiverOptions waivers = new WaiverOptions();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the schedule as CSV.")
  private Optional<Path> csv = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--gantt",
      paramLabel = "FILE",
      description = "Draw the schedule of a host as SVG.")
  private Optional<Path> gantt = Optional.empty();

  @Option(
      names = "--replay",
      description =
          "Replay every live migration of a host page by page with the shares it had, and compare.")
  private boolean replay;

  /** The rules that have a name. */
  static final class Limits implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Concurrency.names().iterator();
    }
  }

  /** What may happen to VMs that cannot move live. */
  static final class Plans implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Blocked.options().iterator();
    }
  }

  DrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Waiver> valid = waivers.load(terminal).orElse(null);
    if (valid == null) {
      return Exit.BAD_INPUT.code();
    }
    var batch = new Batch(terminal, spec, estate, what.host);
    batch.requireFiles("--json", json.file());
    return batch.run(json.file(), (label, imported, to) -> drain(imported.loaded(), valid, to));
  }

  private Batch.Ended drain(Loaded<Estate> loaded, List<Waiver> valid, Terminal to)
      throws IOException {
    List<String> problems = to.tell(loaded.problems());
    // What was understood of the sources bears on where VMs may go.
    loaded.value().origins().readings().forEach(this::message);
    DrainRules rules = rules(loaded.value());
    Maintenance maintenance =
        what.rolling ? rolling(loaded.value(), rules, to) : host(loaded.value(), rules, to);
    Drain.Home home = Drains.home(loaded.value(), maintenance.drains(), rules);
    text().print(TextWrap.paragraph(Gantt.home(home, maintenance.total())));
    tell(maintenance);
    json.write(
        to,
        () -> DrainDoc.of(loaded.value().name(), maintenance, home, new Version().getVersion()[0]));
    Assessment assessment = assessment(loaded, maintenance).withWaivers(valid, waivers.today());
    return new Batch.Ended(
        gate.exit(assessment.verdict(), !problems.isEmpty()),
        assessment.line(),
        RollupDoc.Figures.of(loaded.value(), assessment.verdict(), maintenance),
        problems);
  }

  private DrainRules rules(Estate estate) {
    DataRate link =
        estate.migrationLink().map(MigrationLink::link).map(l -> l.wire()).orElse(DataRate.ZERO);
    List<Set<String>> groups =
        apart.stream()
            .map(names -> Arrays.stream(names.split(",")).collect(Collectors.toUnmodifiableSet()))
            .toList();
    return new DrainRules(
        atOnce.map(text -> Concurrency.parse(text, link)).orElse(Concurrency.of(estate)),
        groups,
        patch.orElse(DrainRules.USUAL_PATCH),
        seed.value(),
        blocked.orElse(Blocked.usual(estate)));
  }

  /** Where tables go: nowhere if JSON goes to standard output. */
  private PrintWriter text() {
    return json.isStandardOutput() ? new PrintWriter(Writer.nullWriter()) : terminal.out();
  }

  private Maintenance host(Estate estate, DrainRules rules, Terminal to) throws IOException {
    Drain drain = Drains.of(estate, what.host.orElseThrow(), rules);
    PrintWriter out = text();
    kept(List.of(drain));
    plan(estate, List.of(drain), rules, false);
    out.print(FormattedTable.of(Gantt.table(drain, start)).text());
    out.println();
    out.print(FormattedTable.of(Gantt.choices(drain)).text());
    out.println();
    Gantt.sentences(drain, rules.atOnce())
        .forEach(sentence -> out.print(TextWrap.paragraph(sentence)));
    if (replay) {
      out.println(replayed(drain));
    }
    if (csv.isPresent()) {
      to.write(csv.get(), CsvText.of(Gantt.table(drain)));
    }
    if (gantt.isPresent()) {
      to.write(gantt.get(), Gantt.chart(drain).file());
    }
    return new Maintenance(window.asked(), rules, List.of(drain), false);
  }

  private Maintenance rolling(Estate estate, DrainRules rules, Terminal to) throws IOException {
    if (gantt.isPresent() || replay) {
      throw new IllegalArgumentException(
          "%s is about one host; name it with --host".formatted(replay ? "--replay" : "--gantt"));
    }
    List<Drain> drains = Drains.rolling(estate, rules);
    var table = Gantt.hosts(drains, rules.patch());
    PrintWriter out = text();
    kept(drains);
    plan(estate, drains, rules, true);
    out.print(FormattedTable.of(Gantt.hosts(drains, rules.patch(), start)).text());
    out.println();
    out.print(FormattedTable.of(Gantt.choices(drains, rules)).text());
    out.println();
    Gantt.sentences(drains, rules).forEach(sentence -> out.print(TextWrap.paragraph(sentence)));
    if (csv.isPresent()) {
      to.write(csv.get(), CsvText.of(table));
    }
    return new Maintenance(window.asked(), rules, drains, true);
  }

  /** The verdict of every command on the same input, over this drain. */
  private Assessment assessment(Loaded<Estate> loaded, Maintenance maintenance) {
    Estate cluster = loaded.value();
    EstateForecast forecast = EstateForecast.of(cluster, seed.value(), done -> {});
    return Assessment.of(
        cluster,
        new Outlook(
            forecast,
            ClusterOutlook.of(cluster, forecast, ClusterOutlook.Settings.DEFAULT),
            maintenance),
        loaded.problems().size());
  }

  /** What keeps hosts from being empty comes before all else. */
  private void kept(List<Drain> drains) {
    List<String> kept = Gantt.kept(drains);
    kept.forEach(sentence -> text().println(TerminalText.plain(sentence)));
    if (!kept.isEmpty()) {
      text().println();
    }
  }

  /** The value to plan with. */
  private void plan(Estate estate, List<Drain> drains, DrainRules rules, boolean rolling) {
    boolean live = drains.stream().anyMatch(d -> !d.longestDowntime(Drain.Way.LIVE).isZero());
    if (!live) {
      return;
    }
    Duration between = rolling ? rules.patch() : Duration.ZERO;
    Duration stated =
        drains.stream().map(d -> d.makespan().plus(between)).reduce(Duration.ZERO, Duration::plus);
    text()
        .print(
            TextWrap.paragraph(
                TerminalText.plain(
                    ReviewText.planning(
                        rolling ? "all nodes are patched" : drains.get(0).host() + " is empty",
                        DrainRisk.inTurn(drains, rules, between, CASES, seed.value()),
                        stated,
                        drains.stream()
                            .map(d -> d.longestDowntime(Drain.Way.LIVE))
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO),
                        Evidence.of(estate)))));
    text().println();
  }

  private void tell(Maintenance maintenance) {
    if (maintenance.stuck().isEmpty() && maintenance.asked().isPresent()) {
      Duration spare = maintenance.window().minus(maintenance.total());
      text()
          .println(
              (spare.isNegative()
                      ? "The window is missed by %s."
                      : "It fits the window, with %s to spare.")
                  .formatted(Amounts.duration(spare.abs())));
    }
    text().flush();
  }

  private static String replayed(Drain drain) {
    double worst = 0;
    int count = 0;
    for (Drain.Move move : drain.moves()) {
      if (move.replay().isPresent()) {
        Drain.Replay asked = move.replay().get();
        Outcome exact =
            Kernel.run(asked.scenario(), Engine.PAGE_BY_PAGE, Detail.ROUNDS, asked.shares());
        double took = move.end().minus(move.start()).toNanos();
        worst = Math.max(worst, Math.abs(exact.record().total().toNanos() / took - 1));
        count++;
      }
    }
    return count
        + " live migrations replayed page by page: their times differ by at most "
        + String.format(Locale.ROOT, "%.2f %%", worst * 100)
        + ".";
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }
}
