package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts whose pause is a second longer, asked for by the option and stated by the estate: both say
 * the same, and every downtime of a live migration is longer by about that second.
 */
final class HostsOfAnEstateTest {

  private static final String SLOW =
      "{\"schema\": \"blackout-host-profile/1\", \"name\": \"slow\", \"figures\":"
          + " {\"fixed_pause_ms\": {\"value\": 1000}}}";

  @TempDir private Path dir;

  @Test
  void theOptionAndTheKeyOfTheEstateSayTheSame() throws IOException {
    Path profile = Files.writeString(dir.resolve("slow.json"), SLOW);
    Path stated = dir.resolve("estate.json");
    String estate = Files.readString(Path.of("datasets/two-node-r2/estate.json"));
    Files.writeString(
        stated,
        estate.replaceFirst(
            "\"live_migration\": *\\{",
            "\"live_migration\": {\"host_profile\": {\"name\": \"slow\", \"figures\":"
                + " {\"fixed_pause_ms\": {\"value\": 1000}}},"));

    JsonNode usual = fleet("datasets/two-node-r2");
    JsonNode asked = fleet("datasets/two-node-r2", "--host-profile=" + profile);
    JsonNode key = fleet(stated.toString());

    assertThat(asked).isEqualTo(key).isNotEqualTo(usual);
    double before = usual.findValue("live").findValue("downtime_ms").asDouble();
    double after = asked.findValue("live").findValue("downtime_ms").asDouble();
    assertThat(after - before).isBetween(900.0, 1100.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "drain", "validate", "availability"})
  void aProfileThatIsNoneIsBadInputOfEveryCommand(String command) {
    Run run =
        Run.of(
            command,
            "datasets/two-node-r2",
            "--host-profile=nobody",
            command.equals("drain") ? "--rolling" : "--debug");

    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
    assertThat(run.err()).contains("no file \"nobody\"");
  }

  private JsonNode fleet(String source, String... more) throws IOException {
    Path json = dir.resolve("fleet.json");
    Files.deleteIfExists(json);
    var arguments = new ArrayList<>(List.of("fleet", source, "--json=" + json));
    arguments.addAll(List.of(more));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(json).as(run.err()).exists();
    return new ObjectMapper().readTree(json.toFile()).path("vms");
  }
}
