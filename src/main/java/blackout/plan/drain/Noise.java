package blackout.plan.drain;

import blackout.plan.move.Planned;
import blackout.plan.stats.Samples;
import blackout.scenario.Scenario;
import java.time.Duration;

/**
 * Below what two predictions say the same: how far the model was off on measured migrations, how
 * sure a quantile of a Monte Carlo run is, and what the same move does on another day.
 */
public final class Noise {

  /**
   * Nine of ten downtimes of migrations that were measured later on another machine, the guest
   * known and nothing fitted, were off by no more than this; see Method, Accuracy.
   */
  public static final Duration DOWNTIME = Duration.ofMillis(16);

  /** Likewise for the total time, as a share of it. */
  public static final double RATIO = 0.026;

  private Noise() {}

  /** How far a downtime may be off by the model alone (s). */
  public static double ofDowntime(double seconds) {
    return Double.isInfinite(seconds) ? 0 : Math.max(DOWNTIME.toNanos() / 1e9, seconds * RATIO);
  }

  /**
   * Whether two downtimes (s) are the same: their intervals, widened by the model's error, meet.
   */
  public static boolean same(Samples.Estimate one, Samples.Estimate other) {
    return one.low() - ofDowntime(one.value()) <= other.high() + ofDowntime(other.value())
        && other.low() - ofDowntime(other.value()) <= one.high() + ofDowntime(one.value())
        && Double.isInfinite(one.value()) == Double.isInfinite(other.value());
  }

  /** Whether two times of maintenance are the same within the model's error. */
  public static boolean same(Duration one, Duration other) {
    long longer = Math.max(one.toNanos(), other.toNanos());
    return one.minus(other).abs().toNanos() <= longer * RATIO;
  }

  /**
   * Whether a downtime is one that a move has on some other day: from P10 to P90 of the days that
   * {@link Planned} tells, widened by the model's error. Where in the target downtime the stop rule
   * lets a move pause depends on so little that such a difference says nothing.
   *
   * @param move alone on the link
   */
  public static boolean isUsual(Duration downtime, Scenario move) {
    Samples days = Planned.of(move).downtimes();
    double asked = downtime.toNanos() / 1e9;
    double low = days.quantile(0.1).value();
    double high = days.quantile(0.9).value();
    return asked >= low - ofDowntime(low) && asked <= high + ofDowntime(high);
  }
}
