package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {

  private static final String ESTATE = "datasets/two-node-r2/estate.json";

  @TempDir Path dir;

  @Test
  void writesTheReportAndSaysHowItEnded() {
    Run run = Run.of("report", ESTATE, "--out", dir.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    // Head and rule, the VMs, and after a blank line what to plan with.
    assertThat(run.out().lines().toList()).element(2 + 8).isEqualTo("");
    assertThat(run.out().lines().toList())
        .element(2 + 8 + 1)
        .asString()
        .startsWith("Plan with P90");
    assertThat(run.out()).startsWith("VM ").contains("converged");
    assertThat(run.lastMessage()).matches("READY ON ASSUMPTIONS: no dirty rate is measured");
    assertThat(dir).isDirectoryContaining("glob:**/report.html");
  }

  @Test
  void theFolderOfAnEstateMeansItsFileAndRunsAreByteIdentical() throws IOException {
    Run first = Run.of("report", ESTATE, "--out", dir.resolve("a").toString());
    Run second = Run.of("report", "datasets/two-node-r2", "--out", dir.resolve("b").toString());

    assertThat(second.out()).isEqualTo(first.out());
    assertThat(texts(dir.resolve("b"))).isEqualTo(texts(dir.resolve("a"))).hasSize(6);
  }

  @Test
  void nothingInTheReportDependsOnTheFolderOrTheMachine() throws IOException {
    Run.of("report", Path.of(ESTATE).toAbsolutePath().toString(), "--out", dir.toString());

    assertThat(texts(dir).values())
        .noneMatch(text -> text.contains(Path.of("").toAbsolutePath().toString()))
        .noneMatch(text -> text.contains(dir.toString()));
  }

  @Test
  void whatCannotBeReadIsBadInputAndLeavesTheEarlierReport() throws IOException {
    Path broken = Files.writeString(dir.resolve("broken.json"), "{\"name\": ");
    Path out = Files.createDirectories(dir.resolve("out"));
    Files.writeString(out.resolve("report.html"), "earlier");

    Run run = Run.of("report", broken.toString(), "--out", out.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("broken.json");
    assertThat(run.lastMessage()).isEqualTo("BAD INPUT: 1 problem");
    assertThat(out.resolve("report.html")).hasContent("earlier");
  }

  @Test
  void aFileThatIsNotThereIsBadInput() {
    Run run = Run.of("report", dir.resolve("none.json").toString(), "--out", dir.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("none.json").doesNotContain("Exception");
  }

  @Test
  void badInputCountsMoreThanAFailedCheck() {
    assertThat(Exit.of(Verdict.NOT_READY, true).code()).isEqualTo(5);
    assertThat(Exit.of(Verdict.NOT_READY, false).code()).isEqualTo(3);
    assertThat(Exit.of(Verdict.INCOMPLETE, false).code()).isEqualTo(6);
    assertThat(Stream.of(Verdict.READY, Verdict.READY_WITH_WARNINGS, Verdict.READY_ON_ASSUMPTIONS))
        .allMatch(verdict -> Exit.of(verdict, false) == Exit.FINE);
  }

  @Test
  void anEarlierReportIsComparedOnThePageAndAsText() throws IOException {
    Run.of("report", ESTATE, "--out", dir.resolve("old").toString());
    Path old = dir.resolve("old/report.json");

    Run same = Run.of("report", ESTATE, "--out", dir.toString(), "--baseline", old.toString());
    Run faulty =
        Run.of(
            "report",
            "datasets/faulty-two-node",
            "--out",
            dir.toString(),
            "--baseline",
            old.toString());

    assertThat(same.out()).contains("0 new, 0 worse, 0 better, 0 fixed, 0 gone");
    assertThat(faulty.out()).containsPattern("new +S05 .*Success +Warning");
    // Redirected access halves the rate of the volume.
    assertThat(faulty.out()).containsPattern("worse +sql-01, saved state +5 min 28 s +10 min 56 s");
    assertThat(Files.readString(dir.resolve("report.html")))
        .contains("id=\"changes\"", "What changed");
  }

  @Test
  void aWaiverIsShownOnThePageAndABrokenFileIsBadInput() throws IOException {
    Path waivers =
        Files.writeString(
            dir.resolve("waivers.json"),
            "{\"schema\":\"blackout-waivers/1\",\"waivers\":[{\"check\":\"S05\",\"reason\":\"backup"
                + " runs\",\"owner\":\"ops\",\"expires\":\"2026-06-30\"}]}");
    String[] args = {
      "report", "datasets/faulty-two-node", "--out", dir.toString(), "--today", "2026-06-01"
    };

    Run run = Run.of(with(args, "--waivers", waivers.toString()));

    assertThat(run.exit()).isEqualTo(3);
    assertThat(Files.readString(dir.resolve("report.html"))).contains("Waived until 2026-06-30");
    assertThat(Run.of(with(args, "--waivers", dir.resolve("none.json").toString())).exit())
        .isEqualTo(5);
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name :
        List.of(
            "report.html", "report.json", "junit.xml", "vms.csv", "downtime.svg", "rounds.svg")) {
      texts.put(name, Files.readString(folder.resolve(name)));
    }
    return texts;
  }
}
