package blackout.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code blackout completion}. */
@Command(
    name = "completion",
    description = "Print a script that lets bash or zsh complete commands and options.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "For the current shell: source <(blackout completion)"})
final class CompletionCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("blackout", spec.root().commandLine()));
    terminal.out().flush();
    return Exit.FINE.code();
  }
}
