package blackout.cli;

import blackout.check.Comparison;
import blackout.exhibit.ComparisonTables;
import blackout.exhibit.CsvText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TerminalText;
import blackout.exhibit.TextWrap;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSources;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.inventory.Hypervisors;
import blackout.outcome.Provenance;
import blackout.plan.drain.Design;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.report.ComparePage;
import blackout.report.json.CompareDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blackout compare}. */
@Command(
    name = "compare",
    description =
        "Hold several designs, clusters or dates of a cluster against one another: verdict, window,"
            + " worst downtime, and the smallest port that meets everything.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Every combination of the lists is a design, beside the cluster as it is. --design adds one"
          + " with a name; its keys are options of estimate without their dashes: link, hypervisor,"
          + " storage, at-once, downtime-limit, max-bandwidth, multifd, auto-converge and so on. The"
          + " verdict is that of report and drain on a cluster of the design.",
      "",
      "Exit codes: 0 a design meets everything that is asked for, 3 none does, 5 an estate or a part"
          + " of it cannot be used.",
      "",
      "Example: blackout compare datasets/sixteen-node --link 1Gbit/s,10Gbit/s,25Gbit/s",
      "         blackout compare datasets/cluster-2022 --design \"kvm: hypervisor=qemu-10.1,"
          + " link=25Gbit/s, multifd\""
    })
final class CompareCommand implements Callable<Integer> {

  /** The most designs of a cluster; each is predicted page by page: an assumption. */
  private static final int MOST = 200;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private EstateOptions estates = new EstateOptions();

  @Option(
      names = "--link",
      paramLabel = "RATE",
      split = ",",
      converter = Quantities.Rate.class,
      description = "Ports of the migration network to compare, such as 1Gbit/s,10Gbit/s.")
  private List<DataRate> links = List.of();

  @Option(
      names = "--hypervisor",
      paramLabel = "NAME",
      split = ",",
      converter = Quantities.HypervisorName.class,
      description = "Whose live migration to compare.")
  private List<Hypervisors.Named> hypervisors = List.of();

  @Option(
      names = "--at-once",
      paramLabel = "RULE",
      split = ",",
      description = "Live migrations at once to compare: numbers per node, or rules as of drain.")
  private List<String> atOnce = List.of();

  @Option(
      names = "--storage",
      paramLabel = "RATE",
      split = ",",
      converter = Quantities.Rate.class,
      description = "Rates to compare at which storage takes and gives saved states.")
  private List<DataRate> storages = List.of();

  @Option(
      names = "--design",
      paramLabel = "DESIGN",
      description =
          "One more design with a name, \"fast: link=25Gbit/s, multifd\"; may be given several"
              + " times.")
  private List<String> designs = List.of();

  @Mixin private WindowOption window = new WindowOption();

