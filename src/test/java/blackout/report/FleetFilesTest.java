package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.exhibit.CsvText;
import blackout.exhibit.Tables;
import blackout.ingest.EstateFile;
import blackout.ingest.FleetJson;
import blackout.inventory.Estate;
import blackout.kernel.Engine;
import blackout.outcome.Provenance;
import blackout.plan.cluster.FleetForecast;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a fleet are complete or not there, and the same however they came about. */
final class FleetFilesTest {

  /** Three rounds and a part of a block. */
  private static final int VMS = 3 * FleetFiles.ROUND + 17;

  @TempDir private static Path shared;
  private static Estate estate;

  @TempDir Path folder;

  /** Stands for a power cut. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @BeforeAll
  static void makeFleet() throws IOException {
    FleetJson.write(VMS, shared.resolve("estate.json"));
    estate = EstateFile.load(shared.resolve("estate.json")).value();
  }

  @Test
  void oneThreadAndFourWriteTheSameBytes() throws Exception {
    var one = new ForkJoinPool(1);
    var four = new ForkJoinPool(4);

    one.submit(() -> files("serial", 1).write(false, done -> {})).get();
    four.submit(() -> files("parallel", 1).write(false, done -> {})).get();
    one.shutdown();
    four.shutdown();

    assertThat(folder.resolve("parallel.csv")).hasSameBinaryContentAs(folder.resolve("serial.csv"));
    assertThat(folder.resolve("parallel.json"))
        .hasSameBinaryContentAs(folder.resolve("serial.json"));
  }

  @Test
  void theCsvIsTheTableOfAllVms() throws IOException {
    var fleet = new FleetForecast(estate, Engine.EXPECTED_COUNTS, 1);

    files("fleet", 1).write(false, done -> {});

    assertThat(Files.readString(folder.resolve("fleet.csv")))
        .isEqualTo(CsvText.of(Tables.vms(fleet.vms(0, fleet.size()))));
  }

  @Test
  void theJsonHoldsEveryVmAndWhereItComesFrom() throws IOException {
    files("fleet", 7).write(false, done -> {});

    JsonNode root = new ObjectMapper().readTree(folder.resolve("fleet.json").toFile());
    assertThat(root.path("vms")).hasSize(VMS);
    assertThat(root.path("vms").path(VMS - 1).path("name").asText())
        .isEqualTo(estate.vms().get(VMS - 1).name());
    assertThat(root.path("engine").asText()).isEqualTo("expected counts");
    assertThat(root.path("provenance").path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void aRunThatIsCutOffLeavesNoFileWithItsNameAndGoesOnWhereItWas() throws IOException {
    files("whole", 1).write(false, done -> {});
    Files.writeString(folder.resolve("cut.csv"), "an earlier one");

    assertThatThrownBy(() -> files("cut", 1).write(false, done -> cut(done, FleetFiles.ROUND)))
        .isInstanceOf(Cut.class);
    assertThat(folder.resolve("cut.csv")).hasContent("an earlier one");
    assertThat(folder.resolve("cut.json")).doesNotExist();
    // What the run wrote after the last note in its journal is not trusted.
    Files.writeString(
        folder.resolve("cut.csv.part"),
        Files.readString(folder.resolve("cut.csv.part")) + "half a li");

    var seen = new ArrayList<Integer>();
    int kept = files("cut", 1).write(true, seen::add);

    assertThat(kept).isEqualTo(FleetFiles.ROUND);
    assertThat(seen).containsExactly(2 * FleetFiles.ROUND, 3 * FleetFiles.ROUND, VMS);
    assertThat(folder.resolve("cut.csv")).hasSameBinaryContentAs(folder.resolve("whole.csv"));
    assertThat(folder.resolve("cut.json")).hasSameBinaryContentAs(folder.resolve("whole.json"));
    assertThat(folder)
        .isDirectoryNotContaining("glob:**.part")
        .isDirectoryNotContaining("glob:**.journal");
  }

  @Test
  void theRestOfAnotherRunIsNotTakenUp() {
    assertThatThrownBy(() -> files("cut", 1).write(false, done -> cut(done, FleetFiles.ROUND)))
        .isInstanceOf(Cut.class);

    assertThatThrownBy(() -> files("cut", 2).write(true, done -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is of another run");
  }

  /** The states that a kill can leave after the last VM: before, between and after the moves. */
  @Test
  void aRunThatIsCutOffBetweenItsMovesGoesOn() throws IOException {
    files("whole", 1).write(false, done -> {});
    for (int moved = 0; moved <= 2; moved++) {
      assertThatThrownBy(() -> files("cut", 1).write(false, done -> cut(done, VMS)))
          .isInstanceOf(Cut.class);
      if (moved >= 1) {
        move("cut.csv");
      }
      if (moved == 2) {
        move("cut.json");
      }

      int kept = files("cut", 1).write(true, done -> {});

      assertThat(kept).isEqualTo(VMS);
      for (String end : new String[] {".csv", ".json"}) {
        assertThat(folder.resolve("cut" + end))
            .hasSameBinaryContentAs(folder.resolve("whole" + end));
      }
      assertThat(folder)
          .isDirectoryNotContaining("glob:**.part")
          .isDirectoryNotContaining("glob:**.journal")
          .isDirectoryNotContaining("glob:**.lock");
    }
  }

