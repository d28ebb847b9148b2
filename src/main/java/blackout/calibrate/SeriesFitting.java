package blackout.calibrate;

import blackout.inventory.Vm;
import blackout.inventory.Workload.Region;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * From a series of looks at a migration to the guest that would have made it so. The migration is
 * replayed in expected counts with one guest after another; what is compared is how many pages each
 * reading of the dirty log found, and when it came. So everything that the kernel knows is in the
 * fit: the order of the pages, when they are re-armed, limits, throttling.
 */
final class SeriesFitting {

  /** What the kernel or a steady guest is off by in one pass, as a share: an assumption. */
  private static final double PASS_ERROR = 0.05;

  /** The same of the time of a pass's end: an assumption. */
  private static final double TIME_ERROR = 0.02;

  /** The same of the total time and the pages sent again. */
  private static final double TOTAL_ERROR = 0.01;

  private static final double RESENT_ERROR = 0.03;

  /** The same of the pause (s), on top of a tenth of it. */
  private static final double PAUSE_ERROR_SECONDS = 0.008;

  /** Degrees of freedom of the errors: a pass that is far off must not decide alone. */
  private static final double FREEDOM = 6;

  /** Passes up to here count one by one; later ones in groups that grow. */
  private static final int SINGLE_PASSES = 10;

  private static final double GROUP_GROWTH = 1.3;

  /** Looks with a rate from which on their median is better than the rate of the end. */
  private static final int FEWEST_RATES = 5;

  /** For each number of a shape, the rise of the misfit up to which a guest counts as likely. */
  private static final double LIKELY_DROP = 3;

  private static final int MOST_HALVINGS = 6;

  /** Guests that are tried before the search from the best of them; the seed is fixed. */
  private static final int TRIED = 60;

  /** How far apart they are, as a standard deviation of the logarithms. */
  private static final double TRIED_SPREAD = 0.8;

  /** The searches, and the replays that one of them may take. */
  private static final int SEARCHES = 3;

  private static final int MOST_REPLAYS = 260;

  /** Shapes less likely than this beside the best are not drawn from. */
  private static final double LEAST_WEIGHT = 0.05;

  /**
   * Readings of the dirty log in sequence.
   *
   * @param fromSync the reading that it begins after, counted from 1
   * @param toSync the last reading
   * @param seconds when that came, from the command
   * @param pages what they found newly dirty
   */
  record Block(int fromSync, int toSync, double seconds, double pages) {}

