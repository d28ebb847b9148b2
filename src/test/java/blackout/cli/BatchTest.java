package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over several estates: a row each, the gravest exit code, and nothing lost. */
final class BatchTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ONE = "datasets/two-node-r2";
  private static final String OTHER = "datasets/cluster-2022";

  @TempDir private Path dir;

  /** What a command says of several estates is what it says of each alone. */
  @ParameterizedTest
  @ValueSource(strings = {"validate", "drain --rolling", "availability", "fleet"})
  void aRowSaysWhatTheCommandSaysAlone(String command) throws IOException {
    Path all = dir.resolve("all.json");
    Path alone = dir.resolve("alone.json");
    Run many = run(command, ONE, OTHER, "--json", all.toString());

    JsonNode rows = MAPPER.readTree(all.toFile()).path("estates");
    assertThat(rows).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Run single = run(command, i == 0 ? ONE : OTHER, "--json", alone.toString());
      JsonNode row = rows.path(i);
      assertThat(row.path("line").asText()).isEqualTo(single.lastMessage());
      assertThat(row.path("exit").asInt()).isEqualTo(single.exit());
      Path own = dir.resolve("all." + row.path("label").asText() + ".json");
      assertThat(own).hasSameTextualContentAs(alone);
    }
    assertThat(many.exit()).isZero();
    assertThat(many.lastMessage()).isEqualTo("2 of 2 estates fine");
  }

  private static Run run(String command, String... more) {
    var args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void oneEstateThatCannotBeReadCostsItsRow() throws IOException {
    Path bad = Files.writeString(dir.resolve("bad.json"), "{");
    Path out = dir.resolve("out");

    Run run = Run.of("report", bad.toString(), ONE, "--out", out.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.lastMessage()).isEqualTo("1 of 2 estates fine");
    assertThat(out.resolve("two-node-r2/report.html")).exists();
    JsonNode all = MAPPER.readTree(out.resolve("index.json").toFile());
    assertThat(all.path("exit").asInt()).isEqualTo(5);
    assertThat(all.at("/estates/0/line").asText()).isEqualTo("BAD INPUT: 1 problem");
    assertThat(all.at("/estates/0/problems/0").asText()).contains("bad.json");
    assertThat(all.at("/estates/1/figures/vms").asInt()).isEqualTo(8);
    assertThat(out.resolve("index.html"))
        .content()
        .contains("href=\"./two-node-r2/report.html\"")
        .contains("bad.json");
  }

  @Test
  void anUnchangedEstateIsNotComputedAgainAndAChangedOneIs() throws IOException {
    Path a = Files.copy(Path.of(ONE, "estate.json"), dir.resolve("site-a.json"));
    Files.copy(a, dir.resolve("site-b.json"));
    Path out = dir.resolve("out");
    String[] command = {"report", dir.toString(), "--out", out.toString()};
    Run.of(command);
    Path reportA = out.resolve("site-a/report.json");
    Path reportB = out.resolve("site-b/report.json");
    String before = Files.readString(reportA);
    String index = Files.readString(out.resolve("index.json"));
    FileTime past = FileTime.fromMillis(0);
    Files.setLastModifiedTime(reportA, past);
    Files.setLastModifiedTime(reportB, past);
    Files.writeString(a, Files.readString(a).replace("\"CLUSTER-1\"", "\"CLUSTER-9\""));
    boolean known = !Version.commit().contains("changes") && !Version.commit().equals("unknown");

    Run again = Run.of(command);

    assertThat(Files.getLastModifiedTime(reportA)).isNotEqualTo(past);
    assertThat(Files.readString(reportA)).contains("CLUSTER-9").isNotEqualTo(before);
    assertThat(Files.getLastModifiedTime(reportB).equals(past)).isEqualTo(known);
    assertThat(again.err().contains("Unchanged")).isEqualTo(known);
    assertThat(Files.readString(out.resolve("index.json")))
        .isNotEqualTo(index)
        .contains("CLUSTER-9");

    // Another option is another question.
    Run other = Run.of("report", dir.toString(), "--out", out.toString(), "--window", "30min");
    assertThat(other.err()).doesNotContain("Unchanged");
    assertThat(other.exit()).isEqualTo(3);
  }

  @Test
  void aResultThatSomebodyTouchedIsMadeAnew() throws IOException {
    Path out = dir.resolve("out");
    String[] command = {"report", ONE, "datasets/exclusive-disks-2008", "--out", out.toString()};
    Run.of(command);
    Path report = out.resolve("two-node-r2/report.json");
    String before = Files.readString(report);
    Files.writeString(report, before + "\n");

    Run.of(command);

    assertThat(report).hasContent(before);
  }

  @Test
  void standardOutputIsRefusedForSeveralDocuments() {
    Run run = Run.of("validate", ONE, OTHER, "--json", "-");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("several estates make several documents; name a file for --json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"report --out DIR", "validate", "drain --rolling", "fleet --csv DIR/x.csv"})
  void everyVerdictHasAGate(String command) {
    String line = command.replace("DIR", dir.toString()).replaceFirst(" |$", " " + ONE + " ");

    assertThat(Run.of(line.strip().split(" ")).exit()).isZero();
    Run gated = Run.of((line + " --fail-on warning").replace("  ", " ").split(" "));
    assertThat(gated.exit()).as(gated.err()).isEqualTo(4);
    assertThat(gated.lastMessage()).startsWith("READY ON ASSUMPTIONS");
  }
}