  private void move(String name) throws IOException {
    Files.move(
        folder.resolve(name + ".part"), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aRunThatIsCutOffBeforeItsJournalBeginsAnew() throws IOException {
    files("whole", 1).write(false, done -> {});
    Files.writeString(folder.resolve("cut.csv.part"), "na");

    assertThat(files("cut", 1).write(true, done -> {})).isZero();

    assertThat(folder.resolve("cut.csv")).hasSameBinaryContentAs(folder.resolve("whole.csv"));
  }

  /**
   * Every byte of a journal flipped, and every length it may be cut to: refused, nothing written.
   */
  @Test
  void aDamagedJournalIsRefusedInWords() throws IOException {
    assertThatThrownBy(() -> files("cut", 1).write(false, done -> cut(done, FleetFiles.ROUND)))
        .isInstanceOf(Cut.class);
    Path journal = folder.resolve("cut.csv.journal");
    byte[] right = Files.readAllBytes(journal);

    for (int i = 0; i < right.length; i++) {
      byte[] flipped = right.clone();
      flipped[i] ^= 1 << i % 8;
      assertRefused(journal, flipped);
      assertRefused(journal, Arrays.copyOf(right, i));
    }
    assertThat(folder.resolve("cut.csv")).doesNotExist();
  }

  private void assertRefused(Path journal, byte[] content) throws IOException {
    Files.write(journal, content);
    assertThatThrownBy(() -> files("cut", 1).write(true, done -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(journal + " is damaged; run without --resume to start anew");
  }

  @Test
  void filesThatAreNotAsTheJournalSaysAreRefused() throws IOException {
    for (String change : new String[] {"gone", "empty", "shorter", "other"}) {
      assertThatThrownBy(() -> files("cut", 1).write(false, done -> cut(done, FleetFiles.ROUND)))
          .isInstanceOf(Cut.class);
      Path part = folder.resolve("cut.json.part");
      byte[] content = Files.readAllBytes(part);
      switch (change) {
        case "gone" -> Files.delete(part);
        case "empty" -> Files.write(part, new byte[0]);
        case "shorter" -> Files.write(part, Arrays.copyOf(content, content.length - 1));
        default -> {
          content[content.length / 2] ^= 1;
          Files.write(part, content);
        }
      }

      assertThatThrownBy(() -> files("cut", 1).write(true, done -> {}))
          .as(change)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not as the run left it");
      assertThat(folder.resolve("cut.json")).doesNotExist();
    }
  }

  @Test
  void theFilesOfTheRunItselfAreNoTargets() {
    var fleet = new FleetForecast(estate, Engine.EXPECTED_COUNTS, 1);
    var provenance = new Provenance("1", "c", "estate.json", "0".repeat(64), 1);
    Path csv = folder.resolve("x");

    for (String end : new String[] {".part", ".journal"}) {
      Optional<Path> json = Optional.of(folder.resolve("x" + end));
      assertThatThrownBy(() -> new FleetFiles(fleet, provenance, Optional.of(csv), json))
          .hasMessageContaining("name another file");
    }
  }

  private static void cut(int done, int at) {
    if (done == at) {
      throw new Cut();
    }
  }

  private FleetFiles files(String name, long seed) {
    return new FleetFiles(
        new FleetForecast(estate, Engine.EXPECTED_COUNTS, seed),
        new Provenance("1", "c", "estate.json", "0".repeat(64), seed),
        Optional.of(folder.resolve(name + ".csv")),
        Optional.of(folder.resolve(name + ".json")));
  }

  @Test
  void nothingWantedIsRefused() {
    var fleet = new FleetForecast(estate, Engine.EXPECTED_COUNTS, 1);
    var provenance = new Provenance("1", "c", "estate.json", "0".repeat(64), 1);

    assertThatThrownBy(() -> new FleetFiles(fleet, provenance, Optional.empty(), Optional.empty()))
        .hasMessageContaining("neither CSV nor JSON");
  }
}
