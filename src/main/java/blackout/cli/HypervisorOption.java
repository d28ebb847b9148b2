package blackout.cli;

import blackout.inventory.Hypervisors;
import blackout.scenario.Defaults;
import picocli.CommandLine.Option;

/** The one hypervisor of a command that predicts a move. */
final class HypervisorOption {

  @Option(
      names = "--hypervisor",
      defaultValue = Defaults.HYPERVISOR,
      paramLabel = "NAME",
      converter = Quantities.HypervisorName.class,
      description = "Whose live migration; \"blackout hypervisors\" lists them (${DEFAULT-VALUE}).")
  private Hypervisors.Named hypervisor;

  Hypervisors.Named value() {
    return hypervisor;
  }
}
