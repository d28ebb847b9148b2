package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: every notebook runs from its first cell to its last and shows what is committed. No
 * Jupyter needed. With {@code -Dgolden.update=true} the files are rewritten instead; so they are by
 * {@code java -jar target/blackout.jar notebook run notebooks/*.ipynb}.
 */
@Timeout(300)
@Tag("golden")
final class NotebooksTest {

  /** A line that begins with a percent sign, or the name of a kernel's class. */
  private static final Pattern NOT_PORTABLE =
      Pattern.compile("^\\s*%|jjava|ijava|System\\.in|System\\.exit", Pattern.MULTILINE);

  static List<Path> notebooks() throws IOException {
    return Notebooks.all();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCellShowsWhatIsCommitted(Path path) throws Exception {
    if (Boolean.getBoolean("golden.update")) {
      NotebookRun.update(path);
    }
    NotebookFile notebook = NotebookFile.read(path);

    assertThat(NotebookComparison.differences(notebook, NotebookRun.outputs(notebook))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyNotebookRunsOnOtherJavaKernelsToo(Path path) throws IOException {
    List<NotebookFile.Cell> cells = NotebookFile.read(path).codeCells();

    assertThat(cells.get(0).source())
        .contains("import blackout.notebook.*;", "BlackoutNotebook.init();");
    assertThat(cells).noneMatch(cell -> NOT_PORTABLE.matcher(cell.source()).find());
    // All three kernels install themselves under this name.
    assertThat(NotebookFile.read(path).json().getAsJsonObject("metadata").get("kernelspec"))
        .hasToString(
            "{\"display_name\":\"Java (Blackout)\",\"language\":\"java\",\"name\":\"java\"}");
  }

  @Test
  void aChangedNumberALostImageAndACellThatFailsAreFound(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("small.ipynb");
    Files.writeString(path, "{\"cells\": [" + cell("1 + 1") + "]}");
    assertThat(NotebookRun.update(path)).isEqualTo(1);
    NotebookFile small = NotebookFile.read(path);
    assertThat(NotebookComparison.differences(small, NotebookRun.outputs(small))).isEmpty();

    Files.writeString(path, Files.readString(path).replace("\"2\"", "\"3\""));
    NotebookFile changed = NotebookFile.read(path);

    assertThat(NotebookComparison.differences(changed, NotebookRun.outputs(changed)))
        .singleElement()
        .asString()
        .contains("small.ipynb, code cell 1: text/plain, line 1");
    assertThat(NotebookComparison.differences(changed, List.of())).hasSize(1);

    Files.writeString(path, "{\"cells\": [" + cell("int x = nothing;") + "]}");
    assertThat(refusal(path)).contains("small.ipynb, code cell 1: CompileError");
    Files.writeString(path, "[]");
    assertThat(refusal(path)).contains("is not a notebook");
  }

  private static String refusal(Path path) throws InterruptedException {
    try {
      NotebookRun.update(path);
      return "no refusal";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String cell(String source) {
    return "{\"cell_type\": \"code\", \"outputs\": [], \"source\": \"" + source + "\"}";
  }
}
