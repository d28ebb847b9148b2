package blackout.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.Table;

/** The promise: each kind is drawn, with text beside it, and without a kernel. */
final class DisplayTest {

  @Test
  void aChartIsPaintedAtTwiceItsSizeAndShownAtItsSize() throws IOException {
    Bundle bundle = Display.of(chart()).orElseThrow();

    byte[] png = Base64.getDecoder().decode(bundle.data().get("image/png"));
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(600);
    assertThat(image.getHeight()).isEqualTo(400);
    assertThat(bundle.metadata()).containsEntry("image/png", Map.of("width", 300, "height", 200));
    assertThat(bundle.data()).containsEntry("text/plain", "chart: Downtime");
  }

  @Test
  void svgIsHtmlAndOnRequestOnly() {
    Bundle bundle = Display.of(BlackoutNotebook.svg(chart())).orElseThrow();

    assertThat(bundle.data().get("text/html")).contains("data:image/svg+xml;base64,");
    assertThat(bundle.data()).containsEntry("text/plain", "chart: Downtime");
    assertThat(Display.of(chart()).orElseThrow().data()).doesNotContainKey("image/svg+xml");
  }

  @Test
  void aTableIsHtmlAndAnythingElseIsLeftToItsText() {
    assertThat(Display.of(Table.create("t")).orElseThrow().data()).containsKey("text/html");
    assertThat(Display.of("text")).isEmpty();
  }

  private static XYChart chart() {
    XYChart chart = new XYChartBuilder().width(300).height(200).title("Downtime").build();
    chart.addSeries("measured", new double[] {1, 2, 3}, new double[] {30, 20, 10});
    return chart;
  }
}
