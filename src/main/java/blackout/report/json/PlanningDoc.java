package blackout.report.json;

import blackout.json.Description;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.Planned;
import blackout.plan.stats.Samples;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to plan with: the values that so many cases of a hundred do not exceed. */
@Description("What to plan with: P90, and the range around it.")
public record PlanningDoc(
    @Description("The quantile to plan with, 0 to 1.") double levelRatio,
    @Description("The downtime.") Quantiles downtime,
    @Description("From the command to the end.") Quantiles total,
    @Description("What the inputs rest on.") String evidence,
    @Description("How they vary, an assumption.") String spread) {

  /** Three quantiles. */
  public record Quantiles(
      @Description("Half of the cases are no longer, in milliseconds; null for never.")
          @Nullable Duration p50Ms,
      @Description("Nine of ten are no longer, in milliseconds; null for never.")
          @Nullable Duration p90Ms,
      @Description("99 of 100 are no longer, in milliseconds; null for never.")
          @Nullable Duration p99Ms) {

    static Quantiles of(Samples samples) {
      return new Quantiles(at(samples, 0.5), at(samples, 0.9), at(samples, 0.99));
    }

    private static @Nullable Duration at(Samples samples, double level) {
      double seconds = samples.quantile(level).value();
      return Double.isFinite(seconds) ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
    }
  }

  /** The planning values of one move. */
  public static PlanningDoc of(MoveInterval interval) {
    Planned planned = interval.planned();
    return new PlanningDoc(
        Planned.LEVEL,
        Quantiles.of(planned.downtimes()),
        Quantiles.of(planned.totals()),
        Planned.TYPED,
        interval.spread());
  }
}
