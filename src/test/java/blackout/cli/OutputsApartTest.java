package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two outputs at one place are refused before anything is written. */
final class OutputsApartTest {

  private static final String[] MOVE = {
    "--memory", "4GiB", "--dirty-rate", "50MiB/s", "--link", "1Gbit/s"
  };

  @TempDir Path dir;

  @Test
  void standardOutputHasRoomForOneDocument() {
    for (String command : new String[] {"estimate", "sweep"}) {
      Run run = Run.of(with(command, MOVE, "--csv", "-", "--json", "-"));

      assertThat(run.exit()).as(command).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("--csv - and --json - cannot share standard output");
    }
  }

  @Test
  void oneFileByTwoSpellingsIsRefused() throws IOException {
    Path plain = dir.resolve("x");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir);
    for (Path other : new Path[] {plain, dir.resolve("no/../x"), link.resolve("x")}) {
      String[] files = {"--csv", plain.toString(), "--json", other.toString()};
      Run fleet = Run.of(with("fleet", new String[] {"datasets/two-node-r2"}, files));
      Run sweep = Run.of(with("sweep", MOVE, files));

      assertThat(fleet.exit()).as("%s", other).isEqualTo(2);
      assertThat(fleet.err()).contains("cannot share one file");
      assertThat(sweep.exit()).as("%s", other).isEqualTo(2);
      assertThat(plain).doesNotExist();
    }
  }

  @Test
  void everyCommandThatWritesTwiceRefusesOnePlace() {
    String x = dir.resolve("x").toString();
    String estate = "datasets/two-node-r2";
    String[][] commands = {
      {"validate", estate, "--json", x, "--junit", x},
      {"availability", estate, "--json", x, "--csv", x},
      {"drain", estate, "--rolling", "--csv", x, "--gantt", x},
      {"accuracy", "datasets/qemu-7.2-held-out/bare.jsonl", "--json", x, "--html", x},
      {"validate", estate, "--json", "-", "--junit", "-"},
    };
    for (String[] command : commands) {
      Run run = Run.of(command);

      assertThat(run.exit()).as(command[0]).isEqualTo(2);
      assertThat(run.err()).contains(" cannot share ");
      assertThat(dir.resolve("x")).doesNotExist();
    }
  }

  @Test
  void whatIsReadIsNotOverwritten() throws IOException {
    Path estate = dir.resolve("estate.json");
    Files.copy(Path.of("datasets/two-node-r2/estate.json"), estate);
    byte[] before = Files.readAllBytes(estate);
    String same = dir.resolve("./estate.json").toString();

    for (String[] command :
        new String[][] {
          {"fleet", estate.toString(), "--json", same},
          {"validate", estate.toString(), "--json", same},
          {"import", estate.toString(), "--out", same},
        }) {
      Run run = Run.of(command);

      assertThat(run.exit()).as(command[0]).isEqualTo(2);
      assertThat(run.err()).contains("would overwrite the input " + estate);
    }
    assertThat(estate).hasBinaryContent(before);
  }

  @Test
  void aPlaceWithoutANameIsRefused() {
    Run run = Run.of("report", "datasets/two-node-r2", "--out", "");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--out names no file");
  }

  @Test
  void fleetWritesToFilesAlone() {
    Run run = Run.of("fleet", "datasets/two-node-r2", "--csv", "-");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("fleet writes to files alone");
    assertThat(Path.of("-")).doesNotExist();
  }

  private static String[] with(String command, String[] first, String... more) {
    String[] all = new String[1 + first.length + more.length];
    all[0] = command;
    System.arraycopy(first, 0, all, 1, first.length);
    System.arraycopy(more, 0, all, 1 + first.length, more.length);
    return all;
  }
}
