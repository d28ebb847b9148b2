package blackout.kernel;

import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import java.util.List;

/**
 * From the windows of a dirty-rate measurement to a region that would have produced them.
 *
 * <pre>  D(t) = W (1 - exp(-r t / W))</pre>
 *
 * <p>{@code D} distinct pages after a time {@code t}, {@code W} working set, {@code r} writes per
 * second: what uniform random writes do. A window of a sampling measurement is a draw: of the
 * {@code n} pages sampled, {@code k} had changed, so {@code k} is binomial with share {@code D(t)}
 * over all pages. {@code W} and {@code r} are those of the greatest likelihood on a logarithmic
 * grid.
 */
final class CurveFit {

  private static final double GIBIBYTE_PAGES = 262_144;
  private static final int STEPS = 160;

  private CurveFit() {}

  /** The region fitted, or none if no window saw a dirty page. */
  static Workload.Regions regions(Workload.MeasuredCurve curve, long allPages, long residentPages) {
    double dirtiest = 0;
    for (Workload.Window window : curve.windows()) {
      dirtiest = Math.max(dirtiest, pages(window));
    }
    if (dirtiest == 0) {
      return new Workload.Regions(List.of());
    }
    double smallest = Math.min(dirtiest, residentPages);
    double best = Double.NEGATIVE_INFINITY;
    double[][] likelihood = new double[STEPS + 1][STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      for (int j = 0; j <= STEPS; j++) {
        likelihood[i][j] =
            logLikelihood(
                curve, allPages, workingSet(smallest, residentPages, i), rate(dirtiest, j));
        best = Math.max(best, likelihood[i][j]);
      }
    }
    double weights = 0;
    double logWorkingSet = 0;
    double logRate = 0;
    for (int i = 0; i <= STEPS; i++) {
      for (int j = 0; j <= STEPS; j++) {
        double weight = Math.exp(likelihood[i][j] - best);
        weights += weight;
        logWorkingSet += weight * Math.log(workingSet(smallest, residentPages, i));
        logRate += weight * Math.log(rate(dirtiest, j));
      }
    }
    double bestWorkingSet = Math.exp(logWorkingSet / weights);
    double bestRate = Math.exp(logRate / weights);
    long workingSet = Math.min(residentPages, Math.max(1, Math.round(bestWorkingSet)));
    return new Workload.Regions(List.of(new Region(Pattern.RANDOM, workingSet, bestRate)));
  }

  private static double workingSet(double smallest, long residentPages, int step) {
    return smallest * Math.pow(residentPages / smallest, (double) step / STEPS);
  }

  private static double rate(double dirtiest, int step) {
    return dirtiest / 60 * Math.pow(60 * 20, (double) step / STEPS);
  }

  private static double pages(Workload.Window window) {
    return window.rate().bytesPerSecond() * window.length().toNanos() / 1e9 / Vm.PAGE_BYTES;
  }

  private static double logLikelihood(
      Workload.MeasuredCurve curve, long allPages, double workingSet, double rate) {
    double samples = curve.samplesPerGibibyte() * (allPages / GIBIBYTE_PAGES);
    double sum = 0;
    for (Workload.Window window : curve.windows()) {
      double seconds = window.length().toNanos() / 1e9;
      double share = workingSet * -Math.expm1(-rate * seconds / workingSet) / allPages;
      double expected = Math.min(1 - 1e-9, Math.max(1e-12, share));
      double changed = Math.min(samples, pages(window) / allPages * samples);
      sum += changed * Math.log(expected) + (samples - changed) * Math.log1p(-expected);
    }
    return sum;
  }
}
