package blackout.exhibit;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Question;
import blackout.plan.move.Sweep;
import blackout.quantity.Amounts;
import blackout.scenario.Port;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.Table;

/** The charts of a sweep over two axes. */
public final class SweepCharts {

  private static final int MOST_CELLS = 10_000;

  /** An axis that has several values. */
  private record Axis(String title, List<String> labels, Function<Question, Double> value) {}

  private static final int PIECES = 6;

  /** Decades that a scale goes on beyond its largest value: too little to be seen. */
  private static final double BEYOND = 1e-6;

  private SweepCharts() {}

  /**
   * The downtime for every pair of values, by colour on a logarithmic scale; a cell is empty where
   * the migration never ends.
   *
   * @throws IllegalArgumentException unless exactly two axes have several values and the cells are
   *     10,000 at most
   */
  public static Chart heatMap(Sweep sweep) {
    List<Axis> axes = twoAxes(sweep);
    Axis first = axes.get(0);
    Axis second = axes.get(1);
    List<Sweep.Point> points = sweep.points();
    var cells = new ArrayList<Number[]>();
    for (int i = 0; i < points.size(); i++) {
      Optional<Double> downtime = downtimeSeconds(points.get(i));
      if (downtime.isPresent()) {
        int x = i / second.labels.size();
        int y = i % second.labels.size();
        cells.add(new Number[] {x, y, Math.log10(Math.max(downtime.get(), 1e-6))});
      }
    }
    require(!cells.isEmpty(), "none of these migrations ends; there is no downtime to draw");
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Charts.WIDTH)
            .height(480)
            .xAxisTitle(first.title)
            .yAxisTitle(second.title)
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    // The other kind of legend is drawn as a bitmap. XChart 4.0.3 finds the colour of every piece
    // only where there are as many colours as pieces.
    chart.getStyler().setPiecewise(true).setSplitNumber(PIECES).setRangeColors(colors());
    chart
        .getStyler()
        .setHeatMapDecimalValueFormatter(
            power -> Amounts.duration(Duration.ofNanos(Math.round(Math.pow(10, power) * 1e9))));
    chart.addSeries("downtime", first.labels, second.labels, cells);
    // The largest value has a colour only if the range goes on a little beyond it.
    DoubleSummaryStatistics powers =
        cells.stream().mapToDouble(cell -> cell[2].doubleValue()).summaryStatistics();
    chart.getStyler().setMin(powers.getMin()).setMax(powers.getMax() + BEYOND);
    String title = "Downtime by " + lower(first.title) + " and " + lower(second.title);
    String description =
        points.size()
            + " points; "
            + (points.size() - cells.size())
            + " are left empty, because the migration never ends or is not possible.";
    return chart("heat-map", title, description, chart, SweepText.table(points));
  }

  /**
   * The smallest payload rate of the sweep from which on every larger one lets the migration
   * converge, over the other axis.
   *
   * @throws IllegalArgumentException unless the link and exactly one other axis have several values
   */
  public static Chart frontier(Sweep sweep) {
    List<Axis> axes = twoAxes(sweep);
    require(sweep.links().size() > 1, "a frontier needs several links");
    Axis axis = axes.get(0);
    int links = sweep.links().size();
    List<Sweep.Point> points = sweep.points();
    var x = new ArrayList<Double>();
    var y = new ArrayList<Double>();
    for (int row = 0; row < axis.labels.size(); row++) {
      int at = links;
      while (at > 0 && converges(points.get(row * links + at - 1))) {
        at--;
      }
      if (at < links) {
        Question question = points.get(row * links + at).question();
        x.add(axis.value.apply(question));
        y.add(question.link().wire().bytesPerSecond() * 8 / 1e9);
      }
    }
    require(!x.isEmpty(), "none of these migrations converges; there is no frontier");
    XYChart chart =
        new XYChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .xAxisTitle(axis.title)
            .yAxisTitle("Port (Gbit/s)")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("#,##0.##");
    chart
        .addSeries("frontier", x, y)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(Palette.LIVE.color())
        .setLineColor(Palette.LIVE.color());
    String title = "The smallest port that converges";
    String description =
        x.size()
            + " of "
            + axis.labels.size()
            + " values of "
            + lower(axis.title)
            + " converge with some rate of the sweep.";
    return chart("frontier", title, description, chart, SweepText.table(points));
  }

  private static Chart chart(
      String id, String title, String description, IChart chart, Table numbers) {
    return new Chart(id, title, description, chart, numbers);
  }

  private static List<Axis> twoAxes(Sweep sweep) {
    require(
        sweep.size() <= MOST_CELLS,
        "%s points are too many for a chart; %s at most",
        sweep.size(),
        MOST_CELLS);
    var axes = new ArrayList<Axis>();
    if (sweep.hypervisors().size() > 1) {
      axes.add(
          new Axis(
              "Hypervisor", sweep.hypervisors().stream().map(Hypervisor::name).toList(), s -> 0.0));
    }
    if (sweep.memories().size() > 1) {
      List<String> labels = sweep.memories().stream().map(Amounts::bytes).toList();
      axes.add(new Axis("Memory (GiB)", labels, s -> Amounts.gibibytes(s.guest().memory())));
    }
    if (sweep.dirtyRates().size() > 1) {
      List<String> labels = sweep.dirtyRates().stream().map(Amounts::rate).toList();
      axes.add(
          new Axis(
              "Dirty rate (MiB/s)", labels, s -> s.guest().dirtyRate().bytesPerSecond() / 1048576));
    }
    if (sweep.workingSets().size() > 1) {
      List<String> labels = sweep.workingSets().stream().map(Amounts::bytes).toList();
      axes.add(new Axis("Working set (MiB)", labels, s -> s.guest().writtenPages() / 256.0));
    }
    if (sweep.links().size() > 1) {
      List<String> labels = sweep.links().stream().map(Port::of).map(Amounts::linkRate).toList();
      axes.add(
          new Axis(
              "Port (Gbit/s)", labels, s -> Port.of(s.link().wire()).bytesPerSecond() * 8 / 1e9));
    }
    require(
        axes.size() == 2, "a chart needs two axes with several values; here are %s", axes.size());
    return axes;
  }

  private static Optional<Double> downtimeSeconds(Sweep.Point point) {
    return point.outcome().flatMap(Outcome::downtime).map(Downtime::total).map(Amounts::seconds);
  }

  private static boolean converges(Sweep.Point point) {
    return point.outcome().filter(Outcome.Converged.class::isInstance).isPresent();
  }

  /** The ink of live migration, mixed with paper. */
  /** From nearly paper over the colour of live migration to that of saved state. */
  private static Color[] colors() {
    Color light = between(Palette.PAPER.color(), Palette.LIVE.color(), 0.08);
    Color[] colors = new Color[PIECES];
    for (int i = 0; i < PIECES; i++) {
      double at = 2.0 * i / (PIECES - 1);
      colors[i] =
          at <= 1
              ? between(light, Palette.LIVE.color(), at)
              : between(Palette.LIVE.color(), Palette.SAVED.color(), at - 1);
    }
    return colors;
  }

  private static Color between(Color from, Color to, double ratio) {
    return new Color(
        mix(to.getRed(), from.getRed(), ratio),
        mix(to.getGreen(), from.getGreen(), ratio),
        mix(to.getBlue(), from.getBlue(), ratio));
  }

  private static int mix(int a, int b, double ratio) {
    return (int) Math.round(a * ratio + b * (1 - ratio));
  }

  private static String lower(String title) {
    return title.replaceAll(" \\(.*", "").toLowerCase(Locale.ROOT);
  }
}
