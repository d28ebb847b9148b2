package blackout.plan.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A prediction whose inputs are not sure, made many times. Inputs vary independently of one
 * another; what comes out is the same for any number of threads.
 *
 * @param <I> the type of an input's name
 * @param <A> the type of the answer of one case
 */
public final class MonteCarlo<I, A> {

  /**
   * Two times of one case.
   *
   * @param total from the command to the end of everything (s), infinite if something never ends
   * @param downtime the longest pause (s), infinite likewise
   */
  public record Times(double total, double downtime) {
    public static final Times NEVER = new Times(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * What one input does while the others stay at their usual values.
   *
   * @param input which
   * @param low the times at its 10th percentile
   * @param high the times at its 90th percentile
   */
  public record Swing<I>(I input, Times low, Times high) {
    public double width() {
      return Math.abs(high.total - low.total);
    }
  }

  /** The share of the variance of an answer that one input causes. */
  public record Share<I>(I input, Sobol.Index index) {}

  private final List<I> inputs;
  private final List<Spread> spreads;
  private final double[] usual;
  private final Function<double[], A> answer;
  private final Function<A, Times> times;

  /**
   * A prediction.
   *
   * @param inputs how each input varies, in a fixed order
   * @param usual the value at which an input stays while another one is looked at
   * @param answer what comes of one value for each input, in their order
   * @param times the times of an answer
   */
  public MonteCarlo(
      Map<I, Spread> inputs,
      ToDoubleFunction<Spread> usual,
      Function<double[], A> answer,
      Function<A, Times> times) {
    this.inputs = List.copyOf(inputs.keySet());
    this.spreads = List.copyOf(inputs.values());
    this.usual = spreads.stream().mapToDouble(usual).toArray();
    this.answer = answer;
    this.times = times;
  }

  /**
   * The answers of many cases, computed side by side.
   *
   * @param count how many, at least 1
   */
  public List<A> cases(int count, long seed) {
    return Samples.seeds(count, seed)
        .parallel()
        .mapToObj(SplittableRandom::new)
        .map(random -> spreads.stream().mapToDouble(s -> random.nextDouble(1e-9, 1)).toArray())
        .map(this::at)
        .toList();
  }

  /** What each input does by itself, the widest swing of the total time first. */
  public List<Swing<I>> tornado() {
    var swings = new ArrayList<Swing<I>>();
    for (int i = 0; i < usual.length; i++) {
      swings.add(new Swing<>(inputs.get(i), with(i, 0.1), with(i, 0.9)));
    }
    swings.sort(Comparator.comparing(swing -> -swing.width()));
    return swings;
  }

  /**
   * Which input the spread of an answer comes from.
   *
   * @param points of each shift of the Sobol sequence
   * @param of a finite number of the answer
   */
  public List<Share<I>> shares(int points, long seed, ToDoubleFunction<A> of) {
    List<Sobol.Index> indices =
        Sobol.indices(inputs.size(), points, seed, at -> of.applyAsDouble(at(at)));
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> new Share<>(inputs.get(i), indices.get(i)))
        .toList();
  }

  private Times with(int input, double ratio) {
    double[] values = usual.clone();
    values[input] = spreads.get(input).at(ratio);
    return times.apply(answer.apply(values));
  }

  private A at(double[] ratios) {
    return answer.apply(
        IntStream.range(0, ratios.length).mapToDouble(i -> spreads.get(i).at(ratios[i])).toArray());
  }
}
