package blackout.bench;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws what {@link ScalingBench} measured: the time of a prediction over memory. */
public final class ScalingChart {

  private ScalingChart() {}

  /** Reads the results of JMH from the first file and writes a PNG to the second. */
  public static void main(String[] args) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Files.readString(Path.of(args[0])));
    Map<String, TreeMap<Double, Double>> series = new LinkedHashMap<>();
    for (JsonNode result : root.has("results") ? root.get("results") : root) {
      if (result.get("benchmark").asText().contains("ScalingBench")) {
        double gibibytes = result.get("params").get("memoryGibibytes").asDouble();
        double rate = result.get("params").get("writesPerSecond").asDouble();
        String engine =
            result.get("benchmark").asText().endsWith("pageExact") ? "pages" : "expected counts";
        series
            .computeIfAbsent(name(engine, rate), name -> new TreeMap<>())
            .put(gibibytes, result.get("primaryMetric").get("score").asDouble() / 1000);
      }
    }
    XYChart chart =
        new XYChartBuilder()
            .width(860)
            .height(640)
            .title("One prediction: qemu-7.2, 25 Gbit/s, a quarter of memory written")
            .xAxisTitle("memory (GiB)")
            .yAxisTitle("time (ms)")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    series.forEach(
        (name, points) ->
            chart.addSeries(
                name,
                points.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray()));
    save(chart, Path.of(args[1]));
  }

  static void save(XYChart chart, Path file) throws IOException {
    var image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
    chart.paint(image.createGraphics(), chart.getWidth(), chart.getHeight());
    ImageIO.write(image, "png", file.toFile());
  }

  private static String name(String engine, double writesPerSecond) {
    ByteCount memory = ByteCount.gibibytes(256);
    int rounds =
        Kernel.run(
                Scenario.of(
                    new Vm(
                        "scaling",
                        memory,
                        0,
                        Workload.steady(memory.pages(Vm.PAGE_BYTES) / 4, writesPerSecond)),
                    Link.wire(DataRate.gigabitsPerSecond(25)),
                    "qemu-7.2"),
                Engine.EXPECTED_COUNTS)
            .record()
            .liveRounds();
    return String.format(
        java.util.Locale.ROOT,
        "%s, %,.0f writes/s (rounds at 256 GiB: %,d)",
        engine,
        writesPerSecond,
        rounds);
  }
}
