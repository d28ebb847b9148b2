package blackout.cli;

import blackout.cli.WorkloadOptions.Guess;
import blackout.inventory.WorkloadClass;
import blackout.plan.move.Guest;
import blackout.plan.move.Question;
import blackout.plan.move.Unknown;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.util.List;
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
      description = "Guest memory, such as 16GiB.")
  private Optional<ByteCount> memory = Optional.empty();

  @Option(
      names = "--dirty-rate",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Dirty page rate, such as 40MiB/s.")
  private Optional<DataRate> dirtyRate = Optional.empty();

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Mixin private LinkOptions link = new LinkOptions();

  @Option(
      names = "--working-set",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "Memory that the guest writes to; " + Defaults.WORKING_SET + " if not given.")
  private Optional<ByteCount> workingSet = Optional.empty();

  @Mixin private GuestOptions guest = new GuestOptions();

  @Mixin private HypervisorOption hypervisor = new HypervisorOption();

  @Mixin private DowntimeLimitOption downtimeLimit = new DowntimeLimitOption();

  @Mixin private LiveOptions live = new LiveOptions();

  @Mixin private SeedOption seed = new SeedOption();

  /** The range that stands for the dirty rate, if a workload is given in its place. */
  Optional<Guess> guess() {
    if (workload.workload().isPresent() && dirtyRate.isPresent()) {
      throw usage("--dirty-rate and --workload say the same; leave one out");
    }
    return workload.workload().map(w -> new Guess(w, processors(), true));
  }

  /** The range, that of a general guest where neither dirty rate nor workload is given. */
  Optional<Guess> guessOrAssumed() {
    return dirtyRate.isPresent()
        ? guess()
        : guess().or(() -> Optional.of(new Guess(WorkloadClass.GENERAL, processors(), false)));
  }

  private int processors() {
    try {
      return live.host().processors();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
  }

  /**
   * The question with each dirty rate of a guess, rising.
   *
   * @throws ParameterException if something else is missing
   */
  List<Question> questions(Guess guess) {
    Question one = question(Optional.empty(), Optional.of(guess.range().likeliest()));
    return guess.range().rates().stream()
        .map(rate -> one.withGuest(one.guest().withDirtyRate(rate)))
        .toList();
  }

  /** Likewise, with something else looked for. */
  List<Question> questions(Unknown wanted, Guess guess) {
    if (wanted == Unknown.DIRTY_RATE) {
      throw usage("--workload stands for the dirty rate, which is what is looked for");
    }
    requireSeen(wanted);
    Question one = question(Optional.of(wanted), Optional.of(guess.range().likeliest()));
    return guess.range().rates().stream()
        .map(rate -> one.withGuest(one.guest().withDirtyRate(rate)))
        .toList();
  }

  /** The question, with memory, dirty rate and link given. */
  Question question() {
    return question(Optional.empty(), dirtyRate);
  }

  /**
   * The question whose memory, dirty rate, link or downtime limit is looked for and may not be
   * given; with the value of it that makes the move easiest.
   */
  Question question(Unknown wanted) {
    requireSeen(wanted);
    return question(Optional.of(wanted), dirtyRate);
  }

  private void requireSeen(Unknown wanted) {
    if (wanted == Unknown.BANDWIDTH && live.maxBandwidth().isPresent()) {
      throw usage("--max-bandwidth would hide the bandwidth that is looked for");
    }
  }

  private Question question(Optional<Unknown> wanted, Optional<DataRate> rate) {
    double size = value(memory.map(m -> (double) m.bytes()), "--memory", Unknown.MEMORY, wanted);
    double writes =
        value(rate.map(DataRate::bytesPerSecond), "--dirty-rate", Unknown.DIRTY_RATE, wanted);
    double wire = value(link().map(DataRate::bytesPerSecond), "--link", Unknown.BANDWIDTH, wanted);
    if (wanted.filter(Unknown.DOWNTIME_LIMIT::equals).isPresent() && downtimeLimit.isGiven()) {
      throw usage("--downtime-limit is what is looked for; leave it out");
    }
    try {
      Guest vm = guest.guest(new ByteCount(Math.round(size)), new DataRate(writes), workingSet);
      Question question =
          live.on(Question.of(vm, new DataRate(wire)))
              .withHypervisor(hypervisor.value())
              .withDowntimeLimit(downtimeLimit.value())
              .withLinkMeasured(link.isMeasured())
              .withSeed(seed.value());
      question.hypervisor().requireOptions(question.options());
      return question;
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
  }

  /** The payload rate of the link. */
  private Optional<DataRate> link() {
    try {
      return link.payload();
    } catch (IllegalArgumentException e) {
      throw usage(Text.reason(e));
    }
  }

  private double value(
      Optional<Double> given, String option, Unknown unknown, Optional<Unknown> wanted) {
    boolean looked = wanted.filter(unknown::equals).isPresent();
    if (looked && given.isPresent()) {
      throw usage(option + " is what is looked for; leave it out");
    }
    if (!looked && given.isEmpty()) {
      throw usage(
          "Missing required option: '"
              + option
              + "'"
              + (unknown == Unknown.DIRTY_RATE
                  ? ", or --workload CLASS if nobody measured it: "
                      + String.join(", ", WorkloadClass.names())
                  : ""));
    }
    return given.orElseGet(unknown::easiest);
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
