package blackout.cli;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.SweepCharts;
import blackout.exhibit.SweepText;
import blackout.exhibit.TerminalText;
import blackout.exhibit.WorkloadText;
import blackout.files.WholeFile;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.WorkloadClass;
import blackout.plan.move.Guest;
import blackout.plan.move.Question;
import blackout.plan.move.Sweep;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.quantity.Values;
import blackout.report.SweepFile;
import blackout.report.json.SweepDoc;
import blackout.scenario.Defaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

/** {@code blackout sweep}. */
@Command(
    name = "sweep",
    description = "Predict live migrations for every combination of some values.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Several values: \"1GiB,4GiB,16GiB\" is a list; \"1GiB..64GiB x2\" doubles from 1 to 64 GiB;"
          + " \"1GiB..8GiB +1GiB\" goes in equal steps; \"1GiB..64GiB :100\" are 100 values in equal"
          + " ratios. Blanks may be left out.",
      "",
      "A point whose working set is larger than its memory is not possible.",
      "",
      "Points are computed with expected page counts; \"blackout estimate\" replays one page by"
          + " page.",
      "",
      "Example: blackout sweep --memory 1GiB..64GiBx2 --dirty-rate 40MiB/s --link"
          + " 1Gbit/s,10Gbit/s --csv sweep.csv"
    })
final class SweepCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 400;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Mixin private RangeOptions ranges = new RangeOptions();

  @Option(
      names = "--hypervisor",
      defaultValue = Defaults.HYPERVISOR,
      paramLabel = "NAMES",
      split = ",",
      description = "Whose live migration (${DEFAULT-VALUE}); \"all\" for all.")
  private List<String> hypervisors;

  @Mixin private GuestOptions guest = new GuestOptions();

  @Mixin private DowntimeLimitOption downtimeLimit = new DowntimeLimitOption();

  @Mixin private LiveOptions live = new LiveOptions();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write all points as CSV to a file; - for standard output.")
  private Optional<String> csv = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all points as JSON, one a line, to a file; - for standard output.")
  private Optional<String> json = Optional.empty();

  @Option(
      names = "--resume",
      description = "Go on where an earlier run with the same values was stopped.")
  private boolean resume;

  @Option(
      names = "--heat-map",
      paramLabel = "FILE",
      description = "Draw the downtime over the two axes that have several values, as SVG.")
  private Optional<Path> heatMap = Optional.empty();

  @Option(
      names = "--frontier",
      paramLabel = "FILE",
      description =
          "Draw the smallest payload rate that lets the migration converge over another axis, as"
              + " SVG.")
  private Optional<Path> frontier = Optional.empty();

  SweepCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Sweep sweep = sweep();
      if (json.isPresent()) {
        writeJson(sweep, json.get());
      }
      if (csv.isPresent()) {
        write(sweep, csv.get());
      } else if (json.isPresent()) {
        terminal.out().flush();
      } else if (sweep.size() <= MOST_SHOWN) {
        terminal.out().print(FormattedTable.of(SweepText.table(sweep.points())).text());
        terminal.out().flush();
      } else if (heatMap.isEmpty() && frontier.isEmpty()) {
        throw usage(sweep.size() + " points are too many to show; write them with --csv FILE");
      }
      if (heatMap.isPresent()) {
        terminal.write(heatMap.get(), SweepCharts.heatMap(sweep).file());
      }
      if (frontier.isPresent()) {
        terminal.write(frontier.get(), SweepCharts.frontier(sweep).file());
      }
      return Exit.FINE.code();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
  }

  private void writeJson(Sweep sweep, String file) throws IOException {
    if (file.equals("-")) {
      json(sweep, text -> terminal.out().print(text));
      return;
    }
    WholeFile.write(
        Path.of(file),
        out -> json(sweep, text -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    terminal.err().println("Wrote " + TerminalText.plain(file));
  }

  private interface Piece {
    void write(String text) throws IOException;
  }

  private static void json(Sweep sweep, Piece out) throws IOException {
    out.write(SweepDoc.head(new Version().getVersion()[0]));
    for (long at = 0; at < sweep.size(); at += MOST_SHOWN) {
      List<Sweep.Point> points = sweep.points(at, Math.min(sweep.size(), at + MOST_SHOWN));
      out.write(
          points.stream()
              .map(SweepDoc::line)
              .collect(Collectors.joining(",\n", at == 0 ? "" : ",\n", "")));
    }
    out.write(SweepDoc.TAIL);
  }

  private void write(Sweep sweep, String file) throws IOException {
    if (file.equals("-")) {
      terminal.out().print(SweepText.HEAD);
      for (long at = 0; at < sweep.size(); at += MOST_SHOWN) {
        long to = Math.min(sweep.size(), at + MOST_SHOWN);
        terminal.out().print(SweepText.records(sweep.points(at, to)));
      }
      terminal.out().flush();
      return;
    }
    long kept = write(sweep, Path.of(file));
    terminal
        .err()
        .println("Wrote " + file + (kept > 0 ? " (" + kept + " records were there)" : ""));
  }

  private long write(Sweep sweep, Path file) throws IOException {
    if (!terminal.watched()) {
      return SweepFile.write(sweep, file, resume, done -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Points")
            .setInitialMax(sweep.size())
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build()) {
      return SweepFile.write(sweep, file, resume, bar::stepTo);
    }
  }

  private Sweep sweep() {
    List<ByteCount> sizes = sizes(ranges.memory());
    List<DataRate> rates = ranges.dirtyRates(this::rates, this::guessed);
    List<DataRate> wires =
        ranges.payloads(
            text -> Values.parse(text, Quantities::port, DataRate::bytesPerSecond, DataRate::new),
            this::rates);
    Guest first = guest.guest(sizes.get(0), rates.get(0), Optional.empty());
    Question base =
        live.on(Question.of(first, wires.get(0)))
            .withDowntimeLimit(downtimeLimit.value())
            .withSeed(seed.value());
    List<Hypervisor> names =
        hypervisors.equals(List.of("all"))
            ? Hypervisors.all()
            : hypervisors.stream().map(this::hypervisor).toList();
    return new Sweep(
        base, names, sizes, rates, ranges.workingSet().map(this::sizes).orElse(List.of()), wires);
  }

  private Hypervisor hypervisor(String name) {
    Hypervisors.Named named = Hypervisors.resolve(name);
    named.note().ifPresent(note -> terminal.err().println(TerminalText.plain(note)));
    return named.hypervisor();
  }

  private List<ByteCount> sizes(String text) {
    return Values.parse(
        text, Quantities::bytes, ByteCount::bytes, bytes -> new ByteCount(Math.round(bytes)));
  }

  private List<DataRate> rates(String text) {
    return Values.parse(text, Quantities::rate, DataRate::bytesPerSecond, DataRate::new);
  }

  /** Least, likeliest and most of what the guest does. */
  private List<DataRate> guessed(WorkloadClass guest) {
    int processors = live.host().processors();
    WorkloadText.lines(guest, processors, true)
        .forEach(line -> terminal.err().println(TerminalText.plain(line)));
    return guest.range(processors).rates();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
