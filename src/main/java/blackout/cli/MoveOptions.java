package blackout.cli;

import blackout.plan.Guest;
import blackout.plan.SingleMove;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Optional;
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

  @Option(
      names = "--pattern",
      defaultValue = "random",
      paramLabel = "PATTERN",
      description = "The order of the writes: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private EstimateCommand.Pattern pattern;

  @Option(
      names = "--zero-share",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "The share of the memory that holds only zeros, 0 to 1 (${DEFAULT-VALUE}).")
  private double zeroShare;

  @Option(
      names = "--hypervisor",
      defaultValue = "hyper-v-2008-r2",
      paramLabel = "NAME",
      description = "Whose live migration; \"blackout hypervisors\" lists them (${DEFAULT-VALUE}).")
  private String hypervisor;

  @Option(
      names = "--downtime-limit",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "The pause that the hypervisor is asked for; 300ms if not given.")
  private Optional<Duration> downtimeLimit = Optional.empty();

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "NUMBER",
      description = "The seed of all chance (${DEFAULT-VALUE}).")
  private long seed;

  Optional<ByteCount> memory() {
    return memory;
  }

  Optional<DataRate> dirtyRate() {
    return dirtyRate;
  }

  Optional<DataRate> link() {
    return link;
  }

  Optional<Duration> downtimeLimit() {
    return downtimeLimit;
  }

  /** The move; what is not given is that of the stand-in. */
  SingleMove over(SingleMove standIn) {
    try {
      return standIn
          .withGuest(
              new Guest(
                  memory.orElse(standIn.guest().memory()),
                  dirtyRate.orElse(standIn.guest().dirtyRate()),
                  workingSet,
                  pattern.order,
                  zeroShare))
          .withLink(link.orElse(standIn.link()))
          .withHypervisor(hypervisor)
          .withDowntimeLimit(downtimeLimit.orElse(standIn.downtimeLimit()))
          .withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
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
