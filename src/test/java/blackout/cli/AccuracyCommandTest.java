package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** The command as a user runs it, on a file of two usable and sixteen broken lines. */
final class AccuracyCommandTest {

  private static final String BROKEN = "src/test/resources/broken/measured-runs.jsonl";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, Ansi.OFF);
    int code = Main.commandLine(terminal).execute(args);
    terminal.err().flush();
    return code;
  }

  private String goodFile() throws IOException {
    String first = Files.readAllLines(Path.of(BROKEN)).get(0);
    return Files.writeString(folder.resolve("good.jsonl"), first + "\n").toString();
  }

  @Test
  void aGoodFileEndsWellAndShowsRowsModelsAndTheRowMissedMost() throws IOException {
    assertThat(run("accuracy", goodFile(), "--runs", "1")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("good-1", "kernel", "mean-field", "geometric", "capped", "measured")
        .contains("Missed most by the kernel");
  }

  @Test
  void badLinesEndAsBadInputAndTheOthersAreStillPredicted() {
    assertThat(run("accuracy", BROKEN, "--runs", "1")).isEqualTo(5);

    assertThat(out.toString()).contains("good-1", "good-2");
    assertThat(err.toString())
        .contains("measured-runs.jsonl:4 [/guest/memory_pages] found -5")
        .endsWith("BAD INPUT\n");
  }

  @Test
  void aMissingFileIsBadInputAndWrongOptionsAreUsage() throws IOException {
    assertThat(run("accuracy", folder.resolve("no.jsonl").toString())).isEqualTo(5);
    assertThat(run("accuracy")).isEqualTo(2);
    assertThat(run("accuracy", goodFile(), "--runs", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--runs is not in 1..1001: 0");
  }

  @Test
  void jsonHasTheSummaryAndTheRowsOfEveryModel() throws IOException {
    assertThat(run("accuracy", goodFile(), "--runs", "1", "--json", "-")).isZero();

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("summary")).hasSize(5);
    assertThat(json.path("summary").path(0).fieldNames())
        .toIterable()
        .contains(
            "model",
            "file",
            "rows",
            "verdict_right",
            "total_error_median",
            "total_error_p90",
            "downtime_error_ms_median",
            "downtime_error_ms_p90",
            "sync_count_error_median");
    JsonNode row = json.path("rows").path(0);
    assertThat(row.path("id").asText()).isEqualTo("good-1");
    // The row as measured: 3916 ms.
    assertThat(row.path("measured").path("total_ms").asDouble()).isEqualTo(3916);
    assertThat(row.path("total_error").asDouble())
        .isEqualTo(row.path("predicted").path("total_ms").asDouble() / 3916 - 1, offset());
  }

  @Test
  void thePageNeedsNothingFromElsewhereAndEscapesTheInput() throws IOException {
    String evil =
        Files.readAllLines(Path.of(BROKEN)).get(0).replace("good-1", "<script>alert(1)</script>");
    Path file = Files.writeString(folder.resolve("evil.jsonl"), evil);
    Path page = folder.resolve("page.html");

    assertThat(run("accuracy", file.toString(), "--runs", "1", "--html", page.toString())).isZero();

    String html = Files.readString(page);
    assertThat(html)
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;", "predict_migration.py", "<svg class=\"chart\"")
        .doesNotContain("<script", " src=", "@import", "url(http");
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.api.Assertions.within(1e-9);
  }
}
