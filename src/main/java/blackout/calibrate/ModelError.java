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
public record ModelError(List<Double> totalRatios, List<Double> downtimeMillis, double surest) {

  /** The shares at which the misses stand. */
  private static final double[] SHARES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  /**
   * Guests of which everything is known: the rows of {@code qemu-7.2.jsonl} and {@code bare.jsonl},
   * 65 that completed; all 68 verdicts were right.
   */
  public static final ModelError KNOWN =
      new ModelError(
          List.of(-0.053, -0.013, 0.0, 0.004, 0.009, 0.027, 0.087),
          List.of(-18.5, -12.2, -0.1, 2.1, 9.3, 18.4, 47.6),
          0.97);

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
  public double total(double predicted, double share) {
    return predicted * (1 + at(totalRatios, share));
  }

  /** A downtime (s) that is missed by as much as a share of the measured ones were. */
  public double downtime(double predicted, double share) {
    return Math.max(predicted / 20, predicted + at(downtimeMillis, share) / 1e3);
  }

  /** A share of draws that complete, no surer than verdicts have been. */
  public double completes(double ratio) {
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
