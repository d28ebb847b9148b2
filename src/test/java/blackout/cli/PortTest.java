package blackout.cli;

import static blackout.notebook.Move.vm;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.estate.EstateSource;
import blackout.inventory.Estate;
import blackout.inventory.MigrationLink;
import blackout.notebook.Move;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: one port is the same link in every command, notebook and estate. */
final class PortTest {

  private static final String GUEST = " --memory 256MiB --dirty-rate 20MiB/s --working-set 32MiB ";

  @Test
  void aPortLeavesWhatTcpLeavesOfIt() {
    // By hand: 1448 B of payload in the 1538 B of a full frame are 94.15 %.
    assertThat(Port.payload("10 Gbit/s")).isEqualTo(DataRate.gigabitsPerSecond(9.415));
    assertThat(Port.payload("940 Mbit/s payload")).isEqualTo(DataRate.megabitsPerSecond(940));
    assertThat(Port.words(Port.payload("1Gbit/s")))
        .isEqualTo("a port of 1 Gbit/s (942 Mbit/s payload)");
    assertThat(Port.words(DataRate.megabitsPerSecond(940)))
        .isEqualTo("a payload of 940 Mbit/s (998 Mbit/s port)");
  }

  @Test
  void everyCommandTakesAPortAlike() throws Exception {
    JsonNode byPort = json("estimate" + GUEST + "--link 1Gbit/s --json -");
    JsonNode byPayload = json("estimate" + GUEST + "--payload 941.5Mbit/s --json -");
    JsonNode sweep = json("sweep" + GUEST + "--link 1Gbit/s --json -").at("/points/0");
    Move move = Move.of(vm("256 MiB").writing("20 MiB/s").over("32 MiB")).across("1 Gbit/s");

    assertThat(byPort.at("/live")).isEqualTo(byPayload.at("/live"));
    assertThat(byPort.at("/live/total_ms").asDouble())
        .isEqualTo(move.outcome().record().total().toNanos() / 1e6);
    assertThat(sweep.at("/port_bytes_per_s").asDouble()).isEqualTo(125_000_000);
    assertThat(sweep.at("/payload_bytes_per_s").asDouble()).isEqualTo(117_687_500);
    assertThat(
            Run.of(("estimate" + GUEST + "--link 1Gbit/s").strip().split(" +"))
                .out()
                .replaceAll("\\s+", " "))
        .contains("over a port of 1 Gbit/s (942 Mbit/s payload)");
  }

  @Test
  void anEstateTakesAPortAlike(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("estate.json");
    Run run =
        Run.of(
            "import",
            "datasets/imports/rvtools-csv",
            "--link",
            "1Gbit/s",
            "--out",
            file.toString());
    Estate estate = EstateSource.load(List.of(file)).loaded().value();

    assertThat(run.exit()).isZero();
    assertThat(estate.migrationLink().map(MigrationLink::link).orElseThrow().wire())
        .isEqualTo(Port.payload("1 Gbit/s"));
  }

  private static JsonNode json(String command) throws Exception {
    return new ObjectMapper().readTree(Run.of(command.split(" +")).out());
  }
}
