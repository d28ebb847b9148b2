package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is said: file, place, value, expectation. A bad VM costs itself. */
final class EstateRefusalTest {

  private static final Path BROKEN = Path.of("src/test/resources/broken");

  /** A line of {@code broken/expected.txt}. */
  record Case(String file, String usableVms, String place, String value, String expectation) {}

  static List<Case> cases() throws IOException {
    return Files.readAllLines(BROKEN.resolve("expected.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> line.split(" \\| ", -1))
        .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3], cells[4]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyDefectIsExplained(Case c) {
    Path file = BROKEN.resolve(c.file());

    Problem problem;
    if (c.usableVms().equals("refused")) {
      problem = refusal(file).problems().get(0);
    } else {
      Loaded<Estate> loaded = EstateFile.load(file);
      assertThat(loaded.value().vms()).hasSize(Integer.parseInt(c.usableVms()));
      problem = loaded.problems().get(0);
    }

    // Line and column have a case of their own, below; a file that is no JSON has nothing else.
    String place =
        c.place().startsWith("/")
            ? problem.place().replaceFirst(", line \\d+, column \\d+$", "")
            : problem.place();
    assertThat(new Problem(problem.source(), place, problem.value(), problem.expectation()))
        .isEqualTo(new Problem(c.file(), c.place(), c.value(), c.expectation()));
  }

  @Test
  void everyBrokenFileIsExpected() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".json") && !name.equals("whole.json")))
          .containsExactlyInAnyOrderElementsOf(cases().stream().map(Case::file).toList());
    }
  }

  @Test
  void theSameFileWithoutADefectIsRead() {
    Loaded<Estate> loaded = EstateFile.load(BROKEN.resolve("whole.json"));

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.value().vms()).extracting(EstateVm::name).containsExactly("good", "other");
  }

  @Test
  void aNameWithMarkupIsKeptAsItIs() {
    Loaded<Estate> loaded = EstateFile.load(BROKEN.resolve("vm-name-html.json"));

    assertThat(loaded.value().vms().get(1).name()).isEqualTo("<b>&</b>");
  }

  @Test
  void aFileThatIsNotThereIsRefused(@TempDir Path folder) {
    assertThat(refusal(folder.resolve("estate.json")).problems())
        .containsExactly(new Problem("estate.json", "", "nothing", "a readable file"));
    assertThat(refusal(folder).problems().get(0).value()).isEqualTo("no file");
  }

  @Test
  void aFileOverTheLimitIsNotReadAtAll(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("estate.json");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(JsonText.MAX_FILE_BYTES + 1);
    }

    assertThat(refusal(file).problems().get(0).expectation())
        .isEqualTo("a file of at most 536870912 B");
  }

  @Test
  void textInAnotherEncodingIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("estate.json");
    Files.write(file, "{\"name\": \"Z\u00fcrich\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refusal(file).problems().get(0).value()).contains("Invalid UTF-8");
  }

  @Test
  void aMessageHoldsFilePlaceValueAndExpectation() {
    assertThat(refusal(BROKEN.resolve("negative.json")))
        .hasMessage(
            "negative.json [/failover/resume_ms, line 26, column 18] found -1, expected a number of"
                + " at least 0");
  }

  /** A key that is missing stands where its object begins; counted in the file. */
  @Test
  void whatIsMissingHasThePlaceOfItsObject() {
    assertThat(refusal(BROKEN.resolve("witness-without-volume.json")).problems().get(0).place())
        .isEqualTo("/witness, line 16, column 14");
  }

  private static UnreadableInput refusal(Path file) {
    var refusal = catchThrowableOfType(UnreadableInput.class, () -> EstateFile.load(file));
    assertThat(refusal).as("refusal of %s", file).isNotNull();
    return refusal;
  }
}
