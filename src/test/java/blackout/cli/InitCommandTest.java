package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.EstateKeys;
import blackout.inventory.Estate;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Grade;
import blackout.inventory.Hypervisors;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import blackout.scenario.Defaults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The start of an estate: a file that every command reads, keys that are told, defaults. */
final class InitCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path dir;

  static List<String> platforms() {
    return Hypervisors.names();
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void anEstateOfEveryPlatformIsReadAtOnce(String platform) {
    Path file = dir.resolve("site.json");
    Run run =
        Run.of(
            "init",
            "--platform",
            platform,
            "--nodes",
            "2",
            "--node-memory",
            "64GiB",
            "--vms",
            "3",
            "--vm-memory",
            "4GiB",
            "--out",
            file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    var loaded = EstateFile.load(file);
    assertThat(loaded.problems()).isEmpty();
    Estate estate = loaded.value();
    assertThat(estate.hypervisor()).contains(Hypervisors.named(platform));
    assertThat(estate.vms()).hasSize(3);
    assertThat(estate.origins().count(Grade.C)).isEqualTo(3);
    assertThat(estate.assumptions())
        .extracting(a -> a.field())
        .contains("/failover", "/live_migration/line_rate_gbit_s", "/storage", "/vms/2/node");
    Run validate = Run.of("validate", file.toString());
    assertThat(validate.exit()).as(validate.err()).isIn(0, 3, 6);
  }

  @Test
  void aVmInALineHasWhatItSays() {
    Path file = dir.resolve("estate.json");
    Run run =
        Run.of(
            "init",
            "--platform",
            "kvm",
            "--nodes",
            "A,B",
            "--node-memory",
            "256GiB",
            "--link",
            "25Gbit/s",
            "--vm",
            "sql-01: memory=64GiB, workload=sql, vcpus=16, node=B",
            "--out",
            dir.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    Estate estate = EstateFile.load(file).value();
    assertThat(estate.vms().get(0).node()).isEqualTo("B");
    assertThat(estate.origins().of("sql-01").get(0).text())
        .isEqualTo(
            "assumed: class sql, 16 processors: 80 MiB/s to 640 MiB/s, most likely 160 MiB/s, a"
                + " guess");
    Run report = Run.of("report", file.toString(), "--out", dir.resolve("report").toString());
    assertThat(report.lastMessage()).startsWith("INCOMPLETE:");

    // What is there is not replaced without being asked.
    Run again =
        Run.of(
            "init",
            "--platform",
            "kvm",
            "--nodes",
            "1",
            "--node-memory",
            "8GiB",
            "--vms",
            "1",
            "--vm-memory",
            "1GiB",
            "--out",
            dir.toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there; --force replaces it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nodes 2 --node-memory 8GiB --vms 1 --vm-memory 1GiB|Missing required option: '--platform'",
        "--platform kvm --node-memory 8GiB --vms 1 --vm-memory 1GiB|Missing required option: '--nodes'",
        "--platform kvm --nodes 2 --node-memory 8GiB|no VM: give --vms with --vm-memory, or --vm",
        "--platform kvm --nodes 0 --node-memory 8GiB --vms 1 --vm-memory 1GiB|--nodes is not in 1..",
        "--platform kvm --nodes 2 --node-memory 8GiB --vms 1 --vm-memory 16GiB|at most the memory",
        "--platform kvm --nodes A,a --node-memory 8GiB --vms 1 --vm-memory 1GiB|another name than",
        "--platform kvn --nodes 2 --node-memory 8GiB --vms 1 --vm-memory 1GiB|did you mean kvm?",
        "--platform kvm --nodes 2 --node-memory 8GiB --vm x:memory=1GiB,node=C|the name of one of",
        "--platform kvm --nodes 2 --node-memory 8GiB --vm x:mem=1GiB|VM \"x\":",
      })
  void whatDoesNotFitIsRefusedInWords(String options, String words) {
    Run run = Run.of(("init " + options).split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(words);
  }

  @Test
  void everyKeyIsExplained() {
    for (EstateKeys.Key key : EstateKeys.all()) {
      assertThat(key.meaning()).as(key.path()).isNotBlank();
      Run run = Run.of("explain", key.path());
      assertThat(run.exit()).as(key.path()).isZero();
      assertThat(run.out()).startsWith(key.path()).contains("Values: ", "Shows in: ");
    }
    assertThat(Run.of("explain").out().lines()).contains("vms[].memory_mib", "storage.read_mib_s");
  }

  @Test
  void aKeyIsFoundHoweverItIsWrittenAndANearMissIsNamed() {
    String memory = Run.of("explain", "vms.memory_mib").out();
    assertThat(memory).startsWith("vms[].memory_mib (required)").contains("MiB (2^20 bytes)");
    assertThat(Run.of("explain", "/vms/3/memory_mib").out()).isEqualTo(memory);
    assertThat(Run.of("explain", "memory_mib").out())
        .contains("nodes[].memory_mib", "vms[].memory_mib");
    Run miss = Run.of("explain", "paylod_ratio");
    assertThat(miss.exit()).isEqualTo(2);
    assertThat(miss.err()).contains("did you mean payload_ratio?");
  }

  /** The defaults that the schema tells are those that are filled in. */
  @Test
  void theDefaultsOfTheSchemaAreThoseOfTheProgram() {
    JsonNode usual = Json.tree(FailoverSettings.usual(Optional.of(WindowsVersion.WINDOWS_2022)));
    for (EstateKeys.Key key : EstateKeys.all()) {
      if (key.path().startsWith("failover.") && key.usual().isPresent()) {
        assertThat(new BigDecimal(key.usual().get()))
            .as(key.path())
            .isEqualByComparingTo(usual.path(key.name()).decimalValue());
      }
      if (key.path().equals("live_migration.payload_ratio")) {
        assertThat(key.usual()).contains(Double.toString(Defaults.PAYLOAD_RATIO));
      }
    }
  }

  @Test
  void whatAnEstateLeavesOutOfFailoverIsUsualAndAssumed() throws IOException {
    ObjectNode tree =
        (ObjectNode) MAPPER.readTree(Path.of("datasets/cluster-2022/estate.json").toFile());
    tree.remove("failover");
    ((ObjectNode) tree.path("live_migration")).remove("payload_ratio");
    Path file = Files.writeString(dir.resolve("estate.json"), tree.toString());

    Estate estate = EstateFile.load(file).value();

    assertThat(estate.failover())
        .isEqualTo(FailoverSettings.usual(Optional.of(WindowsVersion.WINDOWS_2022)));
    assertThat(estate.failover().heartbeatThreshold()).isEqualTo(10);
    assertThat(estate.migrationLink().orElseThrow().payloadRatio())
        .isEqualTo(Defaults.PAYLOAD_RATIO);
    assertThat(estate.assumptions())
        .extracting(a -> a.field())
        .contains("/failover", "/live_migration/payload_ratio");
  }

  @Test
  void allProblemsOfAFileAreToldAtOnceWithTheirPlaces() throws IOException {
    ObjectNode tree =
        (ObjectNode) MAPPER.readTree(Path.of("datasets/cluster-2022/estate.json").toFile());
    ((ObjectNode) tree.path("storage")).put("write_mib_s", -1);
    ((ObjectNode) tree.at("/vms/0")).put("memory_mib", "large");
    ((ObjectNode) tree.at("/vms/1")).put("prioriti", "high");
    Path file =
        Files.writeString(
            dir.resolve("estate.json"),
            MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));

    Run run = Run.of("validate", file.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err())
        .contains("/storage/write_mib_s", "/vms/0/memory_mib", "did you mean priority?")
        .contains("line ")
        .contains("BAD INPUT: 3 problems");

    // A name that leads nowhere beside a VM that cannot be used: both at once.
    ((ObjectNode) tree.path("storage")).put("write_mib_s", 100);
    ((ObjectNode) tree.path("live_migration")).put("network", "nowhere");
    Files.writeString(file, tree.toString());
    assertThat(Run.of("validate", file.toString()).err())
        .contains("/live_migration/network", "/vms/0/memory_mib", "/vms/1/prioriti");
  }
}
