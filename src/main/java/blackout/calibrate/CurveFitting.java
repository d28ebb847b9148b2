package blackout.calibrate;

import blackout.calibrate.WorkloadFit.Basis;
import blackout.calibrate.WorkloadFit.Estimate;
import blackout.calibrate.WorkloadFit.Quality;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * From points of the curve of distinct pages over time to the region that fits them best.
 *
 * <pre>  random: D(t) = W (1 - exp(-r t / W))        sequential: D(t) = min(r t, W)</pre>
 *
 * <p>{@code D} distinct pages after {@code t} seconds, {@code W} working set, {@code r} writes per
 * second. What hits a working set that is never filled tells only {@code r}; what has filled it
 * long before the first point tells only {@code W}. The interval of the number that is not told has
 * no end on that side.
 */
final class CurveFitting {

  /**
   * The error of the model against a dirty log, as a share, before any is seen; worth as much as
   * {@value #PRIOR_POINTS} points. An assumption.
   */
  private static final double PRIOR_ERROR_RATIO = DirtyCount.Logged.USUAL_ERROR_RATIO;

  private static final int PRIOR_POINTS = 2;

  /** How much likelier a sweep must be before it is preferred to random writes: an assumption. */
  private static final double CLEARLY_LIKELIER = 2;

  /** How far above the dirtiest point a working set is looked for where memory is not known. */
  private static final double UNKNOWN_MEMORY = 256;

  /** Half of the 95 % quantile of the chi-square distribution with one degree of freedom. */
  private static final double DROP =
      new ChiSquaredDistribution(null, 1).inverseCumulativeProbability(0.95) / 2;

  private CurveFitting() {}

  /**
   * @param what each piece of evidence in words
   * @param mostPages the largest working set; infinite if not known
   * @param draws how many regions to draw
   */
  static WorkloadFit fit(
      Basis basis,
      List<DirtyCount> evidence,
      List<String> what,
      double mostPages,
      int draws,
      long seed) {
    if (evidence.stream().noneMatch(DirtyCount::sawWrites)) {
      return idle(basis, evidence, what);
    }
    Curve random = new Curve(Pattern.RANDOM, evidence, mostPages);
    Curve sweep = new Curve(Pattern.SEQUENTIAL, evidence, mostPages);
    List<Curve> curves = evidence.size() > 2 ? List.of(random, sweep) : List.of(random);
    Curve best = random;
    for (Curve curve : curves) {
      List<DirtyCount> judged = judged(curve, evidence);
      Curve again = new Curve(curve.pattern, judged, mostPages);
      if (curve == random) {
        best = again;
      } else if (again.top()
          > new Curve(Pattern.RANDOM, judged, mostPages).top() + CLEARLY_LIKELIER) {
        best = again;
      }
    }
    return fit(basis, best, what, draws, seed);
  }

  /** The evidence with the error of the model that a first fit shows. */
  private static List<DirtyCount> judged(Curve curve, List<DirtyCount> evidence) {
    Profile.Point best = curve.overWorkingSet().best();
    double squares = PRIOR_POINTS * PRIOR_ERROR_RATIO * PRIOR_ERROR_RATIO;
    int points = 0;
    for (DirtyCount each : evidence) {
      if (each instanceof DirtyCount.Logged && each.pages() > 0) {
        double ratio = curve.expected(each, best.at(), best.other()) / each.pages() - 1;
        squares += Math.max(0, ratio * ratio - 1 / each.pages());
        points++;
      }
    }
    double error = Math.sqrt(squares / Math.max(PRIOR_POINTS, PRIOR_POINTS + points - 2));
    return evidence.stream()
        .<DirtyCount>map(e -> e instanceof DirtyCount.Logged l ? l.withErrorRatio(error) : e)
        .toList();
  }

  private static WorkloadFit fit(
      Basis basis, Curve curve, List<String> what, int draws, long seed) {
    long logged = curve.evidence.stream().filter(e -> e instanceof DirtyCount.Logged).count();
    double drop =
        logged == curve.evidence.size()
            ? new FDistribution(null, 1, logged).inverseCumulativeProbability(0.95) / 2
            : DROP;
    Profile overWorkingSet = curve.overWorkingSet();
    Profile overRate = curve.overRate();
    double at = overWorkingSet.mean();
    Estimate workingSet = estimate(Math.exp(at), overWorkingSet.interval(drop));
    Estimate rate = estimate(Math.exp(overWorkingSet.otherAt(at)), overRate.interval(drop));
    var points = new ArrayList<WorkloadFit.Point>();
    for (int i = 0; i < what.size(); i++) {
      DirtyCount each = curve.evidence.get(i);
      points.add(
          new WorkloadFit.Point(
              what.get(i),
              Optional.of(each.seconds()),
              each.pages(),
              curve.expected(each, at, Math.log(rate.value()))));
    }
    return new WorkloadFit(
        basis,
        curve.pattern,
        workingSet,
        rate,
        quality(curve, points, at, Math.log(rate.value()), logged > 0),
        points,
        WorkloadFit.single(draws(curve, overWorkingSet, draws, seed)),
        remark(curve, workingSet, rate),
        label(curve.pattern),
        WorkloadFit.one(curve.pattern, workingSet.value(), rate.value()));
  }

  private static String label(Pattern pattern) {
    return (pattern == Pattern.RANDOM ? GuestShape.UNIFORM : GuestShape.SWEEP).label();
  }

  private static Estimate estimate(double value, double[] logarithms) {
    return new Estimate(
        value, Math.min(value, Math.exp(logarithms[0])), Math.max(value, Math.exp(logarithms[1])));
  }

