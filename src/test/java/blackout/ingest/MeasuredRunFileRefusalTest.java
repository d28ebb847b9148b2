package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.calibrate.MeasuredRun;
import blackout.inventory.Hypervisors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is broken costs the line, and the message says where and what was expected. */
final class MeasuredRunFileRefusalTest {

  private static final Path BROKEN = Path.of("src/test/resources/broken/measured-runs.jsonl");

  @TempDir private Path folder;

  @Test
  void everyBrokenLineIsExplainedAndTheOthersStand() {
    Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.load(BROKEN);

    assertThat(loaded.value()).extracting(MeasuredRun::id).containsExactly("good-1", "good-2");
    assertThat(loaded.problems())
        .extracting(Problem::toString)
        .map(text -> text.replaceFirst("^measured-runs.jsonl:", ""))
        .containsExactly(
            "2 [column 32] found Unexpected end-of-input within/between Object entries, expected"
                + " well-formed JSON",
            "4 [/guest/memory_pages] found -5, expected a number of at least 1",
            "5 [/guest/resident_pages] found \"many\", expected a whole number",
            "6 [] found nothing, expected the key \"link\"",
            "7 [/link/limited_by] found \"fog\", expected one of \"sender\", \"wire\"",
            "8 [/link/bytes_per_second] found 0, expected a number of at least 1",
            "9 [/hypervisor] found \"xen\\u001B[31m-9\", expected a hypervisor; "
                + Hypervisors.expected("xen\u001b[31m-9"),
            "10 [/guest/resident_pages] found 131203, expected at most the 131202 pages of memory",
            "11 [/guest/writes] found regions of 113975 pages, expected at most the 113974 pages"
                + " that are not zero",
            "12 [/guest] found neither writes nor dirty-rate windows, expected at least one of the"
                + " two",
            "13 [/measured/total_ms] found null, expected a number",
            "14 [/page_bytes] found 65536, expected 4096",
            "15 [] found 3 entries, expected an object",
            "16 [column 17] found Duplicate field 'id', expected well-formed JSON",
            "17 [/guest/writes/0/writes_per_second] found -1, expected a number of at least 0",
            "18 [/give_up_after_ms] found 0, expected a number greater than 0",
            "20 [/guest/dirty_rate_windows] found a window of 1536 dirty pages, expected at most the"
                + " 1000 pages that are not zero");
  }

  @Test
  void aFileWithoutAUsableLineIsRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n\n");
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{}\nnot json\n");

    assertThatThrownBy(() -> MeasuredRunFile.load(empty))
        .isInstanceOf(UnreadableInput.class)
        .hasMessage("empty.jsonl [] found an empty file, expected a JSON object on each line");
    assertThatThrownBy(() -> MeasuredRunFile.load(broken))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("broken.jsonl:1")
        .hasMessageContaining("broken.jsonl:2");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> MeasuredRunFile.load(folder.resolve("no.jsonl")))
        .hasMessage("no.jsonl [] found nothing, expected a readable file");
    assertThatThrownBy(() -> MeasuredRunFile.load(folder))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("found no file");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsDoNotMatter() throws IOException {
    String first = Files.readAllLines(BROKEN).get(0);
    Path file = Files.writeString(folder.resolve("dos.jsonl"), "\uFEFF" + first + "\r\n\r\n");

    Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.load(file);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.value()).hasSize(1);
  }

  @Test
  void aLineWithoutEndIsNotKept() throws IOException {
    String first = Files.readAllLines(BROKEN).get(0);
    String endless = "\"" + "x".repeat(MeasuredRunFile.MOST_CHARACTERS);
    Path file = Files.writeString(folder.resolve("long.jsonl"), endless + "\n" + first);

    Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.load(file);

    assertThat(loaded.value()).hasSize(1);
    assertThat(loaded.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "long.jsonl:1 [] found a longer line, expected at most 8000000 characters");
  }
}
