package blackout.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Downtime;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ChartsTest {

  @Test
  void theSameNumbersGiveTheSameBytes() {
    assertThat(chart().file()).isEqualTo(chart().file());
  }

  @Test
  void aChartIsSmallNamedAndFreeOfInlineStyles() throws Exception {
    Chart chart = chart();

    Document svg =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(chart.file())));

    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(chart.description())
        .contains("5 s for 256 MiB", "10 s for 512 MiB");
    // An assumption about what a page can carry.
    assertThat(chart.picture())
        .hasSizeLessThan(100_000)
        .doesNotContain("style=", "<script", "http");
    assertThat(chart.picture()).contains("class=\"s-saved\"").doesNotContain("class=\"s-live\"");
  }

  @Test
  void aChartShowsEveryVmOfItsTable() {
    // One marker for each of the two VMs, and one in the legend.
    assertThat(chart().picture().split("<ellipse ")).hasSize(1 + 3);
    assertThat(chart().numbers().rowCount()).isEqualTo(2);
  }

  private static Chart chart() {
    return Charts.downtimeByMemory(
        Stream.of(256L, 512L)
            .map(
                mebibytes ->
                    new VmForecast(
                        new Vm("<vm>", ByteCount.mebibytes(mebibytes), 0, Workload.idle()),
                        new Downtime(
                            List.of(
                                new Downtime.Part(
                                    "save", Duration.ofSeconds(mebibytes * 5 / 256)))),
                        Optional.empty(),
                        new Downtime(List.of())))
            .toList());
  }
}