  private static Quality quality(
      Curve curve, List<WorkloadFit.Point> points, double at, double other, boolean logged) {
    double squares = 0;
    double deviations = 0;
    for (int i = 0; i < points.size(); i++) {
      WorkloadFit.Point point = points.get(i);
      double ratio = point.measured() == 0 ? 0 : point.fitted() / point.measured() - 1;
      squares += ratio * ratio;
      double z = curve.evidence.get(i).deviations(curve.expected(curve.evidence.get(i), at, other));
      deviations += z * z;
    }
    int freedom = points.size() - 2;
    return new Quality(
        Math.sqrt(squares / points.size()),
        logged || freedom < 1
            ? Optional.empty()
            : Optional.of(
                1 - new ChiSquaredDistribution(null, freedom).cumulativeProbability(deviations)));
  }

  private static List<Region> draws(Curve curve, Profile profile, int count, long seed) {
    var random = new SplittableRandom(seed);
    var regions = new ArrayList<Region>();
    for (int i = 0; i < count; i++) {
      double[] draw = profile.draw((i + 0.5) / count, random.nextGaussian());
      long pages = Math.max(1, Math.round(Math.min(curve.mostPages, Math.exp(draw[0]))));
      regions.add(new Region(curve.pattern, pages, Math.exp(draw[1])));
    }
    return regions;
  }

  private static Optional<String> remark(Curve curve, Estimate workingSet, Estimate rate) {
    long lengths = curve.evidence.stream().mapToDouble(DirtyCount::seconds).distinct().count();
    if (lengths == 1) {
      return Optional.of(
          "one length of time tells the dirty rate at that length and no more; measure over several"
              + " lengths to tell the working set");
    }
    if (workingSet.isTold() && rate.isTold()) {
      return Optional.empty();
    }
    if (workingSet.isBounded() && rate.isBounded()) {
      return Optional.of("too few or too noisy points to tell both numbers to a factor of two");
    }
    if (rate.isBounded()) {
      return Optional.of(
          "the working set is not filled in the time measured: any larger one fits as well");
    }
    return Optional.of(
        workingSet.isBounded()
            ? "the working set is filled before the shortest time measured: any faster rate fits as"
                + " well"
            : "too few or too noisy points to tell working set and write rate apart");
  }

  /** Nothing was seen written: three hits are missed with a chance of 5 %. */
  private static WorkloadFit idle(Basis basis, List<DirtyCount> evidence, List<String> what) {
    double mostRate =
        evidence.stream()
            .mapToDouble(
                e -> 3 * (e instanceof DirtyCount.Sampled s ? s.pagesPerSample() : 1) / e.seconds())
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return new WorkloadFit(
        basis,
        Pattern.RANDOM,
        new Estimate(0, 0, Double.POSITIVE_INFINITY),
        new Estimate(0, 0, mostRate),
        new Quality(0, Optional.empty()),
        what.stream().map(w -> new WorkloadFit.Point(w, Optional.empty(), 0, 0)).toList(),
        List.of(),
        Optional.of("no page was seen written"),
        "idle",
        List.of());
  }

  /** The likelihood of one pattern, and where to look for its two numbers. */
  private static final class Curve {
    final Pattern pattern;
    final List<DirtyCount> evidence;
    final double mostPages;
    private final double[] workingSets;
    private final double[] rates;

    Curve(Pattern pattern, List<DirtyCount> evidence, double mostPages) {
      this.pattern = pattern;
      this.evidence = evidence;
      this.mostPages = mostPages;
      double dirtiest = evidence.stream().mapToDouble(DirtyCount::pages).max().orElseThrow();
      double most = Double.isInfinite(mostPages) ? dirtiest * UNKNOWN_MEMORY : mostPages;
      double least = Math.max(1, Math.min(dirtiest, most) / 4);
      workingSets = new double[] {Math.log(least), Math.log(Math.max(least, most))};
      double slowest = Double.POSITIVE_INFINITY;
      double fastest = 0;
      for (DirtyCount each : evidence) {
        if (each.pages() > 0) {
          slowest = Math.min(slowest, each.pages() / each.seconds());
          fastest = Math.max(fastest, each.pages() / each.seconds());
        }
      }
      rates = new double[] {Math.log(slowest / 4), Math.log(fastest * 60)};
    }

    double expected(DirtyCount each, double logWorkingSet, double logRate) {
      double pages = Math.exp(logWorkingSet);
      double distinct =
          ClosedForms.distinctPages(pattern, pages, Math.exp(logRate) * each.seconds());
      return each instanceof DirtyCount.Logged logged
          ? distinct * Math.max(0, 1 - logged.hiddenPages() / pages)
          : distinct;
    }

    private double logLikelihood(double logWorkingSet, double logRate) {
      double sum = 0;
      for (DirtyCount each : evidence) {
        sum += each.logLikelihood(expected(each, logWorkingSet, logRate));
      }
      return sum;
    }

    double top() {
      return overWorkingSet().best().logLikelihood();
    }

    Profile overWorkingSet() {
      return Profile.of(
          this::logLikelihood,
          workingSets[0],
          workingSets[1],
          rates[0],
          rates[1],
          Profile.Care.FINE);
    }

    Profile overRate() {
      DoubleBinaryOperator swapped = (rate, workingSet) -> logLikelihood(workingSet, rate);
      return Profile.of(
          swapped, rates[0], rates[1], workingSets[0], workingSets[1], Profile.Care.FINE);
    }
  }
}
