package blackout.cli;

import blackout.inventory.Hypervisors;
import blackout.plan.move.Guest;
import blackout.plan.move.SingleMove;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a live migration that is known in a few numbers. */
final class MoveOptions {

  /** Set by picocli before the command runs. */
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "Assigned memory, such as 16GiB.")
  private Optional<ByteCount> memory = Optional.empty();

  @Option(
      names = "--dirty-rate",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "How fast the guest dirties clean pages, such as 40MiB/s.")
  private Optional<DataRate> dirtyRate = Optional.empty();

  @Option(
      names = "--link",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Payload rate of the migration network, such as 1Gbit/s.")
  private Optional<DataRate> link = Optional.empty();

  @Option(
      names = "--working-set",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description =
          "The memory that the guest writes at all; an eighth of its memory if not given.")
  private Optional<ByteCount> workingSet = Optional.empty();

  @Mixin private GuestOptions guest = new GuestOptions();

  @Option(
      names = "--hypervisor",
      defaultValue = Defaults.HYPERVISOR,
      paramLabel = "NAME",
      converter = Quantities.HypervisorName.class,
      description = "Whose live migration; \"blackout hypervisors\" lists them (${DEFAULT-VALUE}).")
  private Hypervisors.Named hypervisor;

  @Option(
      names = "--downtime-limit",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "The pause that the hypervisor is asked for; "
              + Defaults.DOWNTIME_LIMIT
              + " if not given.")
  private Optional<Duration> downtimeLimit = Optional.empty();

  @Mixin private LiveOptions live = new LiveOptions();

  @Mixin private SeedOption seed = new SeedOption();

  Optional<ByteCount> memory() {
    return memory;
  }

  Optional<DataRate> dirtyRate() {
    return dirtyRate;
  }

  Optional<DataRate> link() {
    return link;
  }

  Optional<DataRate> maxBandwidth() {
    return live.maxBandwidth();
  }

  Optional<Duration> downtimeLimit() {
    return downtimeLimit;
  }

  /** The move; what is not given is that of the stand-in. */
  SingleMove over(SingleMove standIn) {
    try {
      return live.on(standIn)
          .withGuest(
              guest.guest(
                  memory.orElse(standIn.guest().memory()),
                  dirtyRate.orElse(standIn.guest().dirtyRate()),
                  workingSet))
          .withLink(link.orElse(standIn.link()))
          .withHypervisor(hypervisor)
          .withDowntimeLimit(downtimeLimit.orElse(standIn.downtimeLimit()))
          .withSeed(seed.value())
          .requireOptions();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
  }

  /** The move, with memory, dirty rate and link given. */
  SingleMove complete() {
    requireGiven(memory, "--memory");
    requireGiven(dirtyRate, "--dirty-rate");
    requireGiven(link, "--link");
    return over(STAND_IN);
  }

  void requireGiven(Optional<?> option, String name) {
    if (option.isEmpty()) {
      throw usage("Missing required option: '" + name + "'");
    }
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Values that are always replaced. */
  static final SingleMove STAND_IN =
      SingleMove.of(Guest.of(ByteCount.gibibytes(1), DataRate.ZERO), DataRate.gigabitsPerSecond(1));
}
