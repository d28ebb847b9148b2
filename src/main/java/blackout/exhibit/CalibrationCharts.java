package blackout.exhibit;

import blackout.calibrate.WorkloadFit;
import blackout.inventory.Vm;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curve of distinct pages over time: what was measured of it, and what was fitted. */
public final class CalibrationCharts {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int STEPS = 100;
  private static final double MEBIBYTE_PAGES = 1048576.0 / Vm.PAGE_BYTES;

  private CalibrationCharts() {}

  /** Measured stretches as marks, the fitted region as a line. */
  public static Chart curve(WorkloadFit fit) {
    List<WorkloadFit.Point> points =
        fit.points().stream().filter(p -> p.seconds().isPresent()).toList();
    double longest = points.stream().mapToDouble(p -> p.seconds().orElse(0.0)).max().orElse(1);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("Length of the stretch (s)")
            .yAxisTitle("Memory written in it (MiB)")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    double[] at = IntStream.rangeClosed(0, STEPS).mapToDouble(i -> longest * i / STEPS).toArray();
    chart
        .addSeries(
            "fitted",
            at,
            IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> fit.distinctPages(at[i]) / MEBIBYTE_PAGES)
                .toArray())
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Palette.LIVE.color());
    if (!points.isEmpty()) {
      chart
          .addSeries(
              "measured",
              points.stream().mapToDouble(p -> p.seconds().orElse(0.0)).toArray(),
              points.stream().mapToDouble(p -> p.measured() / MEBIBYTE_PAGES).toArray())
          .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(Palette.SAVED.color())
          .setLineColor(Palette.SAVED.color());
    }
    String description =
        "Marks are what was measured; the line is the fitted guest. It rises with the write rate and"
            + " levels off at the working set.";
    return new Chart(
        "curve",
        "Memory written over time, measured and fitted",
        description,
        chart,
        CalibrationTables.points(fit));
  }
}
