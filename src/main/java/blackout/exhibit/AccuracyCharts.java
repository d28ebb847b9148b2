package blackout.exhibit;

import blackout.calibrate.Accuracy;
import blackout.calibrate.AccuracyRow;
import blackout.calibrate.Finish;
import blackout.calibrate.Model;
import blackout.quantity.Amounts;
import java.awt.BasicStroke;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.Table;

/** Predicted against measured, both on logarithmic scales: what is on the diagonal is right. */
public final class AccuracyCharts {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 560;

  /** The shortest time that is shown, as a power of ten of seconds: 1 ms, the unit of QEMU. */
  private static final double LEAST_POWER = -3;

  /** In the order in which they are drawn: the kernel last, so that it lies on top. */
  private static final List<Look> LOOKS =
      List.of(
          new Look("geometric", Palette.CRASH, SeriesMarkers.TRIANGLE_UP),
          new Look("capped linear", Palette.MUTED, SeriesMarkers.SQUARE),
          new Look("measured curve", Palette.SAVED, SeriesMarkers.DIAMOND),
          new Look("mean-field", Palette.TEXT, SeriesMarkers.CROSS),
          new Look(Model.KERNEL, Palette.LIVE, SeriesMarkers.CIRCLE));

  private record Look(String model, Palette ink, Marker marker) {}

  private AccuracyCharts() {}

  /** Total times of the rows that completed in truth and by the model. */
  public static Chart total(Accuracy accuracy) {
    return chart(accuracy, "total", "Total time", Finish::total);
  }

  /** Downtimes of the same rows. */
  public static Chart downtime(Accuracy accuracy) {
    return chart(accuracy, "downtime", "Downtime", Finish::downtime);
  }

  private static Chart chart(
      Accuracy accuracy, String id, String what, Function<Finish, Duration> time) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(what + ", measured")
            .yAxisTitle(what + ", predicted")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::timeTick);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::timeTick);
    double least = 0;
    double most = 1;
    for (AccuracyRow row : completed(accuracy)) {
      for (double power : powers(row, time)) {
        least = Math.min(least, Math.floor(power));
        most = Math.max(most, Math.ceil(power));
      }
    }
    diagonal(chart, least, most);
    LOOKS.forEach(look -> series(chart, accuracy, look, time));
    chart.getStyler().setXAxisMin(least).setXAxisMax(most).setYAxisMin(least).setYAxisMax(most);
    String title = what + ": predicted against measured";
    String description =
        "Each mark is a run that completed. On the line, prediction and measurement agree; above it"
            + " the prediction is too long. "
            + text(accuracy, time);
    return new Chart(id, title, description, chart, numbers(accuracy, what, time));
  }

  private static void diagonal(XYChart chart, double least, double most) {
    double[] ends = {least, most};
    XYSeries line = chart.addSeries("predicted = measured", ends, ends);
    line.setShowInLegend(false);
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
    line.setLineColor(Palette.MUTED.color()).setLineStyle(new BasicStroke(1f));
  }

  private static void series(
      XYChart chart, Accuracy accuracy, Look look, Function<Finish, Duration> time) {
    List<double[]> points =
        completed(accuracy).stream()
            .filter(r -> r.model().equals(look.model()))
            .map(r -> powers(r, time))
            .toList();
    if (points.isEmpty()) {
      return;
    }
    chart
        .addSeries(
            look.model(),
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray())
        .setMarker(look.marker())
        .setMarkerColor(look.ink().color())
        .setLineColor(look.ink().color());
  }

  /** Measured and predicted time as powers of ten of seconds. */
  private static double[] powers(AccuracyRow row, Function<Finish, Duration> time) {
    return DoubleStream.of(
            Amounts.seconds(time.apply(row.run().measured().finish().orElseThrow())),
            Amounts.seconds(time.apply(row.prediction().finish().orElseThrow())))
        .map(seconds -> Math.max(LEAST_POWER, Math.log10(seconds)))
        .toArray();
  }

  private static List<AccuracyRow> completed(Accuracy accuracy) {
    return accuracy.rows().stream().filter(r -> r.totalErrorRatio().isPresent()).toList();
  }

  private static String text(Accuracy accuracy, Function<Finish, Duration> time) {
    long near =
        accuracy.kernelRows().stream()
            .filter(r -> r.totalErrorRatio().isPresent())
            .filter(r -> Math.abs(powers(r, time)[0] - powers(r, time)[1]) <= Math.log10(1.05))
            .count();
    long all = accuracy.kernelRows().stream().filter(r -> r.totalErrorRatio().isPresent()).count();
    return String.format(Locale.ROOT, "The kernel is within 5 %% on %d of %d runs.", near, all);
  }

  private static Table numbers(Accuracy accuracy, String what, Function<Finish, Duration> time) {
    List<AccuracyRow> rows = completed(accuracy);
    return Table.create(
        what,
        Tables.texts("Row", rows, r -> r.run().id()),
        Tables.texts("Model", rows, AccuracyRow::model),
        Tables.doubles(
            "Measured (ms)",
            "#,##0",
            rows,
            r -> time.apply(r.run().measured().finish().orElseThrow()).toNanos() / 1e6),
        Tables.doubles(
            "Predicted (ms)",
            "#,##0",
            rows,
            r -> time.apply(r.prediction().finish().orElseThrow()).toNanos() / 1e6));
  }
}
