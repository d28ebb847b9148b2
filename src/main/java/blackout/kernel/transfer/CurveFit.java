package blackout.kernel.transfer;

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
 * over all pages. {@code W} and {@code r} are the means of their logarithms over a grid, weighted
 * by likelihood. The grid ends where the shortest window could not tell a faster rate: nothing
 * would speak for it. It begins where the longest would see next to nothing.
 */
final class CurveFit {

  private static final double GIBIBYTE_PAGES = 262_144;
  private static final int STEPS = 160;

  /**
   * Writes per page in the shortest window up to which a rate can be told: {@code 1 - exp(-2)}, 86
   * % of the working set, is dirty by then, and the chance of the sample is larger than the rest.
   */
  private static final double MOST_WRITES_PER_PAGE = 2;

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
    var lengths = curve.windows().stream().mapToDouble(CurveFit::seconds).summaryStatistics();
    double fastest = dirtiest * MOST_WRITES_PER_PAGE / lengths.getMin();
    double slowest = dirtiest / Math.max(60, 4 * lengths.getMax());
    double smallest = Math.min(dirtiest, (double) residentPages);
    double best = Double.NEGATIVE_INFINITY;
    double[][] likelihood = new double[STEPS + 1][STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      for (int j = 0; j <= STEPS; j++) {
        likelihood[i][j] =
            logLikelihood(
                curve, allPages, workingSet(smallest, residentPages, i), rate(slowest, fastest, j));
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
        logRate += weight * Math.log(rate(slowest, fastest, j));
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

  private static double rate(double slowest, double fastest, int step) {
    return slowest * Math.pow(fastest / slowest, (double) step / STEPS);
  }

  private static double seconds(Workload.Window window) {
    return window.length().toNanos() / 1e9;
  }

  private static double pages(Workload.Window window) {
    return window.rate().bytesPerSecond() * seconds(window) / Vm.PAGE_BYTES;
  }

  private static double logLikelihood(
      Workload.MeasuredCurve curve, long allPages, double workingSet, double rate) {
    double samples = curve.samplesPerGibibyte() * (allPages / GIBIBYTE_PAGES);
    double sum = 0;
    for (Workload.Window window : curve.windows()) {
      double seconds = seconds(window);
      double share = workingSet * -Math.expm1(-rate * seconds / workingSet) / allPages;
      double expected = Math.min(1 - 1e-9, Math.max(1e-12, share));
      double changed = Math.min(samples, pages(window) / allPages * samples);
      sum += changed * Math.log(expected) + (samples - changed) * Math.log1p(-expected);
    }
    return sum;
  }
}
