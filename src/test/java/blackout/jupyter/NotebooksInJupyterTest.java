package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The promise: a real Jupyter runs every notebook on the installed kernel with the outputs that are
 * committed, and a browser shows its export with every chart drawn.
 */
@Timeout(600)
final class NotebooksInJupyterTest {

  /** Draws an image on a canvas and counts the colours of its pixels; a blank one has one. */
  private static final String COUNT_COLORS =
      """
      const image = arguments[0];
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const data = new Uint32Array(
          context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      return new Set(data).size;
      """;

  /** A blank picture has one colour; a chart has paper, letters with soft edges, and marks. */
  private static final long LEAST_COLOR_COUNT = 3;

  @TempDir static Path folder;
  private static Path nbconvert;
  private static ChromeDriver browser;

  static List<Path> notebooks() throws IOException {
    return Notebooks.all();
  }

  @BeforeAll
  static void installsTheKernelAndOpensABrowser() throws IOException {
    nbconvert = Tools.requireNbconvert();
    Path chromium = Tools.requireChromium();
    Path driver = Tools.requireChromedriver();
    KernelSpecInstaller.inPrefix(folder).install();
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        // The export names scripts of other hosts, which a page of tables and images does without.
        "--host-resolver-rules=MAP * ~NOTFOUND");
    var service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void closesIt() {
    if (browser != null) {
      browser.quit();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void jupyterShowsWhatIsCommittedAndABrowserShowsTheExport(Path path) throws Exception {
    NotebookFile committed = NotebookFile.read(path);

    Path executed = execute(path, folder.resolve("share/jupyter"));

    NotebookFile run = NotebookFile.read(executed);
    List<List<NotebookFile.Output>> outputs =
        run.codeCells().stream().map(NotebookFile.Cell::outputs).toList();
    assertThat(NotebookComparison.differences(committed, outputs)).isEmpty();

    browser.get(export(executed).toUri().toString());

    long images = outputs.stream().mapToLong(NotebookComparison::images).sum();
    List<WebElement> shown =
        browser.findElements(By.cssSelector(".jp-OutputArea img, .output img"));
    assertThat(shown).hasSize((int) images);
    assertThat(shown)
        .allSatisfy(
            image -> {
              assertThat(Integer.parseInt(image.getDomProperty("naturalWidth"))).isPositive();
              assertThat((Long) browser.executeScript(COUNT_COLORS, image))
                  .isGreaterThan(LEAST_COLOR_COUNT);
            });
    assertThat(browser.findElements(By.cssSelector(".jp-OutputArea table, .output table")))
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table.getText()).isNotBlank());
  }

  /**
   * With {@code -Dother.kernels=DIR:DIR} the notebooks run on other kernels too: each DIR is a
   * JUPYTER_PATH with a kernel {@code java} of IJava or JJava that has Blackout on its class path.
   * Those kernels are in no repository that a build could name, so it is not done by itself.
   */
  @ParameterizedTest
  @MethodSource("notebooks")
  @EnabledIfSystemProperty(named = "other.kernels", matches = ".+")
  void otherJavaKernelsShowWhatIsCommittedToo(Path path) throws Exception {
    NotebookFile committed = NotebookFile.read(path);
    for (String kernels : System.getProperty("other.kernels").split(File.pathSeparator)) {
      NotebookFile run = NotebookFile.read(execute(path, Path.of(kernels)));

      assertThat(
              NotebookComparison.differences(
                  committed, run.codeCells().stream().map(NotebookFile.Cell::outputs).toList()))
          .as(kernels)
          .isEmpty();
    }
  }

  private static Path execute(Path notebook, Path kernels)
      throws IOException, InterruptedException {
    String name = notebook.getFileName().toString();
    nbconvert(
        kernels,
        "--to=notebook",
        "--execute",
        "--ExecutePreprocessor.kernel_name=" + KernelSpecInstaller.NAME,
        "--ExecutePreprocessor.timeout=300",
        "--ExecutePreprocessor.record_timing=False",
        "--output-dir=" + folder,
        "--output=" + name,
        notebook.toString());
    return folder.resolve(name);
  }

  private static Path export(Path notebook) throws IOException, InterruptedException {
    nbconvert(notebook.getParent(), "--to=html", notebook.toString());
    return notebook.resolveSibling(notebook.getFileName().toString().replace(".ipynb", ".html"));
  }

  private static void nbconvert(Path kernels, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(nbconvert.toString()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("nbconvert.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JUPYTER_PATH", kernels.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(400, TimeUnit.SECONDS)).as("nbconvert ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
