package blackout.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Draws the time per VM of whole runs of {@code blackout fleet} over the size of the estate. */
public final class FleetChart {

  private FleetChart() {}

  /** Reads {@code fleet.json} from the first file and writes a PNG to the second. */
  public static void main(String[] args) throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(Files.readString(Path.of(args[0]))).path("results");
    double[] vms = column(results, "vms");
    double[] millis = column(results, "seconds");
    for (int i = 0; i < vms.length; i++) {
      millis[i] = millis[i] * 1000 / vms[i];
    }
    XYChart chart =
        new XYChartBuilder()
            .width(860)
            .height(420)
            .title("Time of a whole run per VM, start of the process and both files included")
            .xAxisTitle("VMs")
            .yAxisTitle("time per VM (ms)")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendVisible(false);
    chart.addSeries("time per VM", vms, millis);
    ScalingChart.save(chart, Path.of(args[1]));
  }

  private static double[] column(JsonNode results, String name) {
    return StreamSupport.stream(results.spliterator(), false)
        .mapToDouble(r -> r.path(name).asDouble())
        .toArray();
  }
}