  @Option(
      names = "--within-downtime",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "The pause asked for of VMs that move live and state no objective; 1s if not given, an"
              + " assumption.")
  private Optional<Duration> goal = Optional.empty();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the comparison as a page that needs nothing else.")
  private Optional<Path> html = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the designs as CSV to a file; - for standard output, without tables.")
  private Optional<String> csv = Optional.empty();

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Design> asked;
    Comparison.Question question;
    try {
      asked = asked();
      if (goal.filter(g -> g.isZero() || g.isNegative()).isPresent()) {
        throw new IllegalArgumentException("--within-downtime has to be longer than 0");
      }
      question = Comparison.Question.of(window.asked(), goal, seed.value());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Text.reason(e));
    }
    var rows = new ArrayList<Comparison.Row>();
    var problems = new ArrayList<String>();
    var refused = new LinkedHashMap<Design, String>();
    var provenance = new ArrayList<Provenance>();
    for (EstateSources.Named named : estates.estates()) {
      try {
        List<Imported> clusters = estates.load(named);
        for (Imported imported : clusters) {
          provenance.add(estates.provenance(imported, seed.value()));
          imported.loaded().problems().forEach(p -> problems.add(p.toString()));
          String name = imported.loaded().value().name();
          String label = clusters.size() == 1 ? named.label() : named.label() + ", " + name;
          for (Design design : asked) {
            row(label, imported.loaded(), design, question, rows, refused);
          }
        }
      } catch (UnreadableInput e) {
        e.problems().forEach(p -> problems.add(p.toString()));
      }
    }
    problems.forEach(this::message);
    for (Design design : asked) {
      if (refused.containsKey(design) && rows.stream().noneMatch(r -> r.design().equals(design))) {
        throw new ParameterException(spec.commandLine(), refused.get(design));
      }
    }
    if (rows.isEmpty()) {
      message("BAD INPUT: " + Text.count(problems.size(), "problem"));
      return Exit.BAD_INPUT.code();
    }
    refused.values().forEach(this::message);
    problems.addAll(refused.values());
    var comparison = new Comparison(rows, question);
    tell(comparison, problems, provenance);
    long meet = rows.stream().filter(Comparison.Row::meets).count();
    message(
        "COMPARED: %s of %s %s everything"
            .formatted(meet, Text.count(rows.size(), "design"), Text.verb(meet, "meets", "meet")));
    return (problems.size() == refused.size()
            ? meet > 0 ? Exit.FINE : Exit.CHECK_FAILED
            : Exit.BAD_INPUT)
        .code();
  }

  private void row(
      String label,
      Loaded<Estate> loaded,
      Design design,
      Comparison.Question question,
      List<Comparison.Row> rows,
      Map<Design, String> refused) {
    try {
      rows.add(Comparison.row(label, loaded.value(), loaded.problems().size(), design, question));
    } catch (IllegalArgumentException e) {
      refused.put(design, "%s, %s: %s".formatted(label, design.name(), Text.reason(e)));
    }
  }

  private void tell(Comparison comparison, List<String> problems, List<Provenance> provenance)
      throws IOException {
    json.write(terminal, () -> CompareDoc.of(comparison, problems, provenance));
    if (csv.isPresent()) {
      terminal.write(csv.get(), CsvText.of(ComparisonTables.records(comparison)));
    }
    if (html.isPresent()) {
      terminal.write(html.get(), ComparePage.html(comparison, problems, provenance));
    }
    if (!json.isStandardOutput() && csv.filter("-"::equals).isEmpty()) {
      terminal.out().print(FormattedTable.of(ComparisonTables.table(comparison)).text());
      terminal.out().println();
      ComparisonTables.sentences(comparison)
          .forEach(line -> terminal.out().print(TextWrap.paragraph(TerminalText.plain(line))));
    }
    terminal.out().flush();
  }

  /** The cluster as it is, every combination of the lists, and the designs with a name. */
  private List<Design> asked() {
    List<Design> all = List.of(Design.AS_IT_IS);
    all = times(all, links, Design::at);
    all = times(all, hypervisors, Design::by);
    all = times(all, storages, Design::on);
    all = times(all, atOnce, Design::slots);
    var found = new ArrayList<Design>();
    found.add(Design.AS_IT_IS);
    all.stream().filter(d -> !d.equals(Design.AS_IT_IS)).forEach(found::add);
    for (String text : designs) {
      Design design = DesignText.parse(text);
      if (found.stream().anyMatch(d -> d.name().equalsIgnoreCase(design.name()))) {
        throw new IllegalArgumentException("two designs are called \"" + design.name() + "\"");
      }
      found.add(design);
    }
    if (found.size() > MOST) {
      throw new IllegalArgumentException(
          "%s designs are too many; %s at most".formatted(found.size(), MOST));
    }
    return found;
  }

  /** Every design with every value; the designs as they are where there is no value. */
  private static <T> List<Design> times(
      List<Design> designs, List<T> values, BiFunction<Design, T, Design> with) {
    return values.isEmpty()
        ? designs
        : designs.stream()
            .flatMap(d -> values.stream().distinct().map(value -> with.apply(d, value)))
            .toList();
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }
}
