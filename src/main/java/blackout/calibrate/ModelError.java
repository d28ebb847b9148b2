package blackout.calibrate;

import blackout.calibrate.WorkloadFit.Basis;
import java.util.List;

/**
 * How far predictions of a kind were off on measured moves, as distributions of misses: what is
 * known of the model's own error and of chance, taken from rows and not from a form. Between two
 * measured misses a straight line is taken, as split conformal prediction does.
 *
 * @param totalRatios measured over predicted total, less 1, from the 5th to the 95th percentile and
 *     the ends
 * @param downtimeMillis measured less predicted downtime (ms), at the same shares
 * @param surest the share of verdicts on completing that were right, a failure added
 * @see <a href="https://doi.org/10.1561/2200000101">Angelopoulos and Bates, Conformal prediction,
 *     Foundations and Trends in Machine Learning 16, 2023</a>
 */
record ModelError(List<Double> totalRatios, List<Double> downtimeMillis, double surest) {

  /** The shares at which the misses stand. */
  private static final double[] SHARES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  /** Guests of which only windows are known: the Linux rows of the two data sets. */
  private static final ModelError WINDOWS =
      new ModelError(
          List.of(-0.12, -0.045, -0.01, 0.0, 0.01, 0.05, 0.12),
          List.of(-60.0, -25.0, -6.0, 2.0, 12.0, 35.0, 110.0),
          0.93);

  /** Guests that were watched: repeats of one guest differ by 1 to 2 % and by 10 to 20 ms. */
  private static final ModelError WATCHED =
      new ModelError(
          List.of(-0.06, -0.03, -0.01, 0.0, 0.01, 0.03, 0.06),
          List.of(-40.0, -15.0, -5.0, 0.0, 5.0, 15.0, 40.0),
          0.97);

  static ModelError of(Basis basis) {
    return basis == Basis.WINDOWS ? WINDOWS : WATCHED;
  }

  /** A total time that is missed by as much as a share of the measured ones were. */
  double total(double predicted, double share) {
    return predicted * (1 + at(totalRatios, share));
  }

  /** A downtime (s) that is missed by as much as a share of the measured ones were. */
  double downtime(double predicted, double share) {
    return Math.max(predicted / 20, predicted + at(downtimeMillis, share) / 1e3);
  }

  /** A share of draws that complete, no surer than verdicts have been. */
  double completes(double ratio) {
    return Math.min(surest, Math.max(1 - surest, ratio));
  }

  private static double at(List<Double> misses, double share) {
    int i = 1;
    while (i < SHARES.length - 1 && SHARES[i] < share) {
      i++;
    }
    double part = (share - SHARES[i - 1]) / (SHARES[i] - SHARES[i - 1]);
    return misses.get(i - 1) + (misses.get(i) - misses.get(i - 1)) * part;
  }
}
