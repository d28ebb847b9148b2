package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.HostProfiles;
import blackout.notebook.PastTrack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Past moves are three times the same measured series: so the first is not predicted, and the
 * others are predicted as {@code calibrate} predicts the series from itself.
 */
final class TrackCommandTest {

  private static final Path SERIES = Path.of("datasets/measurements/qmp/query-migrate-series.json");

  @TempDir private Path dir;
  private Path moves;

  @BeforeEach
  void threeMovesBetweenTheSameHosts() throws IOException {
    moves = dir.resolve("moves");
    Path pair = Files.createDirectories(moves.resolve("a to b"));
    for (int i = 1; i <= 3; i++) {
      Files.copy(SERIES, pair.resolve("web01-2026-11-0" + i + ".json"));
    }
  }

  @Test
  void eachMoveIsPredictedFromThoseBeforeIt() throws IOException {
    Path json = dir.resolve("track.json");
    Path html = dir.resolve("track.html");
    Path profile = dir.resolve("hosts.json");

    Run run =
        Run.of(
            "track",
            moves.toString(),
            "--json=" + json,
            "--html=" + html,
            "--save-host-profile=" + profile);

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode track = new ObjectMapper().readTree(json.toFile());
    assertThat(track.path("moves").findValuesAsText("vm")).containsOnly("web01");
    assertThat(track.path("moves").findValuesAsText("hosts")).containsOnly("a to b");
    assertThat(track.at("/all/moves").asInt()).isEqualTo(3);
    assertThat(track.at("/all/predicted").asInt()).isEqualTo(2);
    assertThat(track.at("/all/total_bias").asDouble()).isBetween(-0.02, 0.02);
    assertThat(track.at("/all/coverage").asDouble()).isEqualTo(1);
    assertThat(track.at("/all/trust_ratio").isNull()).isTrue();
    assertThat(run.out()).contains("2 past moves could be compared");
    assertThat(html).content().contains("2 past moves could be compared");
    assertThat(HostProfiles.parse(Files.readString(profile), "hosts.json").name())
        .isEqualTo("track");
    assertThat(PastTrack.read(moves.toString()).trust() + ".").isEqualTo(lastLine(run.out()));
  }

  @Test
  void aFolderWithoutMovesIsSaid() throws IOException {
    Run run = Run.of("track", Files.createDirectories(dir.resolve("none")).toString());

    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
    assertThat(run.err()).contains("No move that ended was found");
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }
}
