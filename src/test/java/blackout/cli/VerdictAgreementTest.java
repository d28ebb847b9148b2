package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.notebook.Cluster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One input, one question, one verdict: every command, file and notebook gives the same word and
 * the same exit code, over all data sets and all samples of exports.
 */
final class VerdictAgreementTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path dir;

  static Stream<String> inputs() {
    return Stream.of(
            "two-node-r2",
            "exclusive-disks-2008",
            "cluster-2022",
            "faulty-two-node",
            "imports/rvtools-xlsx",
            "imports/rvtools-csv",
            "imports/hyper-v-csv",
            "imports/hyper-v-json",
            "imports/scvmm",
            "imports/kubevirt",
            "imports/libvirt",
            "imports/proxmox",
            "imports/openstack",
            "imports/collector")
        .map(name -> "datasets/" + name);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyCommandSaysTheSameOfOneInput(String input) throws IOException {
    Path json = dir.resolve("validate.json");
    Path junit = dir.resolve("validate.xml");
    Run validate =
        Run.of("validate", input, "--json", json.toString(), "--junit", junit.toString());
    Run report = Run.of("report", input, "--out", dir.resolve("report").toString());
    Run drain = Run.of("drain", input, "--rolling");
    Run fleet = Run.of("fleet", input, "--csv", dir.resolve("vms.csv").toString());

    if (validate.err().contains("BAD INPUT")) {
      assertThat(List.of(report.exit(), drain.exit(), fleet.exit()))
          .containsOnly(validate.exit())
          .containsOnly(5);
      return;
    }
    String line = last(validate);
    assertThat(List.of(last(report), last(drain), last(fleet))).containsOnly(line);
    assertThat(List.of(report.exit(), drain.exit(), fleet.exit())).containsOnly(validate.exit());
    String word = line.substring(0, line.indexOf(':'));
    assertThat(read(json).path("verdict").asText()).isEqualTo(word);
    assertThat(read(dir.resolve("report/report.json")).path("verdict").asText()).isEqualTo(word);
    assertThat(Files.readString(dir.resolve("report/report.html")))
        .contains("<strong>" + word + "</strong>");
    assertThat(Cluster.read(input).verdict().words()).isEqualTo(word);
    for (Path xml : List.of(junit, dir.resolve("report/junit.xml"))) {
      String text = Files.readString(xml);
      String suites = text.substring(text.indexOf("<testsuites"), text.indexOf("<testsuite "));
      assertThat(!suites.contains("failures=\"0\""))
          .as("failures")
          .isEqualTo(word.equals("NOT READY"));
      if (word.startsWith("READY") || word.equals("INCOMPLETE")) {
        assertThat(!suites.contains("errors=\"0\""))
            .as("errors")
            .isEqualTo(word.equals("INCOMPLETE"));
      }
    }
  }

  private static String last(Run run) {
    return run.err().lines().reduce((a, b) -> b).orElse("");
  }

  private static JsonNode read(Path file) throws IOException {
    return MAPPER.readTree(file.toFile());
  }
}
