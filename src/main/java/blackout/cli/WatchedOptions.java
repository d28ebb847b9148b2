package blackout.cli;

import blackout.calibrate.Calibration;
import blackout.inventory.Hypervisors;
import blackout.quantity.ByteCount;
import blackout.scenario.Defaults;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What measured migrations do not say of themselves. */
final class WatchedOptions {

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "Assigned memory, where no source says it, such as 16GiB.")
  private Optional<ByteCount> memory = Optional.empty();

  @Option(
      names = "--hypervisor",
      defaultValue = Defaults.MEASURED_HYPERVISOR,
      paramLabel = "NAME",
      converter = Quantities.HypervisorName.class,
      description = "Whose live migration; \"blackout hypervisors\" lists them (${DEFAULT-VALUE}).")
  private Hypervisors.Named hypervisor;

  @Mixin private DowntimeLimitOption downtimeLimit = new DowntimeLimitOption();

  @Mixin private SeedOption seed = new SeedOption();

  /** What is asked of a calibration by these. */
  Calibration.Settings settings() {
    return Calibration.Settings.defaults()
        .withMemory(memory)
        .withHypervisor(hypervisor.hypervisor())
        .withDowntimeLimit(downtimeLimit.value())
        .withSeed(seed.value());
  }
}
