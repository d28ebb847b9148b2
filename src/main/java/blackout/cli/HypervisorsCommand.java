package blackout.cli;

import blackout.kernel.Kernel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code blackout hypervisors}. */
@Command(
    name = "hypervisors",
    description = "List the hypervisors whose live migration is known.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class HypervisorsCommand implements Callable<Integer> {

  private final Terminal terminal;

  HypervisorsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Kernel.hypervisors().forEach(terminal.out()::println);
    return Exit.FINE.code();
  }
}
