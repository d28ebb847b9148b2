package blackout.jupyter;

import blackout.jupyter.NotebookFile.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the notebooks of a project without Jupyter: all cells from the top, each notebook on a
 * kernel of its own, started in the notebook's folder as Jupyter does.
 */
public final class NotebookRun {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration CELL_LIMIT = Duration.ofMinutes(5);

  private NotebookRun() {}

  /**
   * Runs a notebook and writes its outputs into its file. After a cell that fails, the rest is not
   * run and the file stays as it was.
   *
   * @return the number of cells that were run
   * @throws IOException if the file is no notebook, the kernel does not start or a cell fails; the
   *     message says which and why
   */
  public static int update(Path path) throws IOException, InterruptedException {
    NotebookFile notebook = NotebookFile.read(path);
    List<List<Output>> outputs = outputs(notebook);
    for (int i = 0; i < outputs.size(); i++) {
      notebook.codeCells().get(i).put(i + 1, outputs.get(i));
    }
    notebook.write();
    return outputs.size();
  }

  /** The outputs of each code cell, the file left as it is. */
  static List<List<Output>> outputs(NotebookFile notebook)
      throws IOException, InterruptedException {
    try (KernelProcess process =
            KernelProcess.start(KernelSpecInstaller.ownCommand(), notebook.folder());
        KernelClient client = new KernelClient(process.connection())) {
      if (!client.awaitReady(START_LIMIT, process::isAlive)) {
        throw new IOException("the kernel does not start; it printed: " + process.log().strip());
      }
      List<List<Output>> outputs = new ArrayList<>();
      for (NotebookFile.Cell cell : notebook.codeCells()) {
        outputs.add(
            outputs(notebook.path(), client.run(cell.source(), CELL_LIMIT), outputs.size()));
      }
      return outputs;
    } catch (GeneralSecurityException e) {
      throw new IOException("messages cannot be signed on this Java: " + e.getMessage(), e);
    }
  }

  private static List<Output> outputs(Path path, CellRun run, int cellsBefore) throws IOException {
    if (!run.errorName().isEmpty() || !run.isFinished()) {
      String reason = run.isFinished() ? run.traceback() : "not finished in " + CELL_LIMIT;
      throw new IOException(
          "%s, code cell %s: %s".formatted(path.getFileName(), cellsBefore + 1, reason));
    }
    List<Output> outputs = new ArrayList<>();
    for (Output output : run.outputs()) {
      int last = outputs.size() - 1;
      if (last >= 0 && output.continues(outputs.get(last))) {
        outputs.set(last, outputs.get(last).with(output));
      } else {
        outputs.add(output);
      }
    }
    return outputs;
  }
}
