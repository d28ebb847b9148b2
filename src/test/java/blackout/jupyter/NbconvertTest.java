package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.Tools;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise: a real Jupyter runs notebooks on our kernel, headless. */
@Timeout(180)
final class NbconvertTest {

  @TempDir static Path folder;
  private static Path nbconvert;

  @BeforeAll
  static void installsTheKernelspec() throws IOException {
    nbconvert = Tools.requireNbconvert();
    KernelSpecInstaller.inPrefix(folder).install();
  }

  @Test
  void aNotebookWithTextATableAChartAndManyLinesRuns() throws Exception {
    JsonArray cells =
        execute(
            "many",
            List.of(),
            "for (int i = 0; i < 20_000; i++) { System.out.println(\"line \" + i); }",
            """
            import blackout.notebook.BlackoutNotebook;
            import tech.tablesaw.api.*;
            BlackoutNotebook.init();
            Table.create("hosts", IntColumn.create("memory_gib", new int[] {64}))
            """,
            """
            var chart = new org.knowm.xchart.XYChartBuilder().width(300).height(200).build();
            chart.addSeries("s", new double[] {1, 2}, new double[] {3, 4});
            chart
            """);

    assertThat(stream(cells, 0))
        .isEqualTo(
            IntStream.range(0, 20_000)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining()));
    assertThat(output(cells, 1, 0).getAsJsonObject("data").get("text/html").toString())
        .contains("memory_gib");
    assertThat(output(cells, 2, 0).getAsJsonObject("data").get("image/png").getAsString())
        .startsWith("iVBOR");
    assertThat(output(cells, 2, 0).getAsJsonObject("metadata").toString()).contains("300");
  }

  @Test
  void anErrorIsWrittenDownAndTheNextCellsRun() throws Exception {
    JsonArray cells =
        execute(
            "errors",
            List.of("--allow-errors"),
            "class Broken { public String toString() { throw new NoClassDefFoundError(\"Gone\"); } }\n"
                + "new Broken()",
            "throw new IllegalArgumentException(\"dirty rate is negative\");",
            "1 + 1");

    assertThat(output(cells, 0, 0).get("ename").getAsString()).isEqualTo("NoClassDefFoundError");
    assertThat(output(cells, 1, 0).get("traceback").toString())
        .isEqualTo(
            "[\"IllegalArgumentException: dirty rate is negative\",\"    at In [2], line 1\"]");
    assertThat(output(cells, 2, 0).getAsJsonObject("data").toString()).contains("2");
  }

  @Test
  void jupyterInterruptsABusyLoop() throws Exception {
    JsonArray cells =
        execute(
            "interrupt",
            List.of(
                "--allow-errors",
                "--ExecutePreprocessor.timeout=6",
                "--ExecutePreprocessor.interrupt_on_timeout=True"),
            "while (true) {}",
            "\"still here\"");

    assertThat(output(cells, 0, 0).get("ename").getAsString()).isEqualTo("Interrupted");
    assertThat(output(cells, 1, 0).getAsJsonObject("data").toString()).contains("still here");
  }

  @Test
  void aKernelInstalledInANewHomeIsFoundThereAndHasTheJarsOfIJava() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path source = folder.resolve("Added.java");
    Files.writeString(
        source, "package added; public class Added { public static int seven() { return 7; } }");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), source.toString());

    // The second line of the README, and the third without a screen.
    ProcessBuilder install =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "blackout.cli.Main",
            "notebook",
            "install");
    inHome(install, home);
    Process process = install.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();

    assertThat(said).contains(home.resolve(".local/share/jupyter/kernels/java").toString());
    JsonArray cells =
        execute(
            "home",
            List.of(),
            builder -> {
              inHome(builder, home);
              builder.environment().put("IJAVA_CLASSPATH", folder.toString());
            },
            "added.Added.seven()");
    assertThat(output(cells, 0, 0).getAsJsonObject("data").toString()).contains("7");
  }

  private static void inHome(ProcessBuilder builder, Path home) {
    builder.environment().put("HOME", home.toString());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JUPYTER_DATA_DIR", "JUPYTER_PATH", "XDG_DATA_HOME"));
  }

  private static JsonArray execute(String name, List<String> options, String... sources)
      throws IOException, InterruptedException {
    String kernels = folder.resolve("share/jupyter").toString();
    return execute(
        name, options, builder -> builder.environment().put("JUPYTER_PATH", kernels), sources);
  }

  private static JsonArray execute(
      String name, List<String> options, Consumer<ProcessBuilder> place, String... sources)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(name + ".ipynb"), notebook(sources).toString());
    List<String> command =
        new ArrayList<>(
            List.of(
                nbconvert.toString(),
                "--to=notebook",
                "--execute",
                "--ExecutePreprocessor.kernel_name=" + KernelSpecInstaller.NAME,
                "--ExecutePreprocessor.record_timing=False",
                "--output=" + name + "-run.ipynb",
                name + ".ipynb"));
    command.addAll(options);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    place.accept(builder);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("nbconvert ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
    return JsonParser.parseString(read(folder.resolve(name + "-run.ipynb")))
        .getAsJsonObject()
        .getAsJsonArray("cells");
  }

  private static JsonObject notebook(String... sources) {
    JsonArray cells = new JsonArray();
    for (String source : sources) {
      JsonObject cell = new JsonObject();
      cell.addProperty("cell_type", "code");
      cell.add("metadata", new JsonObject());
      cell.add("outputs", new JsonArray());
      cell.add("execution_count", null);
      cell.addProperty("source", source);
      cells.add(cell);
    }
    JsonObject notebook = new JsonObject();
    notebook.add("cells", cells);
    notebook.add("metadata", new JsonObject());
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 4);
    return notebook;
  }

  private static JsonObject output(JsonArray cells, int cell, int output) {
    return cells
        .get(cell)
        .getAsJsonObject()
        .getAsJsonArray("outputs")
        .get(output)
        .getAsJsonObject();
  }

  private static String stream(JsonArray cells, int cell) {
    JsonArray lines = output(cells, cell, 0).getAsJsonArray("text");
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
