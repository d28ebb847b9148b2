package blackout.plan.move;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far each rung of a search is from its goal, in expected counts: every eighth rung, and those
 * in between where the outcome moves in a step, because a round more or less decides.
 */
final class Scan {

  private static final int COARSE = 8;

  /** Pauses of neighbours that differ by more than this share are looked at rung by rung. */
  private static final double SMOOTH = 0.1;

  /** A replay may throttle a step more or less: ten points. */
  private static final double SLOWDOWN_LEAST = 0.1;

  /** By how much a replay may differ, as EnginesAgreeTest holds them together: of a pause. */
  private static final double DOWNTIME_SHARE = 0.05;

  private static final double DOWNTIME_LEAST_NANOS = 2e6;

  /** The same of a total time. */
  private static final double TOTAL_SHARE = 0.01;

  /** Values that chance may make change places. */
  private static final double NEAR = 0.01;

  private final Search search;
  private final int hardest;
  private final int easiest;
  private final double[] margin;
  private final double[] pauseNanos;
  private final int[] syncs;

  /** Looks at the rungs from one to another, both possible. */
  Scan(Search search, int hardest, int easiest) {
    this.search = search;
    this.hardest = hardest;
    this.easiest = easiest;
    margin = new double[easiest + 1];
    pauseNanos = new double[easiest + 1];
    syncs = new int[easiest + 1];
    Arrays.fill(margin, Double.NaN);
    int[] coarse =
        IntStream.concat(
                IntStream.iterate(hardest, r -> r < easiest, r -> r + COARSE),
                IntStream.of(easiest))
            .toArray();
    Arrays.stream(coarse).parallel().forEach(this::look);
    IntStream.range(1, coarse.length)
        .filter(i -> hasStep(coarse[i - 1], coarse[i]))
        .flatMap(i -> IntStream.range(coarse[i - 1] + 1, coarse[i]))
        .parallel()
        .forEach(this::look);
    for (int i = 1; i < coarse.length; i++) {
      double least = Math.min(margin[coarse[i - 1]], margin[coarse[i]]);
      for (int rung = coarse[i - 1] + 1; rung < coarse[i]; rung++) {
        margin[rung] = Double.isNaN(margin[rung]) ? least : margin[rung];
      }
    }
  }

  private void look(int rung) {
    Outcome outcome = search.expectedAt(rung);
    margin[rung] = margin(search.goal(), outcome);
    pauseNanos[rung] = outcome.downtime().map(Downtime::total).map(d -> d.toNanos()).orElse(-1L);
    syncs[rung] = outcome.record().syncCount();
  }

  private boolean hasStep(int one, int other) {
    boolean neverEnd = pauseNanos[one] < 0 && pauseNanos[other] < 0;
    boolean smooth =
        syncs[one] == syncs[other]
            && Math.abs(pauseNanos[one] - pauseNanos[other])
                <= SMOOTH * Math.max(pauseNanos[one], pauseNanos[other]);
    return !neverEnd && !(smooth && isReached(one) == isReached(other));
  }

  /** What is left to the limits, in units of what a replay may differ; below 0 if it is missed. */
  private static double margin(Goal goal, Outcome outcome) {
    if (outcome.downtime().isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    double pause = outcome.downtime().get().total().toNanos();
    double byPause =
        goal.downtime()
            .map(d -> (double) d.toNanos())
            .map(d -> (d - pause) / Math.max(DOWNTIME_LEAST_NANOS, DOWNTIME_SHARE * d))
            .orElse(Double.POSITIVE_INFINITY);
    double byTotal =
        goal.total()
            .map(d -> (double) d.toNanos())
            .map(d -> (d - outcome.record().total().toNanos()) / (TOTAL_SHARE * d))
            .orElse(Double.POSITIVE_INFINITY);
    double bySlowdown =
        outcome.record().brownout().isFelt()
            ? (goal.mostSlowdown() - outcome.record().brownout().deepestRatio()) / SLOWDOWN_LEAST
            : Double.POSITIVE_INFINITY;
    double least = Math.min(bySlowdown, Math.min(byPause, byTotal));
    return goal.isMetBy(outcome) ? Math.max(0, least) : Math.min(-1e-9, least);
  }

  boolean isReached(int rung) {
    return margin[rung] >= 0;
  }

  double margin(int rung) {
    return margin[rung];
  }

  /** Whether a replay will reach the goal as well: with room to spare, and so do its neighbours. */
  boolean isSure(int rung) {
    double value = search.unknown().value(rung);
    boolean sure = margin[rung] >= 1;
    for (int side = -1; side <= 1; side += 2) {
      for (int near = rung + side;
          sure && near >= hardest && near <= easiest && isNear(value, near);
          near += side) {
        sure = isReached(near);
      }
    }
    return sure;
  }

  private boolean isNear(double value, int rung) {
    return Math.abs(search.unknown().value(rung) / value - 1) <= NEAR * (1 + 1e-9);
  }

  /** The mean readings of the log of the moves that end. */
  int readings() {
    return (int)
        IntStream.rangeClosed(hardest, easiest)
            .filter(r -> pauseNanos[r] > 0)
            .map(r -> syncs[r])
            .average()
            .orElse(0);
  }

  /** The rung of the largest or the least margin from one to another. */
  int extreme(int from, int to, boolean largest) {
    int best = from;
    for (int rung = from; rung <= to; rung++) {
      if (largest ? margin[rung] > margin[best] : margin[rung] < margin[best]) {
        best = rung;
      }
    }
    return best;
  }
}
