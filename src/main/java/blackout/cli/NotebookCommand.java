package blackout.cli;

import blackout.jupyter.KernelSpecInstaller;
import blackout.jupyter.NotebookCheck;
import blackout.jupyter.NotebookRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blackout notebook}: the Jupyter kernel for Java, installed, removed and checked. */
@Command(
    name = "notebook",
    description = "Install, remove or check the Jupyter kernel for Java; run notebooks.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NotebookCommand.Install.class,
      NotebookCommand.Uninstall.class,
      NotebookCommand.Check.class,
      NotebookCommand.Run.class
    })
public final class NotebookCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Called by picocli. */
  public NotebookCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing command; available: install, uninstall, check, run");
  }

  /** Where the kernelspec is: a prefix, or the folder of the user. */
  static final class Place {

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        required = true,
        description = "Below DIR/share/jupyter, for all who use that Jupyter.")
    private @Nullable Path prefix;

    @Option(
        names = "--user",
        required = true,
        description = "In the Jupyter folder of this user (without an option, too).")
    private boolean user;

    static KernelSpecInstaller installer(@Nullable Place place) {
      return place == null || place.user || place.prefix == null
          ? KernelSpecInstaller.forUser()
          : KernelSpecInstaller.inPrefix(place.prefix);
    }
  }

  /** What the three commands share. */
  abstract static class OnePlace implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true)
    private @Nullable Place place;

    abstract int run(KernelSpecInstaller installer, PrintWriter out)
        throws IOException, InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
      try {
        return run(Place.installer(place), spec.commandLine().getOut());
      } catch (IOException e) {
        spec.commandLine().getErr().println("blackout: " + e.getMessage());
        return Exit.INTERNAL.code();
      }
    }
  }

  /** Writes the kernelspec. */
  @Command(
      name = "install",
      description = "Write the kernelspec \"java\", for this Java and this Blackout.",
      mixinStandardHelpOptions = true)
  static final class Install extends OnePlace {

    @Override
    int run(KernelSpecInstaller installer, PrintWriter out) throws IOException {
      out.println("wrote " + installer.install());
      return Exit.FINE.code();
    }
  }

  /** Removes the kernelspec. */
  @Command(
      name = "uninstall",
      description = "Remove the kernelspec.",
      mixinStandardHelpOptions = true)
  static final class Uninstall extends OnePlace {

    @Override
    int run(KernelSpecInstaller installer, PrintWriter out) throws IOException {
      Optional<Path> removed = installer.uninstall();
      out.println(
          removed.isPresent()
              ? "removed " + removed.get()
              : "nothing to remove in " + installer.folder());
      return Exit.FINE.code();
    }
  }

  /** Runs a cell and says what is wrong. */
  @Command(
      name = "check",
      description = "Run a cell, and say what is wrong if notebooks will not run.",
      mixinStandardHelpOptions = true)
  static final class Check extends OnePlace {

    @Override
    int run(KernelSpecInstaller installer, PrintWriter out) throws InterruptedException {
      List<NotebookCheck.Finding> findings = new NotebookCheck(installer, System.getenv()).run();
      findings.forEach(
          finding -> out.println((finding.fine() ? "ok    " : "FAIL  ") + finding.text()));
      return findings.stream().allMatch(NotebookCheck.Finding::fine)
          ? Exit.FINE.code()
          : Exit.CHECK_FAILED.code();
    }
  }

  /** Runs notebooks and writes their outputs into them. */
  @Command(
      name = "run",
      description = "Run every cell of notebooks, without Jupyter, and keep the new outputs.",
      mixinStandardHelpOptions = true)
  static final class Run implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "1..*",
        paramLabel = "NOTEBOOK",
        description = "A notebook, such as notebooks/01-first-look.ipynb.")
    private List<Path> notebooks = List.of();

    @Override
    public Integer call() throws InterruptedException {
      for (Path notebook : notebooks) {
        try {
          int cells = NotebookRun.update(notebook);
          spec.commandLine().getOut().println(notebook + ": " + cells + " cells");
        } catch (IOException e) {
          spec.commandLine().getErr().println("blackout: " + e.getMessage());
          return Exit.INTERNAL.code();
        }
      }
      return Exit.FINE.code();
    }
  }
}
