package blackout.cli;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.Tables;
import blackout.inventory.Hypervisors;
import blackout.kernel.Kernel;
import blackout.scenario.HypervisorProfile;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blackout hypervisors}. */
@Command(
    name = "hypervisors",
    description = "List the hypervisors whose live migration is known, or the rules of one.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class HypervisorsCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Show all rules of this one.")
  private Optional<String> name = Optional.empty();

  HypervisorsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FormattedTable sheet =
        name.map(this::rules)
            .map(rules -> FormattedTable.of(Tables.hypervisor(rules, rules.hypervisor().options())))
            .orElseGet(
                () ->
                    FormattedTable.of(
                        Tables.hypervisors(
                            Hypervisors.all().stream().map(Kernel::rules).toList())));
    terminal.out().print(sheet.text());
    terminal.out().flush();
    return Exit.FINE.code();
  }

  private HypervisorProfile rules(String wanted) {
    try {
      return Kernel.rules(Hypervisors.named(wanted));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
