package blackout.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.cli.Run;
import blackout.ingest.Schemas;
import blackout.inventory.Hypervisors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas that the program prints are those of its records, and what it writes is as they say.
 * Renew them with {@code -Dgolden.update=true}.
 */
@Tag("golden")
final class SchemasTest {

  private static final Path FOLDER = Path.of("src/main/resources/blackout/schemas");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MOVE = "--memory 4GiB --dirty-rate 50MiB/s --link 1Gbit/s";

  @TempDir Path dir;

  /** A schema and the record it is made of. */
  record Made(String name, Class<?> document, String form) {}

  static List<Made> made() {
    return List.of(
        new Made("report", ReportDoc.class, ReportDoc.SCHEMA),
        new Made("rollup", RollupDoc.class, RollupDoc.SCHEMA),
        new Made("validate", ValidationDoc.class, ValidationDoc.SCHEMA),
        new Made("fleet", FleetDoc.class, FleetDoc.SCHEMA),
        new Made("drain", DrainDoc.class, DrainDoc.SCHEMA),
        new Made("compare", CompareDoc.class, CompareDoc.SCHEMA),
        new Made("estimate", EstimateDoc.class, EstimateDoc.SCHEMA),
        new Made("estimate-range", EstimateRangeDoc.class, EstimateRangeDoc.SCHEMA),
        new Made("availability", AvailabilityDoc.Alone.class, AvailabilityDoc.Alone.SCHEMA),
        new Made("sweep", SweepDoc.class, SweepDoc.SCHEMA),
        new Made("calibrate", CalibrationDoc.class, CalibrationDoc.SCHEMA),
        new Made("track", TrackDoc.class, TrackDoc.SCHEMA),
        new Made("accuracy", AccuracyDoc.class, AccuracyDoc.SCHEMA));
  }

  @ParameterizedTest
  @MethodSource("made")
  void aSchemaIsThatOfItsRecord(Made made) throws IOException {
    String schema =
        MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(SchemaOfRecord.of(made.document(), made.form()))
            + "\n";
    Path file = FOLDER.resolve(made.name() + ".schema.json");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, schema);
    }

    assertThat(Schemas.text(made.name())).isEqualTo(Files.readString(file));
    assertThat(file).hasContent(schema);
  }

  @Test
  void everyNameHasASchemaAndEverySchemaAName() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".schema.json", "")))
          .containsExactlyInAnyOrderElementsOf(Schemas.NAMES);
    }
    assertThat(Run.of("schema").out().lines()).containsExactlyElementsOf(Schemas.NAMES);
    assertThat(Run.of("schema", "drain").out()).isEqualTo(Schemas.text("drain"));
    assertThat(Run.of("schema", "drian").err()).contains("no schema \"drian\"; there are estate,");
  }

  @Test
  void theSchemaOfAnEstateListsTheNamesOfTheRegistry() throws IOException {
    JsonNode names =
        MAPPER.readTree(Run.of("schema", "estate").out()).at("/properties/hypervisor/enum");

    assertThat(names)
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Hypervisors.names())
        .contains("qemu-10.1", "kvm", "esxi", "hyper-v-2019");
  }

  @Test
  void theProfilesThatComeWithTheProgramAreAsTheSchemaSays() throws IOException {
    JsonNode keys =
        MAPPER.readTree(Schemas.text("host-profile")).at("/properties/figures/properties");

    assertThat(keys.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(blackout.scenario.HostFigure.values())
                .map(blackout.scenario.HostFigure::key)
                .toList());
    for (var profile : blackout.calibrate.HostProfiles.shipped().entrySet()) {
      Path file = dir.resolve(profile.getKey() + ".json");
      Files.writeString(file, blackout.calibrate.HostProfiles.json(profile.getValue()));
      requireValid("host-profile", file);
    }
  }

  /** Every estate of the data sets and every import is written as the schemas say. */
  static List<String> estates() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of("datasets"))) {
      folders.filter(f -> Files.exists(f.resolve("estate.json"))).forEach(f -> all.add(f + ""));
    }
    try (Stream<Path> folders = Files.list(Path.of("datasets/imports"))) {
      folders.filter(Files::isDirectory).forEach(f -> all.add(f + ""));
    }
    assertThat(all).hasSizeGreaterThan(12);
    return all;
  }

  @ParameterizedTest
  @MethodSource("estates")
  void whatIsWrittenOfAnEstateIsAsItsSchemaSays(String estate) throws IOException {
    Path file = dir.resolve("x.json");
    requireValid("validate", "validate " + estate + " --json " + file, file);
    requireValid("availability", "availability " + estate + " --json " + file, file);
    requireValid("fleet", "fleet " + estate + " --json " + file, file);
    requireValid("drain", "drain " + estate + " --rolling --json " + file, file);
    requireValid("compare", "compare " + estate + " --json " + file, file);
    requireValid("report", "report " + estate + " --out " + dir, dir.resolve("report.json"));
    if (estate.contains("imports")) {
      requireValid("estate", "import " + estate + " --out " + file, file);
    } else {
      requireValid("estate", Path.of(estate, "estate.json"));
    }
  }

  static List<Path> measurements() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("datasets/measurements"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.endsWith("README.md") && !f.toString().contains("translated"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("measurements")
  void whatIsWrittenOfAMeasurementIsAsItsSchemaSays(Path measurement) throws IOException {
    Path file = dir.resolve("x.json");
    requireValid(
        "calibrate",
        "calibrate " + measurement + " --memory 4GiB --link 1Gbit/s --json " + file,
        file);
  }

  @Test
  void whatIsWrittenOfAMoveIsAsItsSchemaSays() throws IOException {
    Path file = dir.resolve("x.json");
    requireValid("estimate", "estimate " + MOVE + " --json " + file, file);
    requireValid(
        "estimate-range",
        "estimate --memory 4GiB --workload sql --link 1Gbit/s --json " + file,
        file);
    requireValid("estimate", "estimate " + MOVE + " --hypervisor qemu-9.2 --json " + file, file);
    requireValid("sweep", "sweep " + MOVE + " --hypervisor all --json " + file, file);
    requireValid(
        "accuracy", "accuracy datasets/qemu-7.2-held-out/bare.jsonl --runs 1 --json " + file, file);
  }

  private static void requireValid(String schema, String command, Path file) throws IOException {
    Files.deleteIfExists(file);
    Run run = Run.of(command.split(" "));
    assertThat(file).as(command + "\n" + run.err()).exists();
    requireValid(schema, file);
  }

  private static void requireValid(String name, Path file) throws IOException {
    JsonNode tree = MAPPER.readTree(file.toFile());
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(MAPPER.readTree(Schemas.text(name)));
    assertThat(schema.validate(tree)).as(file + " by " + name).isEmpty();
  }
}
