package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Workload;
import blackout.json.Json;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any writes can be written into an estate file, and read again as they were. */
final class WritesDocTest {

  static List<Workload> workloads() {
    return List.of(
        Workload.idle(),
        Workload.steady(25_600, 1234.5),
        Workload.steady(25_601, 0),
        Workload.sequential(256, 1e9),
        Workload.hotAndCold(5120, 512, 800, 0.75),
        new Workload.Zipf(2560, 100, 0.99),
        new Workload.Traced(1000, Duration.ofMillis(250), List.of(10L, 1000L, 0L)),
        new Workload.MeasuredCurve(
            List.of(
                new Workload.Window(Duration.ofSeconds(1), DataRate.mebibytesPerSecond(12.5)),
                new Workload.Window(Duration.ofMillis(1500), DataRate.ZERO)),
            512));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void comesBackAsItWas(Workload workload) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(Json.text(WritesDoc.of(workload)));

    assertThat(Json.read(tree, WritesDoc.class).workload()).isEqualTo(workload);
  }
}
