package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.Finishes;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

/**
 * The rules of the script {@code predict_migration.py} that was posted for QEMU: rounds over a
 * measured curve of dirty pages against time.
 *
 * <p>The curve is made of straight lines through the measured points. To the left it goes on along
 * its first line to time 0 (not below 0 pages), to the right along its last line until all pages
 * that are not zero are dirty. Round 0 sends every such page with a header of 8 B, and a header
 * alone for every zero page; a later round sends what the curve says for the duration of the round
 * before. The round whose duration is within the limit is the final copy. After 3600 s without one
 * the migration is said not to converge.
 *
 * <p>Page counts are fractions, as in the posting: they come from a sample. Where it stops holding:
 * a curve that is flat from its first measured point on keeps a floor at time 0, so a small limit
 * is never met although such guests do finish; a real stream spends 9 B on a zero page.
 *
 * @param otherPages the pages that are not zero, more than 0
 * @param zeroPages the pages of zeros, at least 0
 * @param curve the measured points by growing time, at least two
 * @see <a
 *     href="https://lore.kernel.org/qemu-devel/cover.1677589218.git.gudkov.andrei@huawei.com/">A.
 *     Gudkov, qemu-devel, 28 Feb 2023</a>
 */
public record MeasuredCurvePreCopy(double otherPages, double zeroPages, List<Point> curve) {

  /** Header of every page in the posting (B). */
  private static final int HEADER_BYTES = 8;

  /** The posting gives up after an hour. */
  private static final double DEADLINE_SECONDS = 3600;

  /**
   * A measured point.
   *
   * @param period the time since a clean state, more than 0
   * @param dirtyPages the pages dirty after it, at least 0; may be a fraction
   */
  public record Point(Duration period, double dirtyPages) {
    /**
     * @throws IllegalArgumentException if the period is not longer than 0 or the count is negative
     */
    public Point {
      require(period.toNanos() > 0, "period is not longer than 0: %s", period);
      require(
          Double.isFinite(dirtyPages) && dirtyPages >= 0,
          "dirty pages are not a finite number of at least 0: %s",
          dirtyPages);
    }

    private double seconds() {
      return period.toNanos() / 1e9;
    }
  }

  /**
   * @throws IllegalArgumentException if there are no pages, or fewer than two points, or the points
   *     are not in the order of time
   */
  public MeasuredCurvePreCopy {
    curve = List.copyOf(curve);
    require(
        Double.isFinite(otherPages) && otherPages > 0,
        "there are no pages to send: %s",
        otherPages);
    require(
        Double.isFinite(zeroPages) && zeroPages >= 0,
        "zero pages are not a finite number of at least 0: %s",
        zeroPages);
    require(curve.size() >= 2, "a curve needs two points; found %s", curve.size());
    for (int i = 1; i < curve.size(); i++) {
      require(
          curve.get(i).period().compareTo(curve.get(i - 1).period()) > 0,
          "points are not in the order of time: %s after %s",
          curve.get(i).period(),
          curve.get(i - 1).period());
    }
  }

  /**
   * From the windows of a VM whose dirty rate was measured.
   *
   * @throws IllegalArgumentException if the VM has no measured curve of two windows or more
   */
  public static MeasuredCurvePreCopy of(Vm vm) {
    if (vm.workload() instanceof Workload.MeasuredCurve measured) {
      return new MeasuredCurvePreCopy(
          vm.residentPages(),
          vm.zeroPages(),
          measured.windows().stream()
              .map(
                  w ->
                      new Point(
                          w.length(),
                          w.rate().bytesPerSecond() * w.length().toNanos() / 1e9 / Vm.PAGE_BYTES))
              .toList());
    }
    throw new IllegalArgumentException("VM \"" + vm.name() + "\" has no measured curve");
  }

  /**
   * The move over a link.
   *
   * @param bandwidth the payload rate of the link, more than 0
   * @param downtimeLimit the pause asked for, more than 0
   * @throws IllegalArgumentException if nothing moves or the limit is no time
   */
  public PreCopyEstimate estimate(DataRate bandwidth, Duration downtimeLimit) {
    RoundLoop.requireBandwidth(bandwidth);
    require(downtimeLimit.toNanos() > 0, "downtime limit is not longer than 0: %s", downtimeLimit);
    double rate = bandwidth.bytesPerSecond();
    double limitSeconds = downtimeLimit.toNanos() / 1e9;
    PolynomialSplineFunction measured = interpolated();
    var transfers = new ArrayList<CopyPass>();
    double bytes = firstRoundBytes();
    double sentBytes = 0;
    double total = 0;
    while (transfers.size() < RoundLoop.MOST_ROUNDS) {
      double seconds = bytes / rate;
      transfers.add(CopyPass.of(bytes, seconds));
      sentBytes += bytes;
      total += seconds;
      if (seconds <= limitSeconds) {
        return Finishes.of(total, sentBytes, transfers);
      }
      if (total > DEADLINE_SECONDS) {
        return new NeverConverges("still too much left after an hour", transfers);
      }
      bytes = dirtyPages(measured, seconds) * (Vm.PAGE_BYTES + HEADER_BYTES);
    }
    return new NeverConverges("no end after " + RoundLoop.MOST_ROUNDS + " rounds", transfers);
  }

  /** The pages dirty a time after a clean state. */
  public double dirtyPagesAfter(Duration time) {
    return dirtyPages(interpolated(), time.toNanos() / 1e9);
  }

  private double firstRoundBytes() {
    return otherPages * (Vm.PAGE_BYTES + HEADER_BYTES) + zeroPages * HEADER_BYTES;
  }

  private PolynomialSplineFunction interpolated() {
    double atZero = Math.max(0, onLine(curve.get(0), curve.get(1), 0));
    double[] seconds = new double[curve.size() + 1];
    double[] pages = new double[curve.size() + 1];
    pages[0] = atZero;
    for (int i = 0; i < curve.size(); i++) {
      seconds[i + 1] = curve.get(i).seconds();
      pages[i + 1] = curve.get(i).dirtyPages();
    }
    return new LinearInterpolator().interpolate(seconds, pages);
  }

  private double dirtyPages(PolynomialSplineFunction measured, double seconds) {
    Point last = curve.get(curve.size() - 1);
    double pages =
        seconds <= last.seconds()
            ? measured.value(seconds)
            : onLine(curve.get(curve.size() - 2), last, seconds);
    return Math.min(otherPages, Math.max(0, pages));
  }

  private static double onLine(Point a, Point b, double seconds) {
    double slope = (b.dirtyPages() - a.dirtyPages()) / (b.seconds() - a.seconds());
    return a.dirtyPages() + slope * (seconds - a.seconds());
  }
}
