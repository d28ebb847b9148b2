package blackout.exhibit;

import blackout.outcome.Downtime;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Round;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a report. */
public final class Charts {

  static final int WIDTH = 760;
  static final int HEIGHT = 360;

  /** VMs of which each has a mark of its own in a chart: an assumption about what can be seen. */
  private static final int MOST_MARKS = 400;

  private static final Color CLEAR = new Color(0, 0, 0, 0);

  private Charts() {}

  /**
   * Downtime against memory, both on logarithmic scales: saved state and live migration.
   *
   * @param vms at least one VM
   */
  public static Chart downtimeByMemory(List<VmForecast> vms) {
    List<VmForecast> bySize = new ArrayList<>(vms);
    bySize.sort(Comparator.comparing((VmForecast f) -> f.vm().memory()));
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("Memory of the VM")
            .yAxisTitle("Downtime")
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setYAxisTickMarkSpacingHint(46);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::memoryTick);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::timeTick);
    memoryRange(chart, bySize);
    String description = downtimeDescription(bySize);
    if (vms.size() > MOST_MARKS) {
      return FleetCharts.downtimeByMemory(bySize, chart, description);
    }
    points(
        chart,
        "saved state",
        bySize,
        f -> Optional.of(f.savedState()),
        Palette.SAVED,
        SeriesMarkers.CIRCLE);
    points(
        chart,
        "live migration",
        bySize,
        VmForecast::liveDowntime,
        Palette.LIVE,
        SeriesMarkers.DIAMOND);
    decades(chart);
    String title = "Downtime against memory";
    return new Chart("downtime", title, description, chart, Tables.summary(bySize));
  }

  /** The bytes sent in each round of a live migration. */
  public static Chart bytesByRound(MigrationRecord record) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(300)
            .xAxisTitle("Round")
            .yAxisTitle("Sent (MiB)")
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(30);
    chart.getStyler().setAvailableSpaceFill(0.7).setOverlapped(true);
    List<Round> rounds = record.rounds();
    List<String> names = rounds.stream().map(Tables::roundName).toList();
    bars(chart, "while the guest runs", names, rounds, false, Palette.LIVE);
    bars(chart, "in the pause", names, rounds, true, Palette.SAVED);
    String title = "Sent in each round";
    String description =
        Amounts.bytes(rounds.get(0).sent().bytes())
            + " in the first round, "
            + Amounts.bytes(rounds.get(rounds.size() - 1).sent().bytes())
            + (record.rounds().get(rounds.size() - 1).paused()
                ? " in the final copy."
                : " in the last round.");
    return new Chart("rounds", title, description, chart, Tables.rounds(record));
  }

  private static void bars(
      CategoryChart chart,
      String name,
      List<String> names,
      List<Round> rounds,
      boolean paused,
      Palette ink) {
    List<Double> sent =
        rounds.stream()
            .map(r -> r.paused() == paused ? Amounts.mebibytes(r.sent().bytes()) : 0.0)
            .toList();
    chart.addSeries(name, names, sent).setFillColor(ink.color());
  }

  private static void points(
      XYChart chart,
      String name,
      List<VmForecast> vms,
      Function<VmForecast, Optional<Downtime>> downtime,
      Palette ink,
      Marker marker) {
    add(
        chart,
        name,
        vms.stream().filter(f -> downtime.apply(f).isPresent()).toList(),
        f -> f.vm().memory(),
        f -> downtime.apply(f).map(Downtime::total).orElse(Duration.ZERO),
        ink,
        marker);
  }

  /** A line of times over memory, both logarithmic; nothing where there is no point. */
  static <T> void add(
      XYChart chart,
      String name,
      List<T> shown,
      Function<T, ByteCount> memory,
      Function<T, Duration> time,
      Palette ink,
      Marker marker) {
    if (shown.isEmpty()) {
      return;
    }
    double[] doublings = shown.stream().mapToDouble(t -> log2(memory.apply(t))).toArray();
    double[] powers =
        shown.stream()
            .mapToDouble(t -> Math.log10(Math.max(Amounts.seconds(time.apply(t)), 1e-6)))
            .toArray();
    XYSeries series = chart.addSeries(name, doublings, powers);
    series.setMarker(marker).setMarkerColor(ink.color());
    series
        .setLineColor(ink.color())
        .setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /** An axis of times that begins and ends with a whole decade. */
  static void decades(XYChart chart) {
    DoubleSummaryStatistics powers =
        chart.getSeriesCollection().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getYData()))
            .summaryStatistics();
    if (powers.getCount() > 0) {
      chart
          .getStyler()
          .setYAxisMin(Math.floor(powers.getMin()))
          .setYAxisMax(Math.ceil(powers.getMax() + 0.01));
    }
  }

  static void style(AxesChartStyler styler) {
    styler.setBaseFont(ChartFont.size(13));
    styler.setAxisTitleFont(ChartFont.size(13));
    styler.setAxisTickLabelsFont(ChartFont.size(13));
    styler.setLegendFont(ChartFont.size(13));
    styler.setChartTitleVisible(false).setChartBackgroundColor(CLEAR).setChartPadding(4);
    styler.setPlotBackgroundColor(CLEAR).setPlotBorderVisible(false);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBackgroundColor(CLEAR).setLegendBorderColor(CLEAR);
    styler.setChartFontColor(Palette.MUTED.color());
    styler.setAxisTickLabelsColor(Palette.MUTED.color());
    styler.setXAxisTitleColor(Palette.MUTED.color());
    styler.setYAxisTitleColor(Palette.MUTED.color());
    styler.setAxisTickMarksColor(Palette.RULE.color()).setAxisTicksMarksVisible(false);
    styler.setPlotGridLinesColor(Palette.RULE.color()).setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setMarkerSize(8);
    styler.setLocale(Locale.ROOT);
  }

  private static void memoryRange(XYChart chart, List<VmForecast> bySize) {
    double least = log2(bySize.get(0).vm().memory());
    double most = log2(bySize.get(bySize.size() - 1).vm().memory());
    chart
        .getStyler()
        .setXAxisMin(Math.floor(least))
        .setXAxisMax(Math.max(Math.ceil(most), Math.floor(least) + 1));
    chart.getStyler().setXAxisTickMarkSpacingHint(60);
  }

  /** The chart counts doublings of memory and decades of time: equal steps are equal factors. */
  static double log2(ByteCount memory) {
    return Math.log((double) memory.bytes()) / Math.log(2);
  }

  private static String memoryTick(double doublings) {
    long power = Math.round(doublings);
    return isWhole(doublings) ? Amounts.bytes(new ByteCount(1L << Math.min(62, power))) : " ";
  }

  /** Decades in the unit that keeps their number between 1 and 1000. */
  static String timeTick(double power) {
    if (!isWhole(power)) {
      return " ";
    }
    int decade = (int) Math.round(power);
    String unit = decade >= 0 ? " s" : decade >= -3 ? " ms" : " us";
    int above = decade >= 0 ? decade : decade >= -3 ? decade + 3 : decade + 6;
    return BigDecimal.ONE.movePointRight(above).toPlainString() + unit;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6;
  }

  private static String downtimeDescription(List<VmForecast> bySize) {
    VmForecast small = bySize.get(0);
    VmForecast large = bySize.get(bySize.size() - 1);
    return "Saved state goes with memory, from "
        + Amounts.duration(small.savedState().total())
        + " for "
        + Amounts.bytes(small.vm().memory())
        + " to "
        + Amounts.duration(large.savedState().total())
        + " for "
        + Amounts.bytes(large.vm().memory())
        + ". "
        + liveDescription(bySize);
  }

  private static String liveDescription(List<VmForecast> vms) {
    List<Duration> live =
        vms.stream().flatMap(f -> f.liveDowntime().stream()).map(Downtime::total).sorted().toList();
    if (live.isEmpty()) {
      return "Live migration: " + vms.get(0).liveWord() + ".";
    }
    String range =
        "Live migration goes from "
            + Amounts.duration(live.get(0))
            + " to "
            + Amounts.duration(live.get(live.size() - 1));
    int never = vms.size() - live.size();
    return never == 0 ? range + "." : range + "; " + never + " of " + vms.size() + " never end.";
  }
}
