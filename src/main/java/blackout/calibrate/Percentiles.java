package blackout.calibrate;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Percentiles with straight lines between the values: rule 7 of Hyndman and Fan, R's default. */
final class Percentiles {

  private Percentiles() {}

  /**
   * A percentile.
   *
   * @param values at least one
   * @param percent more than 0, at most 100
   */
  static <T> double of(Collection<T> values, ToDoubleFunction<T> number, double percent) {
    return new Percentile()
        .withEstimationType(EstimationType.R_7)
        .evaluate(values.stream().mapToDouble(number).toArray(), percent);
  }

  static <T> double median(Collection<T> values, ToDoubleFunction<T> number) {
    return of(values, number, 50);
  }
}
