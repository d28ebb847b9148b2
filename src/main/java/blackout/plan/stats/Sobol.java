package blackout.plan.stats;

import static blackout.quantity.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Which input the spread of a result comes from. Of the variance {@code V} of {@code f},
 *
 * <pre>
 *   S_i  = mean( f(B) (f(AB_i) - f(A)) ) / V       by input i alone
 *   ST_i = mean( (f(A) - f(AB_i))^2 ) / (2 V)      by input i and its interplay with others
 * </pre>
 *
 * <p>where {@code A} and {@code B} are two samples of all inputs, and {@code AB_i} is {@code A}
 * with the i-th input of {@code B}. The points are a Sobol sequence, shifted at random several
 * times; the spread over the shifts is the error.
 *
 * @see <a href="https://doi.org/10.1016/j.cpc.2009.09.018">Saltelli et al., Variance based
 *     sensitivity analysis of model output, Computer Physics Communications 181, 2010, table 2 (b)
 *     and (f)</a>
 */
public final class Sobol {

  private static final int SHIFTS = 8;

  private Sobol() {}

  /**
   * The indices of one input.
   *
   * @param first the share of the variance that it causes alone
   * @param firstError the standard error of that
   * @param total the share that goes if it alone becomes sure
   * @param totalError the standard error of that
   */
  public record Index(double first, double firstError, double total, double totalError) {}

  /**
   * The indices of every input; all 0 if the result does not vary. Costs 8 (inputs + 2) times the
   * points evaluations, side by side.
   *
   * @param inputs at least 1
   * @param points the points of each shift, at least 2; a power of two is best
   * @param seed the seed of the shifts
   * @param function of one number in 0..1 for each input; must be safe to call from several threads
   */
  public static List<Index> indices(
      int inputs, int points, long seed, ToDoubleFunction<double[]> function) {
    require(inputs >= 1, "no inputs");
    require(points >= 2, "fewer than 2 points: %s", points);
    double[][] sequence = sequence(2 * inputs, points);
    var random = new SplittableRandom(seed);
    double[][] first = new double[inputs][SHIFTS];
    double[][] total = new double[inputs][SHIFTS];
    for (int shift = 0; shift < SHIFTS; shift++) {
      double[] by = random.doubles(2L * inputs).toArray();
      double[][] rows =
          IntStream.range(0, points)
              .parallel()
              .mapToObj(i -> row(sequence[i], by, inputs, function))
              .toArray(double[][]::new);
      for (int i = 0; i < inputs; i++) {
        first[i][shift] = first(rows, i);
        total[i][shift] = total(rows, i);
      }
    }
    var indices = new ArrayList<Index>();
    for (int i = 0; i < inputs; i++) {
      indices.add(new Index(mean(first[i]), error(first[i]), mean(total[i]), error(total[i])));
    }
    return indices;
  }

  private static double[][] sequence(int dimensions, int points) {
    var generator = new SobolSequenceGenerator(dimensions);
    return IntStream.range(0, points)
        .mapToObj(i -> generator.nextVector())
        .toArray(double[][]::new);
  }

  /** f(A), f(B), and f(AB_i) of every input. */
  private static double[] row(
      double[] point, double[] by, int inputs, ToDoubleFunction<double[]> function) {
    double[] a = new double[inputs];
    double[] b = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      a[i] = inside(point[i] + by[i]);
      b[i] = inside(point[inputs + i] + by[inputs + i]);
    }
    double[] row = new double[inputs + 2];
    row[0] = function.applyAsDouble(a);
    row[1] = function.applyAsDouble(b);
    for (int i = 0; i < inputs; i++) {
      double[] mixed = a.clone();
      mixed[i] = b[i];
      row[2 + i] = function.applyAsDouble(mixed);
    }
    return row;
  }

  /** Around the end of 0..1, and never at an end, where a distribution may have no value. */
  private static double inside(double value) {
    return Math.min(1 - 1e-9, Math.max(1e-9, value - Math.floor(value)));
  }

  private static double first(double[][] rows, int input) {
    double center = mean(Arrays.stream(rows).mapToDouble(r -> r[0]).toArray());
    double sum = 0;
    for (double[] row : rows) {
      sum += (row[1] - center) * (row[2 + input] - row[0]);
    }
    return ratio(sum / rows.length, rows);
  }

  private static double total(double[][] rows, int input) {
    double sum = 0;
    for (double[] row : rows) {
      sum += (row[0] - row[2 + input]) * (row[0] - row[2 + input]);
    }
    return ratio(sum / rows.length / 2, rows);
  }

  private static double ratio(double part, double[][] rows) {
    double[] both = Arrays.stream(rows).flatMapToDouble(r -> Arrays.stream(r, 0, 2)).toArray();
    double center = mean(both);
    double variance = mean(Arrays.stream(both).map(v -> (v - center) * (v - center)).toArray());
    return variance > 0 ? part / variance : 0;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double error(double[] values) {
    double center = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - center) * (v - center)).sum();
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }
}
