package blackout.plan.stats;

import static blackout.quantity.Require.require;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Results of a Monte Carlo run, and how sure its quantiles are. What never ended counts as longer
 * than anything.
 */
public final class Samples {

  /** The confidence of every interval here. */
  public static final double CONFIDENCE = 0.95;

  private final double[] sorted;

  /**
   * @param values infinite for what never ended
   */
  private Samples(double[] values) {
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * The samples in rising order.
   *
   * @param values at least one, none NaN; infinite for what never ended
   */
  public static Samples of(double[] values) {
    require(values.length > 0, "no samples");
    require(Arrays.stream(values).noneMatch(Double::isNaN), "a sample is not a number");
    return new Samples(values);
  }

  /**
   * A seed for the random numbers of each case of a run, drawn one after the other. Seeds that are
   * a fixed step apart will not do: if the step is that of the generator, the second number of a
   * case is the first of the next, and cases that share numbers make the intervals here wrong.
   *
   * @param cases at least 1
   */
  public static LongStream seeds(int cases, long seed) {
    return Arrays.stream(new SplittableRandom(seed).longs(cases).toArray());
  }

  /**
   * A number and the interval around it; infinite where it never ends.
   *
   * @param value the estimate
   * @param low the lower end of the interval
   * @param high the upper end of the interval
   */
  public record Estimate(double value, double low, double high) {}

  public int count() {
    return sorted.length;
  }

  /**
   * A quantile, with the interval between two order statistics that holds the true one with 95 %
   * confidence, whatever the distribution. With too few samples for its upper end, that is without
   * bound: infinite.
   *
   * <pre>  [x(l), x(u)],  P(Bin(n, p) &lt; l) &lt;= 2.5 %,  P(Bin(n, p) &gt;= u) &lt;= 2.5 %</pre>
   *
   * @param ratio more than 0, less than 1
   * @see <a href="https://doi.org/10.1002/0471722162">David and Nagaraja, Order Statistics, 3rd
   *     edition, section 7.1</a>
   */
  public Estimate quantile(double ratio) {
    require(ratio > 0 && ratio < 1, "quantile is not in 0..1: %s", ratio);
    int n = sorted.length;
    var below = new BinomialDistribution(null, n, ratio);
    double tail = (1 - CONFIDENCE) / 2;
    int lower = below.inverseCumulativeProbability(tail);
    int upper = below.inverseCumulativeProbability(1 - tail) + 1;
    int at = Math.min(n, Math.max(1, (int) Math.ceil(n * ratio)));
    return new Estimate(
        sorted[at - 1],
        lower >= 1 ? sorted[lower - 1] : 0,
        upper <= n ? sorted[upper - 1] : Double.POSITIVE_INFINITY);
  }

  /**
   * The share of the samples that meet a condition, with the interval of Clopper and Pearson.
   *
   * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson, Biometrika 26,
   *     1934</a>
   */
  public Estimate share(DoublePredicate condition) {
    int n = sorted.length;
    int hits = (int) Arrays.stream(sorted).filter(condition).count();
    double tail = (1 - CONFIDENCE) / 2;
    double low =
        hits == 0
            ? 0
            : new BetaDistribution(null, hits, n - hits + 1.0).inverseCumulativeProbability(tail);
    double high =
        hits == n
            ? 1
            : new BetaDistribution(null, hits + 1.0, n - hits)
                .inverseCumulativeProbability(1 - tail);
    return new Estimate((double) hits / n, low, high);
  }
}
