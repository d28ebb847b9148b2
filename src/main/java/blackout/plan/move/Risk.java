package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Sobol;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A live migration whose inputs are not sure: how likely is it to meet a goal, and what is worth
 * measuring? Inputs vary independently of one another. Every case is predicted in expected counts.
 *
 * @param base what is sure
 * @param inputs what is not, in the order of {@link Input}
 */
public record Risk(Question base, Map<Input, Spread> inputs) {

  /** What may be unsure. */
  public enum Input {
    MEMORY("memory"),
    DIRTY_RATE("dirty rate"),
    WORKING_SET("working set"),
    LINK("payload rate");

    private final String label;

    Input(String label) {
      this.label = label;
    }

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

  /**
   * What one input does while the others stay at their medians.
   *
   * @param input which
   * @param low the downtime and total (s) at its 10th percentile
   * @param high the same at its 90th percentile
   */
  public record Swing(Input input, Times low, Times high) {}

  /**
   * Two times of one case.
   *
   * @param downtime the pause (s), infinite if the migration never ended
   * @param total from the command to the end (s), infinite likewise
   */
  public record Times(double downtime, double total) {}

  /**
   * The share of the variance of the total time that one input causes; a migration that never ends
   * counts with the time after which it was given up.
   */
  public record Share(Input input, Sobol.Index index) {}

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
    record Case(Times times, boolean met) {}
    List<Case> all =
        Samples.seeds(cases, seed)
            .parallel()
            .mapToObj(SplittableRandom::new)
            .map(this::outcome)
            .map(outcome -> new Case(times(outcome), goal.isMetBy(outcome)))
            .toList();
    return new Result(
        Samples.of(all.stream().mapToDouble(c -> c.times.downtime).toArray()),
        Samples.of(all.stream().mapToDouble(c -> c.times.total).toArray()),
        Samples.of(all.stream().mapToDouble(c -> c.met ? 1 : 0).toArray()).share(v -> v == 1));
  }

  /** What each input does by itself, the widest swing of the total time first. */
  public List<Swing> tornado() {
    double[] middle = inputs.keySet().stream().mapToDouble(i -> 0.5).toArray();
    List<Input> order = List.copyOf(inputs.keySet());
    var swings = new ArrayList<Swing>();
    for (int i = 0; i < middle.length; i++) {
      double[] low = middle.clone();
      double[] high = middle.clone();
      low[i] = 0.1;
      high[i] = 0.9;
      swings.add(new Swing(order.get(i), times(outcome(low)), times(outcome(high))));
    }
    swings.sort(Comparator.comparing((Swing s) -> -Math.abs(s.high.total - s.low.total)));
    return swings;
  }

  /** Which input the spread of the total time comes from. */
  public List<Share> shares(int points, long seed) {
    List<Sobol.Index> indices =
        Sobol.indices(
            inputs.size(), points, seed, at -> outcome(at).record().total().toNanos() / 1e9);
    List<Input> order = List.copyOf(inputs.keySet());
    return IntStream.range(0, order.size())
        .mapToObj(i -> new Share(order.get(i), indices.get(i)))
        .toList();
  }

  private Outcome outcome(SplittableRandom random) {
    double[] at = inputs.keySet().stream().mapToDouble(i -> random.nextDouble(1e-9, 1)).toArray();
    return outcome(at);
  }

  private Outcome outcome(double[] at) {
    Question question = base;
    int i = 0;
    for (Map.Entry<Input, Spread> input : inputs.entrySet()) {
      question = input.getKey().in(question, input.getValue().at(at[i++]));
    }
    return Kernel.run(question.scenario(), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  private static Times times(Outcome outcome) {
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(d -> new Times(d.toNanos() / 1e9, outcome.record().total().toNanos() / 1e9))
        .orElse(new Times(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }
}
