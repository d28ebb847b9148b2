package blackout.estimate;

import static blackout.quantity.Require.require;

import java.time.Duration;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Two costs per page, when the sender's processor is the limit and not the link:
 *
 * <pre>  T = normal pages * c_n + zero pages * c_z</pre>
 *
 * <p>Finding a page zero costs less than sending one, but a large idle guest is nearly all zero
 * pages. Assumes one stream, no other limit, and no cost of reading the dirty log; the time is the
 * total without setup.
 *
 * @param nanosPerNormalPage the time of a page sent whole (ns), at least 0
 * @param nanosPerZeroPage the time of a zero page (ns), at least 0
 */
public record PageTimeFit(double nanosPerNormalPage, double nanosPerZeroPage) {

  /**
   * A measured migration.
   *
   * @param normalPages the pages sent whole
   * @param zeroPages the pages sent as zero
   * @param sending the total time without setup
   */
  public record Run(long normalPages, long zeroPages, Duration sending) {}

  /**
   * @throws IllegalArgumentException if a cost is negative or not finite
   */
  public PageTimeFit {
    require(
        Double.isFinite(nanosPerNormalPage) && nanosPerNormalPage >= 0,
        "cost of a normal page is not a finite number of at least 0: %s ns",
        nanosPerNormalPage);
    require(
        Double.isFinite(nanosPerZeroPage) && nanosPerZeroPage >= 0,
        "cost of a zero page is not a finite number of at least 0: %s ns",
        nanosPerZeroPage);
  }

  /**
   * The costs that meet two runs exactly, or more runs with the least sum of squared errors.
   *
   * @throws IllegalArgumentException if there are fewer than two runs, their pages are in the same
   *     proportion, or a cost comes out negative
   */
  public static PageTimeFit of(List<Run> runs) {
    require(runs.size() >= 2, "two costs need two runs; found %s", runs.size());
    double[][] pages = new double[runs.size()][];
    double[] nanos = new double[runs.size()];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = new double[] {runs.get(i).normalPages(), runs.get(i).zeroPages()};
      nanos[i] = runs.get(i).sending().toNanos();
    }
    try {
      RealVector costs =
          new QRDecomposition(new Array2DRowRealMatrix(pages, false))
              .getSolver()
              .solve(new ArrayRealVector(nanos, false));
      return new PageTimeFit(costs.getEntry(0), costs.getEntry(1));
    } catch (SingularMatrixException e) {
      throw new IllegalArgumentException(
          "the runs have normal and zero pages in the same proportion, so their costs cannot be told"
              + " apart",
          e);
    }
  }

  /** The time of other page counts, without setup. */
  public Duration timeFor(long normalPages, long zeroPages) {
    return Duration.ofNanos(
        Math.round(normalPages * nanosPerNormalPage + zeroPages * nanosPerZeroPage));
  }

  /** The part of {@link #timeFor} that goes into zero pages. */
  public Duration zeroPageTime(long zeroPages) {
    return timeFor(0, zeroPages);
  }
}
