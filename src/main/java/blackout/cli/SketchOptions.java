package blackout.cli;

import blackout.inventory.Workload;
import blackout.plan.Sketch;
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
final class SketchOptions {

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

  Optional<ByteCount> workingSet() {
    return workingSet;
  }

  long seed() {
    return seed;
  }

  String hypervisor() {
    return hypervisor;
  }

  /** The sketch; what is not given is that of the stand-in. */
  Sketch over(Sketch standIn) {
    try {
      return new Sketch(
          memory.orElse(standIn.memory()),
          dirtyRate.orElse(standIn.dirtyRate()),
          workingSet,
          Sketch.USUAL_WORKING_SET_RATIO,
          pattern == EstimateCommand.Pattern.random
              ? Workload.Pattern.RANDOM
              : Workload.Pattern.SEQUENTIAL,
          zeroShare,
          link.orElse(standIn.link()),
          hypervisor,
          downtimeLimit.orElse(standIn.downtimeLimit()),
          seed);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** The sketch, with memory, dirty rate and link given. */
  Sketch complete() {
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
  static final Sketch STAND_IN =
      Sketch.of(
          ByteCount.gibibytes(1), DataRate.ZERO, DataRate.gigabitsPerSecond(1), "hyper-v-2008-r2");
}
