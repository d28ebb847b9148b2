package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The estates that come with the project, and what the checks say of them. */
final class DatasetsTest {

  private static final Path DATASETS = Path.of("datasets");

  static List<Path> estates() throws IOException {
    try (Stream<Path> folders = Files.list(DATASETS)) {
      return folders
          .map(folder -> folder.resolve("estate.json"))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("estates")
  void everyEstateIsReadWithoutProblems(Path file) {
    assertThat(EstateFile.load(file).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("estates")
  void everyReadmeHoldsTheChecksumOfItsEstate(Path file)
      throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));

    assertThat(file.resolveSibling("README.md"))
        .content()
        .contains(HexFormat.of().formatHex(digest));
  }

  @Test
  void theClassicClusterIsReadyButForItsSharedNetwork() {
    assertThat(notFine("two-node-r2")).containsExactlyEntriesOf(Map.of("W01", Result.WARNING));
    assertThat(verdict("two-node-r2")).isEqualTo(Verdict.READY_WITH_WARNINGS);
  }

  @Test
  void theCleanClustersAreReady() {
    for (String dataset : List.of("sixteen-node", "exclusive-disks-2008", "cluster-2022")) {
      assertThat(notFine(dataset)).as(dataset).isEmpty();
      assertThat(verdict(dataset)).as(dataset).isEqualTo(Verdict.READY);
    }
  }

  /** The faults are those that the README of the data set lists, put there by hand. */
  @Test
  void everyFaultOfTheFaultyClusterIsFound() {
    var expected = new TreeMap<String, Result>();
    for (String id :
        List.of(
            "B03", "N01", "N03", "N04", "N08", "N09", "N16", "W04", "W05", "W07", "W12", "S01",
            "S06", "V01")) {
      expected.put(id, Result.FAILED);
    }
    for (String id : List.of("N02", "W01", "W10", "S05", "S07", "V02", "V03")) {
      expected.put(id, Result.WARNING);
    }
    for (String id : List.of("N10", "S03", "S04")) {
      expected.put(id, Result.CANCELED);
    }
    expected.put("W09", Result.INCOMPLETE);

    assertThat(notFine("faulty-two-node")).isEqualTo(expected);
    assertThat(verdict("faulty-two-node")).isEqualTo(Verdict.NOT_READY);
  }

  @Test
  void aCanceledCheckNamesTheOneThatFailed() {
    assertThat(results("faulty-two-node"))
        .filteredOn(r -> r.id().equals("S04"))
        .first()
        .satisfies(r -> assertThat(r.evidence().get(0)).contains("S01"));
  }

  @Test
  void categoriesFollowTheVersion() {
    assertThat(results("two-node-r2"))
        .noneMatch(r -> r.category() == Category.HYPER_V_CONFIGURATION);
    assertThat(results("cluster-2022"))
        .anyMatch(r -> r.category() == Category.HYPER_V_CONFIGURATION);
    assertThat(results("exclusive-disks-2008"))
        .noneMatch(r -> r.category() == Category.CLUSTER_CONFIGURATION);
  }

  private static Map<String, Result> notFine(String dataset) {
    Map<String, Result> bad = new TreeMap<>();
    for (CheckResult result : results(dataset)) {
      if (result.result() != Result.SUCCESS && result.result() != Result.NOT_APPLICABLE) {
        bad.put(result.id(), result.result());
      }
    }
    return bad;
  }

  private static Verdict verdict(String dataset) {
    return Verdict.of(results(dataset), 0);
  }

  private static List<CheckResult> results(String dataset) {
    Loaded<Estate> loaded = EstateFile.load(DATASETS.resolve(dataset).resolve("estate.json"));
    return Checks.runAll(Ground.of(loaded.value()));
  }
}
