package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code fleet}, killed for real. */
final class FleetCommandTest {

  private static final int VMS = 4_000;

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aKilledProcessLeavesNoHalfFileAndTheNextGoesOnToTheSameBytes() throws Exception {
    Path estate = folder.resolve("estate.json");
    FleetJson.write(VMS, estate);
    // So many VMs are more than the cluster may hold: the verdict of report, too.
    assertThat(fleet(estate, "whole").exit()).isEqualTo(Exit.CHECK_FAILED.code());

    Process process = start(estate);
    Path journal = folder.resolve("killed.csv.journal");
    while (process.isAlive() && !Files.exists(journal)) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();

    assertThat(journal).exists();
    assertThat(folder.resolve("killed.csv")).doesNotExist();
    assertThat(folder.resolve("killed.json")).doesNotExist();

    Run second = fleet(estate, "killed", "--resume");

    assertThat(second.err().lines())
        .anyMatch(line -> line.matches("4,000 VMs, page by page; [0-9]+ were there"));
    assertThat(folder.resolve("killed.csv")).hasSameBinaryContentAs(folder.resolve("whole.csv"));
    assertThat(folder.resolve("killed.json")).hasSameBinaryContentAs(folder.resolve("whole.json"));
  }

  @Test
  void withoutAFileItSaysWhatIsMissing() {
    Run run = Run.of("fleet", "datasets/two-node-r2");

    assertThat(run.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(run.err()).contains("Name a file with --csv or --json.");
  }

  @Test
  void aFolderStandsForItsEstateFile() throws IOException {
    Run run = Run.of("fleet", "datasets/two-node-r2", "--csv", folder.resolve("a.csv").toString());

    assertThat(run.exit()).isZero();
    assertThat(Files.readAllLines(folder.resolve("a.csv"))).hasSize(9);
  }

  private Run fleet(Path estate, String name, String... more) {
    return Run.of(arguments(estate, name, more).toArray(String[]::new));
  }

  private Process start(Path estate) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments(estate, "killed"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("killed.txt").toFile())
        .start();
  }

  private List<String> arguments(Path estate, String name, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "fleet",
                estate.toString(),
                "--replay",
                "--csv",
                folder.resolve(name + ".csv").toString(),
                "--json",
                folder.resolve(name + ".json").toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }
}
