package blackout.plan.move;

import blackout.calibrate.HostChoice;
import blackout.calibrate.ModelError;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.stats.MonteCarlo.Times;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Defaults;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the next such move will take: the cases that the planning value is read from, and the range
 * that holds nine of ten of them. In it is what is open of the guest, of the network and of the
 * hosts, and how far moves of guests that were known in full have been off: each case draws all
 * four, independently, and is predicted in expected counts.
 *
 * @param planned the cases
 * @param completesRatio how likely it completes; never surer than the record of such verdicts
 * @param narrower what to measure first: the source without which the range of the total time is
 *     narrowest; empty if none of them narrows it by a tenth
 * @param spread what is open, in words
 */
public record MoveInterval(
    Planned planned, double completesRatio, Optional<Narrower> narrower, String spread) {

  /** What is open in every case beside its inputs. */
  public static final String BESIDE =
      "hosts as their profile allows, and the model off by as much as it was on known moves";

  /** The share of moves that a range is to hold. */
  public static final double COVERAGE = 0.9;

  /** Cases of the range, and of the range without one source. */
  private static final int CASES = 400;

  private static final int FEWER_CASES = 100;

  /** Less than this share of a width is not worth a measurement. */
  private static final double WORTH = 0.1;

  /**
   * Two ends (s), infinite for never.
   *
   * @param low one move of twenty is shorter
   * @param high one move of twenty is longer
   */
  public record Range(double low, double high) {
    double width() {
      return Double.isInfinite(low) ? 0 : high - low;
    }
  }

  /** What is open. */
  public enum Source {
    WRITES("the dirty rate", "QEMU's calc-dirty-rate, or the series of one move, with calibrate"),
    WORKING_SET("the working set", "windows of 1, 2 and 4 s with calibrate"),
    NETWORK("what other traffic leaves of the link", "the rate of a finished move, with --payload"),
    HOST("the hosts", "one finished move, with calibrate --save-host-profile");

    private final String label;
    private final String how;

    Source(String label, String how) {
      this.label = label;
      this.how = how;
    }

    public String label() {
      return label;
    }

    /** How to measure it. */
    public String how() {
      return how;
    }
  }

  /**
   * A range with one source known.
   *
   * @param total the range of the total time then
   * @param downtime that of the pause
   */
  public record Narrower(Source source, Range total, Range downtime) {}

  /**
   * The range of a question. The same question gives the same range. Other traffic takes a part of
   * a link that was not measured.
   */
  public static MoveInterval of(Question question) {
    Spread network = question.linkMeasured() ? new Spread.Sure(1) : Planned.PAYLOAD;
    Planned planned = planned(question, network);
    Range total = range(planned.totals());
    Optional<Narrower> narrower =
        Arrays.stream(Source.values())
            .filter(source -> isOpen(question, network, source))
            .map(source -> narrower(question, network, source))
            .filter(n -> n.total.width() < (1 - WORTH) * total.width() || isTold(n, total))
            .min((a, b) -> Double.compare(a.total.width(), b.total.width()));
    return new MoveInterval(
        planned,
        ModelError.KNOWN.completes(planned.totals().share(Double::isFinite).value()),
        narrower,
        spread(question));
  }

  private static String spread(Question question) {
    return Planned.SPREAD_OF_WRITES
        + (question.guest().workingSet().isEmpty()
            ? ", a working set within a factor of 2 of " + Defaults.WORKING_SET
            : "")
        + (question.linkMeasured() ? "" : ", " + Planned.SPREAD_OF_PAYLOAD)
        + ", "
        + BESIDE;
  }

  /** The range of the time from the command to the end. */
  public Range total() {
    return range(planned.totals());
  }

  /** The range of the pause. */
  public Range downtime() {
    return range(planned.downtimes());
  }

  private static Planned planned(Question question, Spread network) {
    return Planned.of(cases(question, network, CASES, Optional.empty()));
  }

  /** A range that never ended, and ends. */
  private static boolean isTold(Narrower narrower, Range total) {
    return Double.isInfinite(total.high) && Double.isFinite(narrower.total.high);
  }

  private static Narrower narrower(Question question, Spread network, Source source) {
    Planned planned = Planned.of(cases(question, network, FEWER_CASES, Optional.of(source)));
    return new Narrower(source, range(planned.totals()), range(planned.downtimes()));
  }

  private static boolean isOpen(Question question, Spread network, Source source) {
    return switch (source) {
      case WRITES -> question.guest().dirtyRate().bytesPerSecond() > 0;
      case WORKING_SET -> question.guest().workingSet().isEmpty();
      case NETWORK -> !network.isSure();
      case HOST ->
          question.host().profile(question.hypervisor()).figures().values().stream()
              .anyMatch(f -> f.low() < f.high());
    };
  }

  private static List<Times> cases(
      Question question, Spread network, int count, Optional<Source> known) {
    return Samples.seeds(count, question.seed())
        .parallel()
        .mapToObj(SplittableRandom::new)
        .map(random -> times(question, network, random, known))
        .toList();
  }

  private static Times times(
      Question question, Spread network, SplittableRandom random, Optional<Source> known) {
    Map<Source, Double> at = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      double drawn = random.nextDouble(1e-9, 1);
      at.put(source, known.filter(source::equals).isPresent() ? 0.5 : drawn);
    }
    Question withSet = withSet(question, at.getOrDefault(Source.WORKING_SET, 0.5));
    boolean isHostKnown = known.filter(Source.HOST::equals).isPresent();
    DataRate left = question.link().wire().times(network.at(at.getOrDefault(Source.NETWORK, 0.5)));
    Question shared = withSet.withLink(left);
    Scenario scenario = (isHostKnown ? shared : onDrawnHost(shared, random)).scenario();
    double writes = Planned.WRITES.at(at.getOrDefault(Source.WRITES, 0.5));
    return times(outcome(scenario.withVm(QuieterGuest.of(scenario.vm(), writes))), random);
  }

  static Outcome outcome(Scenario scenario) {
    return Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  /** The times of one case, off by as much as those of the known moves were. */
  static Times times(Outcome outcome, SplittableRandom random) {
    double ofTotal = random.nextDouble();
    double ofDowntime = random.nextDouble();
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(
            d ->
                new Times(
                    ModelError.KNOWN.total(outcome.record().total().toNanos() / 1e9, ofTotal),
                    ModelError.KNOWN.downtime(d.toNanos() / 1e9, ofDowntime)))
        .orElse(Times.NEVER);
  }

  /** A working set that nobody stated is a guess: within a factor of two on two days of three. */
  private static Question withSet(Question question, double ratio) {
    if (question.guest().workingSet().isPresent()) {
      return question;
    }
    Guest guest = question.guest();
    double factor = new Spread.LogNormal(1, 2).at(ratio);
    double most = guest.memory().bytes() * Math.max(0.001, 1 - guest.zeroRatio());
    double bytes = Math.min(most, guest.writtenMemory().bytes() * factor);
    return question.withGuest(
        guest.withWorkingSet(new ByteCount(Math.max(4096, Math.round(bytes)))));
  }

  /** The question between hosts that its profile allows. */
  static Question onDrawnHost(Question question, SplittableRandom random) {
    HostProfile host = drawn(question.host().profile(question.hypervisor()), random);
    return question.withHost(
        new HostChoice(Optional.of(host), question.host().processors(), question.host().devices()));
  }

  private static HostProfile drawn(HostProfile usual, SplittableRandom random) {
    Map<HostFigure, Double> deviations = new EnumMap<>(HostFigure.class);
    for (HostFigure figure : HostFigure.values()) {
      deviations.put(figure, random.nextGaussian());
    }
    return usual.drawn(figure -> deviations.getOrDefault(figure, 0.0));
  }

  private static Range range(Samples samples) {
    return new Range(
        samples.quantile((1 - COVERAGE) / 2).value(), samples.quantile((1 + COVERAGE) / 2).value());
  }
}
