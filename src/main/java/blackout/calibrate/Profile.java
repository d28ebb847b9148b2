package blackout.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * A likelihood of two unknowns along one of them: for each value of the first, the best that the
 * second can make of it. Works where the two trade off against each other, which they do here.
 *
 * @param points from small to large values of the first unknown
 * @see <a href="https://doi.org/10.2307/2347496">Venzon and Moolgavkar, Applied Statistics 37,
 *     1988: profile-likelihood confidence intervals</a>
 */
record Profile(List<Point> points) {

  /** Points of the first look along the second unknown. */
  private static final int LOOKS = 20;

  /**
   * How closely to look.
   *
   * @param points the points of one scan along the first unknown
   * @param tolerance of the logarithm of the second unknown
   */
  record Care(int points, double tolerance) {
    /** For likelihoods that cost next to nothing. */
    static final Care FINE = new Care(48, 1e-7);

    /** For likelihoods that cost a prediction each. */
    static final Care COARSE = new Care(20, 1e-3);
  }

  /** Below this share of the best (e^-9) a point does not matter. */
  private static final double LEAST = 9;

  /**
   * @param at the logarithm of the first unknown
   * @param other the best logarithm of the second unknown
   * @param logLikelihood what the two reach
   * @param otherDeviation the standard deviation of the second where the first is fixed
   */
  record Point(double at, double other, double logLikelihood, double otherDeviation) {
    /** How much of the likelihood lies around this value of the first unknown, as a logarithm. */
    double logWeight() {
      return logLikelihood + Math.log(otherDeviation);
    }
  }

  /**
   * @param logLikelihood of the logarithms of the first and the second unknown, free of side
   *     effects
   * @param low the logarithm of the smallest first unknown
   * @param high of the largest
   * @param otherLow the logarithm of the smallest second unknown
   * @param otherHigh of the largest
   */
  static Profile of(
      DoubleBinaryOperator logLikelihood,
      double low,
      double high,
      double otherLow,
      double otherHigh,
      Care care) {
    List<Point> all = scan(care, logLikelihood, low, high, otherLow, otherHigh);
    double from = low;
    double to = high;
    for (int zoom = 0; zoom < 4 && to > from; zoom++) {
      double best = all.stream().mapToDouble(Point::logLikelihood).max().orElseThrow();
      int first = 0;
      while (all.get(first).logLikelihood < best - LEAST) {
        first++;
      }
      int last = all.size() - 1;
      while (all.get(last).logLikelihood < best - LEAST) {
        last--;
      }
      from = all.get(Math.max(0, first - 1)).at;
      to = all.get(Math.min(all.size() - 1, last + 1)).at;
      if (last - first > care.points / 2) {
        break;
      }
      all = scan(care, logLikelihood, from, to, otherLow, otherHigh);
    }
    return new Profile(all);
  }

  private static List<Point> scan(
      Care care,
      DoubleBinaryOperator logLikelihood,
      double low,
      double high,
      double otherLow,
      double otherHigh) {
    return IntStream.rangeClosed(0, care.points)
        .parallel()
        .mapToObj(
            i ->
                best(
                    care, logLikelihood, low + (high - low) * i / care.points, otherLow, otherHigh))
        .toList();
  }

  private static Point best(
      Care care, DoubleBinaryOperator logLikelihood, double at, double otherLow, double otherHigh) {
    double step = (otherHigh - otherLow) / LOOKS;
    if (step <= 0) {
      return new Point(at, otherLow, logLikelihood.applyAsDouble(at, otherLow), 1e-6);
    }
    double bestLook = otherLow;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= LOOKS; i++) {
      double value = logLikelihood.applyAsDouble(at, otherLow + i * step);
      if (value > bestValue) {
        bestValue = value;
        bestLook = otherLow + i * step;
      }
    }
    UnivariatePointValuePair found =
        new BrentOptimizer(1e-9, care.tolerance)
            .optimize(
                new MaxEval(200),
                GoalType.MAXIMIZE,
                new UnivariateObjectiveFunction(y -> logLikelihood.applyAsDouble(at, y)),
                new SearchInterval(
                    Math.max(otherLow, bestLook - step), Math.min(otherHigh, bestLook + step)));
    double other = found.getValue() >= bestValue ? found.getPoint() : bestLook;
    double value = Math.max(found.getValue(), bestValue);
    return new Point(at, other, value, deviation(logLikelihood, at, other, value, step));
  }

  /** From the curvature at the top: half a unit of likelihood down lies one standard deviation. */
  private static double deviation(
      DoubleBinaryOperator logLikelihood, double at, double other, double value, double most) {
    for (double h = 1e-3; h < most; h *= 2) {
      double drop =
          value
              - (logLikelihood.applyAsDouble(at, other - h)
                      + logLikelihood.applyAsDouble(at, other + h))
                  / 2;
      if (drop > 0.1) {
        return h / Math.sqrt(2 * drop);
      }
    }
    return most;
  }

  /** The point of the greatest likelihood. */
  Point best() {
    Point best = points.get(0);
    for (Point point : points) {
      best = point.logLikelihood > best.logLikelihood ? point : best;
    }
    return best;
  }

  /**
   * The values of the first unknown whose likelihood is within a drop of the best: a confidence
   * interval. An end that does not drop so far before the scan ends is infinite.
   *
   * @param drop half the quantile of the chi-square distribution with one degree of freedom
   */
  double[] interval(double drop) {
    double line = best().logLikelihood - drop;
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      if (a.logLikelihood < line && b.logLikelihood >= line && Double.isInfinite(low)) {
        low = a.at + (b.at - a.at) * (line - a.logLikelihood) / (b.logLikelihood - a.logLikelihood);
      }
      if (a.logLikelihood >= line && b.logLikelihood < line) {
        high =
            a.at + (b.at - a.at) * (a.logLikelihood - line) / (a.logLikelihood - b.logLikelihood);
      }
    }
    return new double[] {low, high};
  }

  /** The mean of the logarithm of the first unknown, weighted by likelihood. */
  double mean() {
    double sum = 0;
    double weighted = 0;
    for (double[] part : weights()) {
      sum += part[0];
      weighted += part[0] * part[1];
    }
    return weighted / sum;
  }

  /**
   * The first unknown and its partner at a share of the likelihood.
   *
   * @param ratio the share of the likelihood below the first unknown, 0 to 1
   * @param normal a draw of the standard normal distribution, for the second unknown
   */
  double[] draw(double ratio, double normal) {
    List<double[]> weights = weights();
    double total = weights.stream().mapToDouble(w -> w[0]).sum();
    double left = ratio * total;
    int i = 0;
    while (i < weights.size() - 1 && left > weights.get(i)[0]) {
      left -= weights.get(i)[0];
      i++;
    }
    Point point = points.get(i);
    return new double[] {point.at, point.other + normal * point.otherDeviation};
  }

  /** The second unknown where the first has a value: a straight line between two points. */
  double otherAt(double at) {
    int i = 1;
    while (i < points.size() - 1 && points.get(i).at < at) {
      i++;
    }
    Point a = points.get(i - 1);
    Point b = points.get(i);
    double share = b.at == a.at ? 0 : Math.min(1, Math.max(0, (at - a.at) / (b.at - a.at)));
    return a.other + (b.other - a.other) * share;
  }

  private List<double[]> weights() {
    double most = points.stream().mapToDouble(Point::logWeight).max().orElseThrow();
    var weights = new ArrayList<double[]>();
    for (Point point : points) {
      weights.add(new double[] {Math.exp(point.logWeight() - most), point.at});
    }
    return weights;
  }
}
