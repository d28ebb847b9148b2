package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.estate.EstateSources;
import blackout.inventory.Estate;
import blackout.plan.drain.Design;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Designs held against one another; what they give is what other commands say of them. */
final class CompareCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path dir;

  /** The design is written as an estate of its own; report and drain then say the same of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "datasets/two-node-r2|a: link=10Gbit/s",
        "datasets/cluster-2022|a: link=1Gbit/s, storage=100MiB/s",
        "datasets/cluster-2022|a: hypervisor=qemu-10.1, link=25Gbit/s, multifd",
        "datasets/faulty-two-node|a: downtime-limit=1s",
        "datasets/imports/rvtools-csv|a: link=25Gbit/s",
        "datasets/exclusive-disks-2008|a: hypervisor=hyper-v-2022, link=10Gbit/s",
      })
  void theVerdictOfADesignIsThatOfReportAndDrain(String source, String design) throws IOException {
    Path json = dir.resolve("compare.json");
    Run compare = Run.of("compare", source, "--design", design, "--json", json.toString());
    assertThat(json).as(compare.err()).exists();
    JsonNode row = MAPPER.readTree(json.toFile()).path("designs").path(1);
    Estate estate =
        EstateSources.of(List.of(Path.of(source)), false).get(0).load().loaded().value();
    Design meant = DesignText.parse(design);
    Path file = dir.resolve("estate.json");
    EstateFile.write(meant.on(estate), file);

    Run report = Run.of("report", file.toString(), "--out", dir.resolve("report").toString());
    Run drain = Run.of("drain", file.toString(), "--rolling");

    String word = row.path("verdict").asText();
    assertThat(report.lastMessage()).as(report.err()).startsWith(word + ":");
    assertThat(drain.lastMessage()).startsWith(word + ":");
  }

  @Test
  void theVerdictWithANumberAtOnceIsThatOfTheDrain() throws IOException {
    for (String rule : List.of("1", "all")) {
      Path json = dir.resolve("at-once.json");
      Run.of("compare", "datasets/cluster-2022", "--at-once", rule, "--json", json.toString());
      JsonNode row = MAPPER.readTree(json.toFile()).path("designs").path(1);
      Path drained = dir.resolve("drain.json");
      Run drain =
          Run.of(
              "drain",
              "datasets/cluster-2022",
              "--rolling",
              "--at-once",
              rule,
              "--json",
              drained.toString());

      assertThat(drain.lastMessage()).startsWith(row.path("verdict").asText() + ":");
      assertThat(row.path("takes_ms"))
          .isEqualTo(MAPPER.readTree(drained.toFile()).path("total_ms"));
    }
  }

  @Test
  void theWorstDowntimeIsThatOfTheReport() throws IOException {
    Path json = dir.resolve("compare.json");
    Run.of("compare", "datasets/two-node-r2", "--json", json.toString());
    Run.of("report", "datasets/two-node-r2", "--out", dir.toString());

    JsonNode worst = MAPPER.readTree(json.toFile()).at("/designs/0/worst");
    JsonNode review = MAPPER.readTree(dir.resolve("report.json").toFile()).path("review");
    assertThat(worst.path("host")).isEqualTo(review.at("/fullest/host"));
    JsonNode p90 = review.at("/sureness/longest_downtime/1");
    assertThat(p90.path("level").asDouble()).isEqualTo(0.9);
    assertThat(worst.path("downtime_ms_p90")).isEqualTo(p90.path("ms"));
    assertThat(worst.path("p90_high_ms")).isEqualTo(p90.path("high_ms"));
  }

  @Test
  void theSmallestPortMeetsEverythingAndNoSmallerOneDoes() throws IOException {
    Path json = dir.resolve("compare.json");
    Run run =
        Run.of(
            "compare",
            "datasets/cluster-2022",
            "--link",
            "1Gbit/s,10Gbit/s,100Gbit/s",
            "--json",
            json.toString());

    JsonNode all = MAPPER.readTree(json.toFile());
    JsonNode port = all.at("/smallest_ports/0");
    double smallest = port.path("smallest_gbit_s").asDouble();
    assertThat(smallest).isPositive();
    for (JsonNode place : port.path("designs")) {
      JsonNode design = all.path("designs").path(place.asInt());
      assertThat(design.path("meets").asBoolean())
          .as(design.path("design").asText())
          .isEqualTo(design.path("port_gbit_s").asDouble() >= smallest);
    }
    assertThat(run.out()).contains("The smallest port that meets everything: 10 Gbit/s.");
    assertThat(run.exit()).isZero();
  }

  @Test
  void portsBeyondWhatTheHypervisorCarriesAreEqual() {
    // Live migration of 2008 R2 carries at most 7 Gbit/s.
    Run run = Run.of("compare", "datasets/two-node-r2", "--link", "10Gbit/s,25Gbit/s");

    assertThat(run.out()).contains("Equal within the noise: 10 Gbit/s, 25 Gbit/s.");
  }

  @Test
  void whereNoPortMeetsTheWindowThatIsSaid() {
    Run run = Run.of("compare", "datasets/two-node-r2", "--link", "10Gbit/s", "--window", "30min");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("No port that was compared meets everything; at 10 Gbit/s, the window is missed");
    assertThat(run.lastMessage()).isEqualTo("COMPARED: 0 of 2 designs meet everything");
  }

  @Test
  void oneEstateThatCannotBeReadCostsItsRow() throws IOException {
    Path bad = Files.writeString(dir.resolve("bad.json"), "{\"schema\": \"blackout-estate/1\"}");
    Path html = dir.resolve("compare.html");

    Run run = Run.of("compare", "datasets/two-node-r2", bad.toString(), "--html", html.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).contains("as it is");
    assertThat(run.err()).contains("bad.json");
    assertThat(html).content().contains("What could not be compared").contains("bad.json");
  }

  @Test
  void namesOfDesignsAreTextOnThePageAndInTables() throws IOException {
    Path html = dir.resolve("compare.html");
    Path csv = dir.resolve("compare.csv");
    Run.of(
        "compare",
        "datasets/two-node-r2",
        "--design",
        "=<script>alert(1)</script>: link=10Gbit/s",
        "--html",
        html.toString(),
        "--csv",
        csv.toString());

    assertThat(html).content().doesNotContain("<script>alert").contains("&lt;script");
    assertThat(csv).content().contains("'=<script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fast link=25Gbit/s|a design is a name, a colon and what is different",
        "a: lnk=25Gbit/s|no \"lnk\"; did you mean link?",
        "a: link=fast|design \"a\": Invalid value for option '--link'",
        "a: hypervisor=qemu-10.11|did you mean qemu-10.1?",
        "a: multifd|hyper-v-2008-r2 has no multifd",
        "a: at-once=0|0 at once; at least 1 expected",
        "a: link=0Gbit/s|moves nothing",
        "a: link=1Gbit/s, link=2Gbit/s|should be specified only once",
        "a: host-profile=server|no \"host-profile\"",
        "as it is: link=1Gbit/s|two designs are called",
      })
  void aDesignThatCannotBeHadIsRefusedInWords(String design, String words) {
    Run run = Run.of("compare", "datasets/two-node-r2", "--design", design);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(words);
  }
}
