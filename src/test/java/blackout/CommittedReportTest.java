package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report in {@code reports/two-node-r2} is what the program writes: made from the estate file
 * as it is now, with the same checks, VMs and assumptions. Version and commit differ by nature; the
 * numbers of the kernel still change and are not compared yet. {@code mvn -q compile exec:java}
 * writes it anew.
 */
final class CommittedReportTest {

  private static final Path COMMITTED = Path.of("reports/two-node-r2");

  @TempDir Path dir;

  @Test
  void theCommittedReportBelongsToTheEstateAndTheChecks() throws IOException {
    Run.of("report", "datasets/two-node-r2/estate.json", "--out", dir.toString());
    JsonNode committed = json(COMMITTED);
    JsonNode now = json(dir);

    for (String same : List.of("/schema", "/estate", "/assumptions", "/provenance/input_sha256")) {
      assertThat(committed.at(same)).as(same).isEqualTo(now.at(same));
    }
    for (String field : List.of("id", "category", "title")) {
      assertThat(texts(committed.at("/checks"), field))
          .as(field)
          .isEqualTo(texts(now.at("/checks"), field));
    }
    for (String field : List.of("name", "memory_bytes", "saved_state", "crash")) {
      assertThat(texts(committed.at("/vms"), field))
          .as(field)
          .isEqualTo(texts(now.at("/vms"), field));
    }
    assertThat(fieldNames(committed.at("/vms/0/live")))
        .isEqualTo(fieldNames(now.at("/vms/0/live")));
  }

  @Test
  void everyFileOfTheReportIsThere() {
    for (String name :
        List.of(
            "report.html", "report.json", "junit.xml", "vms.csv", "downtime.svg", "rounds.svg")) {
      assertThat(COMMITTED.resolve(name)).exists();
    }
  }

  private static JsonNode json(Path folder) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.get(field).toString()));
    return texts;
  }

  private static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
