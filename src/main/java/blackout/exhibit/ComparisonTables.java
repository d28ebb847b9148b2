package blackout.exhibit;

import blackout.check.Comparison;
import blackout.check.Comparison.Row;
import blackout.check.Comparison.SmallestPort;
import blackout.plan.drain.Drain;
import blackout.plan.drain.Maintenance;
import blackout.plan.drain.Noise;
import blackout.plan.drain.PlannedDowntimes;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Several designs side by side, as a table, sentences and a chart. */
public final class ComparisonTables {

  /** The VMs that are named before the rest is counted: an assumption about a readable cell. */
  private static final int NAMED = 3;

  private ComparisonTables() {}

  /** One line a design; short enough for a terminal. */
  public static Table table(Comparison comparison) {
    List<Row> rows = comparison.rows();
    Table table = Table.create("Designs");
    if (comparison.clusters().size() > 1) {
      table.addColumns(Tables.texts("Cluster", rows, Row::cluster));
    }
    table.addColumns(
        Tables.texts("Design", rows, row -> row.design().name()),
        Tables.texts("Verdict", rows, row -> row.verdict().words()),
        Tables.durations("Takes", rows, row -> row.maintenance().total()),
        Tables.texts("Window", rows, ComparisonTables::window),
        Tables.durations("Worst P90", rows, row -> p90(row), "no move"),
        Tables.texts("VM", rows, ComparisonTables::vm),
        Tables.counts("Miss", rows, row -> row.misses().size()),
        Tables.texts("Against the first", rows, row -> against(comparison, row)));
    return table;
  }

  /** Everything in plain numbers. */
  public static Table records(Comparison comparison) {
    List<Row> rows = comparison.rows();
    return Table.create(
        "compare",
        Tables.texts("cluster", rows, Row::cluster),
        Tables.texts("design", rows, row -> row.design().name()),
        Tables.texts("verdict", rows, row -> row.verdict().words()),
        Tables.texts("meets_everything", rows, row -> Boolean.toString(row.meets())),
        Tables.doubles(
            "port_gbit_s",
            "0.###",
            rows,
            row -> row.port().map(p -> p.bytesPerSecond() * 8 / 1e9).orElse(Double.NaN)),
        Tables.doubles("takes_s", "0.###", rows, row -> seconds(row.maintenance().total())),
        Tables.doubles("window_s", "0.###", rows, row -> seconds(row.maintenance().window())),
        Tables.texts(
            "worst_vm", rows, row -> row.worst().map(PlannedDowntimes.Longest::vm).orElse("")),
        Tables.texts(
            "worst_host", rows, row -> row.worst().map(PlannedDowntimes.Longest::host).orElse("")),
        Tables.texts("worst_way", rows, row -> row.worst().map(w -> w.way().label()).orElse("")),
        quantile("worst_downtime_p50_s", rows, w -> w.p50().value()),
        quantile("worst_downtime_p90_s", rows, w -> w.p90().value()),
        quantile("worst_downtime_p99_s", rows, w -> w.p99().value()),
        Tables.counts("vms_that_miss", rows, row -> row.misses().size()),
        Tables.texts(
            "names_that_miss",
            rows,
            row -> String.join("; ", row.misses().stream().map(Comparison.Miss::vm).toList())),
        Tables.texts(
            "against_the_first",
            rows,
            row -> isFirst(comparison, row) ? "" : against(comparison, row)));
  }

  private static StringColumn quantile(
      String title, List<Row> rows, Function<PlannedDowntimes.Longest, Double> value) {
    return Tables.texts(
        title,
        rows,
        row ->
            row.worst()
                .map(value)
                .map(
                    s ->
                        Double.isInfinite(s) ? "never ends" : String.format(Locale.ROOT, "%.3f", s))
                .orElse(""));
  }

  /** The VMs that miss, by design. */
  public static Table misses(Comparison comparison) {
    record Line(Row row, Comparison.Miss miss) {}
    List<Line> lines =
        comparison.rows().stream()
            .flatMap(row -> row.misses().stream().map(miss -> new Line(row, miss)))
            .toList();
    Table table = Table.create("VMs that miss");
    if (comparison.clusters().size() > 1) {
      table.addColumns(Tables.texts("Cluster", lines, line -> line.row().cluster()));
    }
    table.addColumns(
        Tables.texts("Design", lines, line -> line.row().design().name()),
        Tables.texts("VM", lines, line -> line.miss().vm()),
        Tables.texts("Why", lines, line -> line.miss().why()));
    return table;
  }

  /** What the table says, in sentences: the smallest port first. */
  public static List<String> sentences(Comparison comparison) {
    var found = new ArrayList<String>();
    comparison.smallestPorts().forEach(port -> found.add(smallest(comparison, port)));
    for (List<Row> equal : comparison.equalRuns()) {
      found.add(
          "Equal within the noise%s: %s."
              .formatted(
                  of(comparison, equal.get(0)),
                  String.join(", ", equal.stream().map(row -> row.design().name()).toList())));
    }
    for (Row row : comparison.rows()) {
      if (!row.misses().isEmpty()) {
        List<String> names = row.misses().stream().map(Comparison.Miss::vm).toList();
        found.add(
            "%s%s: %s %s; %s: %s."
                .formatted(
                    row.design().name(),
                    of(comparison, row),
                    Text.names(names, NAMED),
                    names.size() == 1 ? "misses" : "miss",
                    names.get(0),
                    row.misses().get(0).why()));
      }
    }
    found.add(asked(comparison));
    return found;
  }

