package blackout.calibrate;

import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import java.util.List;
import java.util.Optional;

/**
 * One region that would have produced what was measured, and how sure that is.
 *
 * @param basis what it was fitted to
 * @param pattern the order of the writes
 * @param workingSetPages the pages written at all
 * @param writesPerSecond the writes, repeats included
 * @param quality how well the region tells the measurement
 * @param points each piece of evidence, and what the region says of it
 * @param draws guests, as classes of pages, that are as likely as the measurement leaves them, for
 *     intervals of what follows from them; the same seed gives the same draws
 * @param shape how the writes are spread over the pages, in words
 * @param classes the classes of pages of the best guest, the busiest first; none for an idle one
 * @param remark what the measurement cannot tell, in words; empty if it tells both numbers
 */
public record WorkloadFit(
    Basis basis,
    Pattern pattern,
    Estimate workingSetPages,
    Estimate writesPerSecond,
    Quality quality,
    List<Point> points,
    List<List<Region>> draws,
    Optional<String> remark,
    String shape,
    List<Region> classes) {

  /** What a workload can be fitted to. */
  public enum Basis {
    /** Dirty-rate windows, as a rule measured before any move. */
    WINDOWS("windows"),
    /** The pages found dirty after each pass of a migration. */
    PASSES("passes"),
    /** What a finished migration sent in all. */
    TOTALS("totals");

    private final String label;

    Basis(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * A number with the interval that holds it with 95 % confidence.
   *
   * @param value the number
   * @param low the lower end; 0 if the measurement gives none
   * @param high the upper end; infinite if the measurement gives none
   */
  public record Estimate(double value, double low, double high) {
    /** Whether the measurement tells the number, to within a factor of two. */
    public boolean isTold() {
      return isBounded() && high <= low * TOLD_FACTOR;
    }

    /** Whether the measurement bounds the number on both sides. */
    public boolean isBounded() {
      return low > 0 && Double.isFinite(high);
    }
  }

  /**
   * How well a region tells what was measured.
   *
   * @param rootMeanSquareRatio the typical difference as a share of the measured count
   * @param chiSquareP the chance of differences at least as large if the region were true; empty
   *     where the size of the differences was not known beforehand, or nothing is left to judge by
   */
  public record Quality(double rootMeanSquareRatio, Optional<Double> chiSquareP) {}

  /**
   * One measurement beside what the fit says of it.
   *
   * @param what what was measured, in words
   * @param seconds the length of the stretch in which pages were written; empty if it is none
   * @param measured what it said, in pages
   * @param fitted what the region says of it
   */
  public record Point(String what, Optional<Double> seconds, double measured, double fitted) {}

  public WorkloadFit {
    points = List.copyOf(points);
    draws = List.copyOf(draws);
    classes = List.copyOf(classes);
  }

  /** The widest interval of a number that counts as told, as a factor: an assumption. */
  static final double TOLD_FACTOR = 2;

  /** The largest typical difference with which a fit is believed: an assumption. */
  private static final double BELIEVED_RATIO = 0.25;

  /** The same of several passes, the last of which may be those of a load that ends. */
  private static final double TRUE_RATIO = 0.35;

  /** Whether the fit is good, and tells both numbers, each to within a factor of two. */
  public boolean isIdentified() {
    return workingSetPages.isTold()
        && writesPerSecond.isTold()
        && quality.rootMeanSquareRatio <= BELIEVED_RATIO;
  }

  /** Whether it tells several passes well; then its two sums need not be told. */
  boolean isTrueToItsPasses() {
    return basis == Basis.PASSES && points.size() > 2 && quality.rootMeanSquareRatio <= TRUE_RATIO;
  }

  /** What the measurement tells, in a word or two. */
  public String tells() {
    if (isIdentified()) {
      return "both";
    }
    if (quality.rootMeanSquareRatio > BELIEVED_RATIO && quality.chiSquareP.orElse(0.0) < 0.05) {
      return "fits badly";
    }
    if (writesPerSecond.isTold()) {
      return "write rate";
    }
    return workingSetPages.isTold() ? "working set" : "dirty rate";
  }

  /** The distinct pages that the fitted region writes in a time (s). */
  public double distinctPages(double seconds) {
    return workingSetPages.value() == 0
        ? 0
        : ClosedForms.distinctPages(
            pattern, workingSetPages.value(), writesPerSecond.value() * seconds);
  }

  /** The guest as a workload; idle if nothing was seen written. */
  public Workload.Regions workload() {
    return new Workload.Regions(classes);
  }

  /** One region, as it stands in the form of a fit. */
  static List<Region> one(Pattern pattern, double pages, double writesPerSecond) {
    return writesPerSecond > 0
        ? List.of(new Region(pattern, Math.max(1, Math.round(pages)), writesPerSecond))
        : List.of();
  }

  /** Single regions as guests of one class. */
  static List<List<Region>> single(List<Region> regions) {
    return regions.stream().map(List::of).toList();
  }
}
