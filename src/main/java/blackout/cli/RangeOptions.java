package blackout.cli;

import static blackout.quantity.Require.require;

import blackout.inventory.WorkloadClass;
import blackout.scenario.Defaults;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A guest and its link of which each number may be a range or a list; the command reads them. */
final class RangeOptions {

  @Option(names = "--memory", required = true, paramLabel = "SIZE", description = "Guest memory.")
  private String memory;

  @Option(names = "--dirty-rate", paramLabel = "RATE", description = "Dirty page rate.")
  private Optional<String> dirtyRate = Optional.empty();

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Option(
      names = "--link",
      paramLabel = "RATE",
      description = "The port of the migration network; 94.15 %% of it is payload (TCP, MTU 1500).")
  private Optional<String> link = Optional.empty();

  @Option(
      names = "--payload",
      paramLabel = "RATE",
      description = "In place of --link: the payload that was measured.")
  private Optional<String> payload = Optional.empty();

  @Option(
      names = "--working-set",
      paramLabel = "SIZE",
      description =
          "The memory that the guest writes at all; " + Defaults.WORKING_SET + " if not given.")
  private Optional<String> workingSet = Optional.empty();

  String memory() {
    return memory;
  }

  Optional<String> workingSet() {
    return workingSet;
  }

  Optional<WorkloadClass> workload() {
    return workload.workload();
  }

  /**
   * The dirty rates.
   *
   * @param given reads what is given
   * @param guessed takes the rates of a workload
   * @throws IllegalArgumentException if neither or both are given
   */
  <T> T dirtyRates(Function<String, T> given, Function<WorkloadClass, T> guessed) {
    require(
        dirtyRate.isPresent() != workload().isPresent(),
        "give --dirty-rate, or --workload if nobody measured it: %s",
        String.join(", ", WorkloadClass.names()));
    return dirtyRate.map(given).orElseGet(() -> guessed.apply(workload().orElseThrow()));
  }

  /**
   * The payload rates of the link.
   *
   * @param ofPort reads a port
   * @param measured reads a payload
   * @throws IllegalArgumentException if neither or both are given
   */
  <T> T payloads(Function<String, T> ofPort, Function<String, T> measured) {
    require(link.isPresent() != payload.isPresent(), "give --link or --payload");
    return link.map(ofPort).orElseGet(() -> measured.apply(payload.orElseThrow()));
  }
}