  private static String smallest(Comparison comparison, SmallestPort port) {
    Row any = port.rows().get(0);
    String beside = beside(port);
    if (port.smallest().isEmpty()) {
      Row last = port.rows().get(port.rows().size() - 1);
      return "No port that was compared%s%s meets everything; at %s, %s."
          .formatted(
              beside,
              of(comparison, any),
              Amounts.linkRate(last.port().orElseThrow()),
              last.reason().orElse(""));
    }
    Row row = port.smallest().get();
    String text =
        "The smallest port that meets everything%s%s: %s."
            .formatted(beside, of(comparison, row), Amounts.linkRate(row.port().orElseThrow()));
    for (Row larger : port.worseAbove()) {
      text +=
          " Not so %s: %s."
              .formatted(Amounts.linkRate(larger.port().orElseThrow()), larger.reason().orElse(""));
    }
    return text;
  }

  /** What the designs of a smallest port have in common, where the first of them says it. */
  private static String beside(SmallestPort port) {
    var parts = new ArrayList<String>();
    Row any = port.rows().get(0);
    var design = any.design();
    design.hypervisor().ifPresent(h -> parts.add(h.said()));
    design.storage().ifPresent(rate -> parts.add("storage " + rate));
    design.atOnce().ifPresent(rule -> parts.add(rule + " at once"));
    design.options().ifPresent(o -> parts.addAll(o.words()));
    return parts.isEmpty() ? "" : " with " + String.join(", ", parts);
  }

  private static String of(Comparison comparison, Row row) {
    return comparison.clusters().size() > 1 ? " of " + row.cluster() : "";
  }

  /** What "everything" is, and what is noise. */
  private static String asked(Comparison comparison) {
    Comparison.Question question = comparison.question();
    return ("Asked for: every objective of a VM, and %s of downtime where a VM that moves live states"
            + " none, in nine of ten cases (P90); every host emptied and patched within %s. Worst P90 is the longest downtime in"
            + " nine of ten cases when a host is emptied. Differences below %s or %s, or within the"
            + " interval of the Monte Carlo run, are noise.")
        .formatted(
            Amounts.duration(question.goal()),
            question
                .window()
                .map(Amounts::duration)
                .orElse(Amounts.duration(Maintenance.USUAL_WINDOW) + " (assumed)"),
            Amounts.duration(Noise.DOWNTIME),
            Amounts.percent(Noise.RATIO, 1));
  }

  /** The longest downtime at P90 of each design, on a logarithmic scale. */
  public static Optional<Chart> chart(Comparison comparison) {
    List<Row> drawn =
        comparison.rows().stream()
            .filter(row -> row.worst().filter(w -> finite(w.p90().value())).isPresent())
            .toList();
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .xAxisTitle("Design")
            .yAxisTitle("Longest downtime, P90 (s)")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.5).setXAxisLabelRotation(drawn.size() > 6 ? 45 : 0);
    var names = new ArrayList<String>();
    for (Row row : drawn) {
      names.add(unique(names, label(comparison, row)));
    }
    List<Double> values =
        drawn.stream().map(row -> row.worst().orElseThrow().p90().value()).toList();
    double least = values.stream().mapToDouble(v -> v).min().orElse(1);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisMin(decade(Math.max(least, 1e-6) / 2, Math::floor))
        .setYAxisMax(decade(Math.max(most, 1e-5), Math::ceil));
    chart.addSeries("P90", names, values).setFillColor(Palette.LIVE.color());
    int left = comparison.rows().size() - drawn.size();
    String description =
        "The longest downtime in nine of ten cases when a host is emptied, by design"
            + (left == 0
                ? "."
                : "; "
                    + Text.count(left, "design")
                    + " without a bar: a move never ends, or no VM"
                    + " moves.");
    return Optional.of(
        new Chart("designs", "Worst downtime by design", description, chart, table(comparison)));
  }

  private static double decade(double seconds, DoubleUnaryOperator round) {
    return Math.pow(10, round.applyAsDouble(Math.log10(seconds)));
  }

  private static String label(Comparison comparison, Row row) {
    String name =
        comparison.clusters().size() > 1
            ? row.cluster() + ", " + row.design().name()
            : row.design().name();
    return TerminalText.plain(name);
  }

  private static String unique(List<String> names, String name) {
    String unique = name;
    for (int n = 2; names.contains(unique); n++) {
      unique = name + " (" + n + ")";
    }
    return unique;
  }

  private static boolean finite(double seconds) {
    return !Double.isInfinite(seconds);
  }

  private static double p90(Row row) {
    return row.worst().map(w -> w.p90().value()).orElse(Double.NaN);
  }

  private static String vm(Row row) {
    return row.worst().map(w -> w.vm() + (w.way() == Drain.Way.SAVED ? ", saved" : "")).orElse("-");
  }

  private static String window(Row row) {
    Maintenance maintenance = row.maintenance();
    if (!maintenance.stuck().isEmpty()) {
      return "no room";
    }
    Duration spare = maintenance.window().minus(maintenance.total());
    return spare.isNegative() ? "missed" : "fits";
  }

  private static boolean isFirst(Comparison comparison, Row row) {
    return row.design().equals(comparison.first(row).design());
  }

  private static String against(Comparison comparison, Row row) {
    Row first = comparison.first(row);
    if (isFirst(comparison, row)) {
      return "-";
    }
    List<String> difference = row.difference(first);
    return difference.isEmpty() ? "equal" : String.join(", ", difference);
  }

  private static double seconds(Duration time) {
    return Amounts.seconds(time);
  }
}
