package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.Checks;
import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The exit codes are those of the command's own help; which checks fail is the datasets' story. */
final class ValidateCommandTest {

  private static final String FAULTY = "datasets/faulty-two-node";
  private static final String GOOD = "datasets/two-node-r2";

  @TempDir Path dir;

  @Test
  void warningsAloneLetAPipelineGoOnUnlessTheyAreAskedToStopIt() {
    assertThat(Run.of("validate", GOOD).exit()).isZero();

    Run strict = Run.of("validate", GOOD, "--fail-on", "warning");

    assertThat(strict.exit()).isEqualTo(4);
    assertThat(strict.lastMessage()).isEqualTo("READY ON ASSUMPTIONS: no dirty rate is measured");
  }

  @Test
  void aFailedCheckCountsMoreThanAWarningAndAnUndecidedOne() {
    Run run = Run.of("validate", FAULTY, "--fail-on", "warning");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.lastMessage()).isEqualTo("NOT READY: 18 failed checks");
  }

  @Test
  void whatCannotBeReadIsBadInput() {
    assertThat(Run.of("validate", dir.resolve("none.json").toString()).exit()).isEqualTo(5);
    assertThat(Run.of("validate", GOOD, "--waivers", "src/test/resources/broken/whole.json").exit())
        .isEqualTo(5);
  }

  @Test
  void aVmThatWasLeftOutIsBadInputAlthoughChecksRan() throws IOException {
    String estate = Files.readString(Path.of(GOOD, "estate.json"));
    Path file = dir.resolve("estate.json");
    Files.writeString(file, estate.replaceFirst("\"memory_mib\": 256,", "\"memory_mib\": -256,"));

    Run run = Run.of("validate", file.toString());

    assertThat(run.err()).contains("memory_mib");
    assertThat(run.lastMessage()).isEqualTo("INCOMPLETE: 1 problem of the input");
    assertThat(run.exit()).isEqualTo(5);
  }

  @Test
  void factsNobodyStatedLeaveTheVerdictOpen() {
    Run run = Run.of("validate", "src/test/resources/broken/whole.json");

    assertThat(run.exit()).isIn(3, 6);
    assertThat(run.out()).contains("Incomplete");
  }

  @Test
  void categoriesAndTestsStandInTheOrderOfTheAlphabet() throws IOException {
    Estate estate = EstateFile.load(Path.of(FAULTY, "estate.json")).value();
    List<String> lines = Run.of("validate", FAULTY).out().lines().toList();

    List<String> categories =
        lines.stream().filter(l -> l.matches("[A-Z][\\w -]+: [A-Z][a-z ]+")).toList();
    assertThat(categories)
        .extracting(l -> l.split(":")[0])
        .containsExactly(
            "Cluster Configuration",
            "Downtime",
            "Inventory",
            "Network",
            "Storage",
            "System Configuration");
    assertThat(lines.stream().filter(l -> l.matches("  [A-Z][a-z ]+ +[BNWSVD]\\d\\d .*")))
        .hasSize((int) Checks.all().stream().filter(rule -> rule.isFor(estate)).count());
  }

  @Test
  void aValidWaiverStopsAFailureFromStoppingAPipelineAndAnExpiredOneDoesNot() throws IOException {
    JsonNode checks = json(Run.of("validate", FAULTY, "--json", "-")).get("checks");
    Path waivers = dir.resolve("waivers.json");
    var list = new StringBuilder();
    for (JsonNode check : checks) {
      if (check.get("result").asText().equals("Failed")) {
        list.append(list.isEmpty() ? "" : ",")
            .append("{\"check\":\"" + check.get("id").asText() + "\",\"reason\":\"known\",")
            .append("\"owner\":\"ops\",\"expires\":\"2026-06-30\"}");
      }
    }
    Files.writeString(waivers, "{\"schema\":\"blackout-waivers/1\",\"waivers\":[" + list + "]}");

    Run valid =
        Run.of("validate", FAULTY, "--waivers", waivers.toString(), "--today", "2026-06-30");
    Run expired =
        Run.of("validate", FAULTY, "--waivers", waivers.toString(), "--today", "2026-07-01");

    assertThat(valid.exit()).as(valid.out()).isIn(0, 6);
    assertThat(valid.out()).contains("Waived", "known").doesNotContain("  Failed ");
    assertThat(expired.exit()).isEqualTo(3);
    assertThat(expired.out()).contains("Expired on 2026-06-30");
  }

  @Test
  void jsonAndJunitTellTheSameResults() throws Exception {
    Path junit = dir.resolve("junit.xml");
    Run run = Run.of("validate", FAULTY, "--json", "-", "--junit", junit.toString());

    JsonNode checks = json(run).get("checks");
    Element suites =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(junit.toFile())
            .getDocumentElement();

    assertThat(suites.getAttribute("tests")).isEqualTo(Integer.toString(checks.size()));
    assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(checks.size());
    assertThat(suites.getElementsByTagName("failure").getLength())
        .isEqualTo(count(checks, "Failed"))
        .isPositive();
    assertThat(suites.getElementsByTagName("error").getLength())
        .isEqualTo(count(checks, "Incomplete") + count(checks, "Canceled"));
    assertThat(suites.getElementsByTagName("skipped").getLength())
        .isEqualTo(count(checks, "Not applicable"));
  }

  private static int count(JsonNode checks, String result) {
    int count = 0;
    for (JsonNode check : checks) {
      count += check.get("result").asText().equals(result) ? 1 : 0;
    }
    return count;
  }

  private static JsonNode json(Run run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }
}
