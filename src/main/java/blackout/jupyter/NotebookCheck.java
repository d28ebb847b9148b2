package blackout.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether notebooks will run here, by running a cell, and says what is wrong if not. */
public final class NotebookCheck {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration CELL_LIMIT = Duration.ofSeconds(20);
  private static final String CELL = "1 + 1";
  private static final String CELL_RESULT = "2";
  private static final List<String> JUPYTER_PROGRAMS =
      List.of("jupyter-lab", "jupyter-notebook", "jupyter-nbconvert", "jupyter-server", "jupyter");

  private final KernelSpecInstaller installer;
  private final Map<String, String> environment;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A check of one place.
   *
   * @param installer knows where the kernelspec is
   * @param environment the variables of the process, of which {@code PATH} is read
   */
  public NotebookCheck(KernelSpecInstaller installer, Map<String, String> environment) {
    this.installer = installer;
    this.environment = Map.copyOf(environment);
  }

  /**
   * One thing that was looked at.
   *
   * @param fine whether it is as it should be
   * @param text what was found, and what to do if it is not fine
   */
  public record Finding(boolean fine, String text) {}

  /** Looks at the JDK, the kernelspec, a cell run by the kernel, and Jupyter, in this order. */
  public List<Finding> run() throws InterruptedException {
    findings.clear();
    checkJava();
    checkKernel();
    checkJupyter();
    return List.copyOf(findings);
  }

  private void checkJava() {
    String java =
        "Java %s in %s"
            .formatted(System.getProperty("java.version"), System.getProperty("java.home"));
    if (ModuleLayer.boot().findModule("jdk.jshell").isPresent()) {
      fine(java + " has JShell");
    } else {
      wrong(java + " has no JShell: install a JDK (17 or later), not only a runtime");
    }
  }

  private void checkKernel() throws InterruptedException {
    Optional<List<String>> command;
    try {
      command = installer.command();
    } catch (IOException e) {
      wrong(String.valueOf(e.getMessage()));
      return;
    }
    if (command.isEmpty()) {
      wrong("no kernelspec in " + installer.folder() + ": run \"notebook install\"");
      return;
    }
    List<String> missing = missing(command.get());
    if (missing.isEmpty()) {
      fine("kernelspec in " + installer.folder());
      runCell(command.get());
    } else {
      wrong(
          "the kernelspec in %s names what is no longer there: %s; run \"notebook install\" again"
              .formatted(installer.folder(), String.join(", ", missing)));
    }
  }

  private void runCell(List<String> command) throws InterruptedException {
    long start = System.nanoTime();
    try (KernelProcess process = KernelProcess.start(command);
        KernelClient client = new KernelClient(process.connection())) {
      if (!client.awaitReady(START_LIMIT, process::isAlive)) {
        String state = process.isAlive() ? "does not answer" : "ends at once";
        wrong("the kernel " + state + "; it printed: " + process.log().strip());
        return;
      }
      CellRun run = client.run(CELL, CELL_LIMIT);
      if (run.isFinished() && run.text().equals(CELL_RESULT)) {
        double seconds = (System.nanoTime() - start) / 1e9;
        fine(
            String.format(
                Locale.ROOT, "a cell ran: %s is %s (%.1f s)", CELL, CELL_RESULT, seconds));
      } else {
        wrong("the cell " + CELL + " failed: " + run.traceback() + run.text());
      }
    } catch (IOException | GeneralSecurityException e) {
      wrong("the kernel cannot be started: " + e.getMessage());
    }
  }

  private void checkJupyter() {
    Optional<Path> program = JUPYTER_PROGRAMS.stream().flatMap(this::onPath).findFirst();
    if (program.isPresent()) {
      fine("Jupyter: " + program.get());
    } else {
      wrong(
          "no Jupyter on the PATH: install JupyterLab (pip install jupyterlab), or, to run notebooks"
              + " without a browser, nbconvert (apt-get install jupyter-nbconvert)");
    }
  }

  private Stream<Path> onPath(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
        .filter(Files::isExecutable);
  }

  /** The program and the class path entries of a command that are not there. */
  private static List<String> missing(List<String> command) {
    List<String> files = new ArrayList<>();
    if (Path.of(command.get(0)).isAbsolute()) {
      files.add(command.get(0));
    }
    int classPath = command.indexOf("-cp") + 1;
    if (classPath > 0) {
      files.addAll(List.of(command.get(classPath).split(File.pathSeparator)));
    }
    return files.stream()
        .filter(file -> !Files.exists(Path.of(file)) && !Files.exists(Path.of(file + ".exe")))
        .toList();
  }

  private void fine(String text) {
    findings.add(new Finding(true, text));
  }

  private void wrong(String text) {
    findings.add(new Finding(false, text));
  }
}
