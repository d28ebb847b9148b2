package blackout.cli;

import blackout.notebook.KernelSpecInstaller;
import blackout.notebook.NotebookCheck;
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
import picocli.CommandLine.Spec;

/** {@code blackout notebook}: the Jupyter kernel for Java, installed, removed and checked. */
@Command(
    name = "notebook",
    description = "Install, remove or check the Jupyter kernel for Java.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NotebookCommand.Install.class,
      NotebookCommand.Uninstall.class,
      NotebookCommand.Check.class
    })
public final class NotebookCommand implements Runnable {

  private static final int FINE = 0;
  private static final int INTERNAL = 1;
  private static final int CHECK_FAILED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Called by picocli. */
  public NotebookCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing command; available: install, uninstall, check");
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
        return INTERNAL;
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
      return FINE;
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
      return FINE;
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
      return findings.stream().allMatch(NotebookCheck.Finding::fine) ? FINE : CHECK_FAILED;
    }
  }
}