  /**
   * One migration to be told.
   *
   * @param blocks what was found in it
   * @param end how it ended, if it did by itself
   * @param resent the pages sent again, if it ended
   * @param question the migration as it was watched, for a VM
   * @param vm the VM, whatever it writes
   */
  record Watched(
      List<Block> blocks,
      Optional<Finish> end,
      Optional<Double> resent,
      Function<Vm, Scenario> question,
      Vm vm) {
    Outcome replay(List<Region> classes) {
      Vm guest = new Vm(vm.name(), vm.memory(), vm.zeroPages(), GuestShape.workload(classes));
      double last = blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).seconds;
      double most = Math.max(last, end.map(e -> e.total().toNanos() / 1e9).orElse(0.0)) * 1.15 + 1;
      return Kernel.run(
          question.apply(guest).withGiveUpAfter(Duration.ofNanos(Math.round(most * 1e9))),
          Engine.EXPECTED_COUNTS);
    }
  }

  /**
   * A shape with its numbers.
   *
   * @param misfit twice the negative logarithm of the likelihood, up to a constant
   * @param criterion the same with the price of its numbers (Schwarz, 1978)
   */
  record Fit(GuestShape shape, List<Double> logs, double misfit, double criterion) {
    double[] numbers() {
      return logs.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private final List<Watched> watched;
  private final double mostPages;

  SeriesFitting(List<Watched> watched) {
    this.watched = watched;
    this.mostPages = watched.stream().mapToDouble(w -> w.vm.residentPages()).min().orElseThrow();
  }

  /** What the looks of an attempt tell of the readings of the dirty log. */
  static List<Block> blocks(Attempt record) {
    var single = new ArrayList<Block>();
    double rawShare = rawShare(record);
    int sync = 0;
    double found = 0;
    MigrationPoll before = null;
    for (MigrationPoll poll : record.polls()) {
      if (poll.postCopy() || poll.status().isEnd()) {
        break;
      }
      if (poll.syncs().isEmpty()
          || poll.sentPages().isEmpty()
          || poll.remainingPages().isEmpty()
          || poll.memoryPages().isEmpty()) {
        continue;
      }
      int now = poll.syncs().get();
      double all =
          (double) poll.remainingPages().get() + poll.sentPages().get() - poll.memoryPages().get();
      if (before == null) {
        found = all;
        sync = now;
      } else if (now > sync) {
        double middle = (before.elapsed().toNanos() + poll.elapsed().toNanos()) / 2e9;
        single.add(new Block(sync, now, middle, Math.max(0, all - found) * rawShare));
        sync = now;
        found = all;
      }
      before = poll;
    }
    return grouped(single);
  }

  /** Of the pages sent again, those that were not zero; a zero page costs next to nothing. */
  private static double rawShare(Attempt record) {
    MigrationPoll last = record.last();
    double again =
        last.sentPages().orElse(0L) - (double) memoryPages(record).orElse(Long.MAX_VALUE);
    double zeroAgain = last.zeroPages().orElse(0L) - (double) zeroPages(record).orElse(0L);
    return again > 0 && zeroPages(record).isPresent()
        ? Math.max(0.5, Math.min(1, 1 - zeroAgain / again))
        : 1;
  }

  /** All pages of the guest. */
  static Optional<Long> memoryPages(Attempt record) {
    return record.polls().stream().flatMap(p -> p.memoryPages().stream()).max(Long::compare);
  }

  /**
   * The zero pages that the first pass sent; empty if its end was not seen. A switch to post-copy
   * in that pass sends each page about once, so those of the end are they.
   */
  static Optional<Long> zeroPages(Attempt record) {
    if (record.postCopy() && record.last().completed() && record.last().syncs().orElse(0) <= 2) {
      return record.last().zeroPages();
    }
    Optional<Long> zero = Optional.empty();
    boolean over = false;
    for (MigrationPoll poll : record.polls()) {
      if (poll.postCopy() || poll.status().isEnd() || poll.syncs().orElse(0) > 1) {
        over = zero.isPresent() && poll.syncs().orElse(0) > 1;
        break;
      }
      zero = poll.zeroPages().isPresent() ? poll.zeroPages() : zero;
    }
    return over ? zero : Optional.empty();
  }

  /** What the stream carried in the middle of the looks, since the end counts the pause too. */
  static DataRate rate(Attempt record, DataRate otherwise) {
    List<DataRate> rates =
        record.polls().stream()
            .filter(p -> !p.postCopy() && !p.status().isEnd())
            .flatMap(p -> p.rate().stream())
            .toList();
    return rates.size() < FEWEST_RATES
        ? otherwise
        : new DataRate(Percentiles.median(rates, DataRate::bytesPerSecond));
  }

  private static List<Block> grouped(List<Block> single) {
    var blocks = new ArrayList<Block>(single.subList(0, Math.min(SINGLE_PASSES, single.size())));
    double size = 1;
    int i = blocks.size();
    while (i < single.size()) {
      size *= GROUP_GROWTH;
      int to = Math.min(single.size(), i + (int) Math.ceil(size));
      double pages = 0;
      for (Block each : single.subList(i, to)) {
        pages += each.pages;
      }
      blocks.add(
          new Block(
              single.get(i).fromSync,
              single.get(to - 1).toSync,
              single.get(to - 1).seconds,
              pages));
      i = to;
    }
    return blocks;
  }

  /** The shapes from the best to the worst by evidence. */
  List<Fit> fits() {
    int points =
        watched.stream().mapToInt(w -> w.blocks.size() + (w.end.isPresent() ? 2 : 0)).sum();
    List<Fit> fits =
        Arrays.stream(GuestShape.values())
            .filter(s -> s.numbers() <= points && s != GuestShape.HOT_WARM_COLD)
            .parallel()
            .map(s -> fit(s, List.of(start(s)), points))
            .toList();
    return Stream.concat(fits.stream(), threeSets(fits, points).stream())
        .sorted(Comparator.comparingDouble(Fit::criterion))
        .toList();
  }

  /** Three sets, looked for from two that fit as well: either of them may be two. */
  private Optional<Fit> threeSets(List<Fit> fits, int points) {
    return fits.stream()
        .filter(f -> f.shape == GuestShape.HOT_AND_COLD)
        .filter(f -> GuestShape.HOT_WARM_COLD.numbers() <= points)
        .findFirst()
        .map(
            two -> {
              double[] n = two.numbers();
              double[] coldHalved = {n[0], n[1], n[2] - 1.5, n[3] + 1, n[2], n[3] - 0.7};
              double[] hotHalved = {n[0] - 0.7, n[1] + 0.7, n[0], n[1] - 1, n[2], n[3]};
              GuestShape three = GuestShape.HOT_WARM_COLD;
              return fit(three, List.of(start(three), coldHalved, hotHalved), points);
            });
  }

  /**
   * How likely each fit is beside the others, the likeliest first: from the criterion, as Bayes'
   * rule has it for large samples (Kass and Raftery, 1995).
   */
  static List<Double> weights(List<Fit> fits) {
    double best = fits.get(0).criterion;
    List<Double> odds =
        fits.stream()
            .map(f -> Math.exp((best - f.criterion) / 2))
            .map(odd -> odd < LEAST_WEIGHT ? 0 : odd)
            .toList();
    double all = odds.stream().mapToDouble(Double::doubleValue).sum();
    return odds.stream().map(odd -> odd / all).toList();
  }

  private Fit fit(GuestShape shape, List<double[]> starts, int points) {
    var random = new SplittableRandom(shape.numbers());
    var tried = new ArrayList<>(starts);
    for (int i = 0; i < TRIED; i++) {
      double[] other = starts.get(i % starts.size()).clone();
      for (int j = 0; j < other.length; j++) {
        other[j] += TRIED_SPREAD * random.nextGaussian();
      }
      tried.add(other);
    }
    PointValuePair best =
        tried.stream()
            .map(logs -> new PointValuePair(logs, misfit(shape, logs)))
            .sorted(Comparator.comparingDouble(PointValuePair::getValue))
            .limit(SEARCHES)
            .map(from -> minimum(shape, from.getPoint(), 0.4, MOST_REPLAYS))
            .min(Comparator.comparingDouble(PointValuePair::getValue))
            .orElseThrow();
    best = minimum(shape, best.getPoint(), 0.15, MOST_REPLAYS / 2);
    return new Fit(
        shape,
        Arrays.stream(best.getPoint()).boxed().toList(),
        best.getValue(),
        best.getValue() + shape.numbers() * Math.log(points));
  }

  private PointValuePair minimum(GuestShape shape, double[] from, double step, int replays) {
    double[] steps = new double[from.length];
    Arrays.fill(steps, step);
    var optimizer = new SimplexOptimizer(1e-4, 1e-3);
    var guard = new double[] {Double.POSITIVE_INFINITY};
    double[][] at = {from};
    try {
      return optimizer.optimize(
          new MaxEval(replays),
          GoalType.MINIMIZE,
          new ObjectiveFunction(
              logs -> {
                double value = misfit(shape, logs);
                if (value < guard[0]) {
                  guard[0] = value;
                  at[0] = logs.clone();
                }
                return value;
              }),
          new InitialGuess(from),
          new NelderMeadSimplex(steps));
    } catch (org.apache.commons.math3.exception.TooManyEvaluationsException e) {
      return new PointValuePair(at[0], guard[0]);
    }
  }

  /** A shape whose sets are filled in the longest and in the shortest of the passes. */
  private double[] start(GuestShape shape) {
    double most = 1;
    double longest = 1;
    double shortest = Double.POSITIVE_INFINITY;
    double fewest = 1;
    for (Watched each : watched) {
      double before = 0;
      for (Block block : each.blocks) {
        double passes = block.toSync - block.fromSync;
        double seconds = Math.max(0.02, (block.seconds - before) / passes);
        double pages = Math.max(1, block.pages / passes);
        if (pages > most) {
          most = pages;
          longest = seconds;
        }
        if (seconds < shortest) {
          shortest = seconds;
          fewest = pages;
        }
        before = block.seconds;
      }
    }
    double hot = Math.log(fewest * 1.5);
    double hotRate = Math.log(1 / shortest);
    double cold = Math.log(most * 1.3);
    double coldRate = Math.log(1.2 / longest);
    return switch (shape) {
      case UNIFORM, SWEEP -> new double[] {cold, coldRate};
      case ZIPF -> new double[] {cold + 0.5, (coldRate + hotRate) / 2, Math.log(0.8)};
      case HOT_AND_COLD -> new double[] {hot, hotRate, cold, coldRate};
      case HOT_WARM_COLD ->
          new double[] {
            hot, hotRate, (hot + cold) / 2, (hotRate + coldRate) / 2, cold + 0.3, coldRate - 0.5
          };
    };
  }

  /** How far a guest is from what was watched. */
  double misfit(GuestShape shape, double[] logs) {
    List<Region> classes = shape.classes(logs, mostPages);
    double sum = 0;
    for (Watched each : watched) {
      sum += misfit(each, each.replay(classes));
    }
    return sum;
  }

  private static double misfit(Watched watched, Outcome outcome) {
    List<Round> rounds = outcome.record().rounds();
    double sum = 0;
    for (Block block : watched.blocks) {
      double pages = pages(block, rounds);
      double error = Math.sqrt(PASS_ERROR * PASS_ERROR + 1 / Math.max(1, block.pages));
      sum += heavy(Math.log((pages + 30) / (block.pages + 30)) / error);
      int last = block.toSync - 2;
      double ends =
          last < rounds.size()
              ? (rounds.get(last).start().toNanos() + rounds.get(last).duration().toNanos()) / 1e9
              : outcome.record().total().toNanos() / 1e9;
      sum += heavy(Math.log(ends / block.seconds) / TIME_ERROR);
    }
    return sum + watched.end.map(end -> misfit(watched, end, outcome)).orElse(0.0);
  }

  /** What a replay finds newly dirty in the readings of a block. */
  static double pages(Block block, List<Round> rounds) {
    double pages = 0;
    for (int i = block.fromSync - 1; i <= block.toSync - 2 && i < rounds.size(); i++) {
      pages += rounds.get(i).newlyDirtyPages();
    }
    return pages;
  }

  /** The classes of pages of a fit. */
  List<Region> classes(Fit fit) {
    return fit.shape.classes(fit.numbers(), mostPages);
  }

  private static double misfit(Watched watched, Finish end, Outcome outcome) {
    Optional<Duration> pause = outcome.downtime().map(Downtime::total);
    if (pause.isEmpty()) {
      return 3 * heavy(10);
    }
    double total = end.total().toNanos() / 1e9;
    double sum = heavy(Math.log(outcome.record().total().toNanos() / 1e9 / total) / TOTAL_ERROR);
    double measured = end.downtime().toNanos() / 1e9;
    sum += heavy((pause.get().toNanos() / 1e9 - measured) / (PAUSE_ERROR_SECONDS + measured / 10));
    if (watched.resent.isPresent()) {
      double again = outcome.record().sent().rawPages() - (double) watched.vm.residentPages();
      sum +=
          heavy(Math.log((Math.max(0, again) + 100) / (watched.resent.get() + 100)) / RESENT_ERROR);
    }
    return sum;
  }

  /** Twice the negative log-density of Student's t, up to a constant. */
  private static double heavy(double deviations) {
    return (FREEDOM + 1) * Math.log1p(deviations * deviations / FREEDOM);
  }

  /** Guests that are as likely as the series leaves them, by the curvature around the best. */
  List<List<Region>> draws(Fit best, int count, long seed) {
    int n = best.logs.size();
    RealMatrix factor = spread(best);
    var random = new SplittableRandom(seed);
    var steps = new ArrayList<double[]>();
    for (int i = 0; i < count; i++) {
      double[] normal = new double[n];
      for (int j = 0; j < n; j++) {
        normal[j] = random.nextGaussian();
      }
      steps.add(factor.operate(normal));
    }
    return steps.parallelStream().map(step -> likely(best, step)).toList();
  }

  /** A step from the best guest, halved until the guest there is still a likely one. */
  private List<Region> likely(Fit best, double[] step) {
    double[] logs = best.numbers();
    double part = 1;
    for (int halved = 0; halved < MOST_HALVINGS; halved++) {
      logs = best.numbers();
      for (int j = 0; j < logs.length; j++) {
        logs[j] += part * Math.max(-1.5, Math.min(1.5, step[j]));
      }
      if (misfit(best.shape, logs) <= best.misfit + LIKELY_DROP * logs.length) {
        break;
      }
      part /= 2;
    }
    return best.shape.classes(logs, mostPages);
  }

  /** A square root of the covariance: the inverse of half the second derivatives of the misfit. */
  private RealMatrix spread(Fit best) {
    int n = best.logs.size();
    double h = 0.08;
    double[][] half = new double[n][n];
    double[] single = new double[n];
    for (int i = 0; i < n; i++) {
      single[i] = (at(best, i, h, i, 0) + at(best, i, -h, i, 0)) / 2 - best.misfit;
      half[i][i] = Math.max(1e-3, single[i] / (h * h));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double both = (at(best, i, h, j, h) + at(best, i, -h, j, -h)) / 2 - best.misfit;
        half[i][j] = (both - single[i] - single[j]) / (2 * h * h);
        half[j][i] = half[i][j];
      }
    }
    var eigen = new EigenDecomposition(new Array2DRowRealMatrix(half));
    double[][] root = new double[n][n];
    for (int k = 0; k < n; k++) {
      double deviation = 1 / Math.sqrt(Math.max(2, eigen.getRealEigenvalue(k)));
      for (int i = 0; i < n; i++) {
        root[i][k] = eigen.getEigenvector(k).getEntry(i) * deviation;
      }
    }
    return new Array2DRowRealMatrix(root);
  }

  private double at(Fit best, int i, double di, int j, double dj) {
    double[] logs = best.numbers();
    logs[i] += di;
    logs[j] += dj;
    return misfit(best.shape, logs);
  }
}
