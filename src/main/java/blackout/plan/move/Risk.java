package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.MonteCarlo.Times;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Labelled;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A live migration whose inputs are not sure: how likely is it to meet a goal, and what is worth
 * measuring? Inputs vary independently of one another. Every case is predicted in expected counts,
 * between hosts that the profile allows, and is off by as much as known moves were, as in {@link
 * MoveInterval}; what one input does by itself is told without both.
 *
 * @param base what is sure
 * @param inputs what is not, in the order of {@link Input}
 */
public record Risk(Question base, Map<Input, Spread> inputs) {

  /** What may be unsure. */
  public enum Input implements Labelled {
    MEMORY("memory"),
    DIRTY_RATE("dirty rate"),
    WORKING_SET("working set"),
    LINK("payload rate");

    private final String label;

    Input(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    private Question in(Question question, double value) {
      return switch (this) {
        case MEMORY ->
            question.withGuest(question.guest().withMemory(new ByteCount(Math.round(value))));
        case DIRTY_RATE -> question.withGuest(question.guest().withDirtyRate(new DataRate(value)));
        case WORKING_SET ->
            question.withGuest(question.guest().withWorkingSet(new ByteCount(Math.round(value))));
        case LINK -> question.withLink(new DataRate(value));
      };
    }
  }

  /**
   * What came of many cases.
   *
   * @param downtimes the pauses (s), infinite where the migration never ended
   * @param totals the times from command to end (s), infinite where it never ended
   * @param goalRatio the share of the cases that met the goal
   */
  public record Result(Samples downtimes, Samples totals, Samples.Estimate goalRatio) {}

  public Risk {
    var sorted = new EnumMap<Input, Spread>(Input.class);
    sorted.putAll(inputs);
    sorted.values().removeIf(Spread::isSure);
    require(!sorted.isEmpty(), "every input is sure; give one of them as a range");
    inputs = Collections.unmodifiableMap(sorted);
  }

  /**
   * Predicts many cases, side by side; the same for any number of threads.
   *
   * @param cases at least 1
   * @param seed the seed of the inputs
   */
  public Result run(int cases, long seed, Goal goal) {
    return result(
        Samples.seeds(cases, seed)
            .parallel()
            .mapToObj(SplittableRandom::new)
            .map(random -> oneCase(random, goal))
            .toList());
  }

  /** The same of the inputs alone: what closed forms are held against. */
  Result ofInputs(int cases, long seed, Goal goal) {
    return result(
        monteCarlo().cases(cases, seed).stream()
            .map(o -> new Case(times(o), goal.isMetBy(o)))
            .toList());
  }

  private record Case(Times times, boolean isMet) {}

  private static Result result(List<Case> cases) {
    Planned planned = Planned.of(cases.stream().map(Case::times).toList());
    return new Result(
        planned.downtimes(),
        planned.totals(),
        Samples.of(cases.stream().mapToDouble(c -> c.isMet() ? 1 : 0).toArray())
            .share(v -> v == 1));
  }

  private Case oneCase(SplittableRandom random, Goal goal) {
    double[] values =
        inputs.values().stream().mapToDouble(s -> s.at(random.nextDouble(1e-9, 1))).toArray();
    Outcome outcome =
        MoveInterval.outcome(MoveInterval.onDrawnHost(question(values), random).scenario());
    Times times = MoveInterval.times(outcome, random);
    return new Case(times, goal.isMetBy(times, outcome.record().brownout()));
  }

  /** What each input does by itself, the widest swing of the total time first. */
  public List<MonteCarlo.Swing<Input>> tornado() {
    return monteCarlo().tornado();
  }

  /**
   * Which input the spread of the total time comes from; a migration that never ends counts with
   * the time after which it was given up.
   */
  public List<MonteCarlo.Share<Input>> shares(int points, long seed) {
    return monteCarlo().shares(points, seed, o -> o.record().total().toNanos() / 1e9);
  }

  private MonteCarlo<Input, Outcome> monteCarlo() {
    return new MonteCarlo<>(inputs, spread -> spread.at(0.5), this::outcome, Risk::times);
  }

  private Outcome outcome(double[] values) {
    return Kernel.run(
        question(values).scenario(), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  private Question question(double[] values) {
    Question question = base;
    int i = 0;
    for (Input input : inputs.keySet()) {
      question = input.in(question, values[i++]);
    }
    return question;
  }

  private static Times times(Outcome outcome) {
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(d -> new Times(outcome.record().total().toNanos() / 1e9, d.toNanos() / 1e9))
        .orElse(Times.NEVER);
  }
}
