package blackout.report.json;

import blackout.json.Description;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.MoveInterval.Narrower;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ranges that hold the next such move with a stated likelihood. */
@Description("What the next such move takes, as ranges; guest, network, hosts and model are open.")
public record MoveIntervalDoc(
    @Description("How likely a range holds the next move, 0 to 1.") double coverage,
    @Description("From the command to the end.") Range total,
    @Description("The pause.") Range downtime,
    @Description("How likely it completes, 0 to 1; never surer than the record of such.")
        double completesRatio,
    @Description("What to measure first; null if nothing narrows the range.")
        @Nullable Measure measureFirst) {

  /** Two ends. */
  public record Range(
      @Description("One move of twenty is shorter, in milliseconds; null for never.")
          @Nullable Duration lowMs,
      @Description("One move of twenty is longer, in milliseconds; null for never.")
          @Nullable Duration highMs) {
    static Range of(MoveInterval.Range range) {
      return new Range(at(range.low()), at(range.high()));
    }

    private static @Nullable Duration at(double seconds) {
      return Double.isFinite(seconds) ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
    }
  }

  /** A measurement that narrows the range. */
  public record Measure(
      @Description("What is open.") String source,
      @Description("How to measure it.") String how,
      @Description("The range of the total time once it is known.") Range total,
      @Description("That of the pause.") Range downtime) {
    static Measure of(Narrower narrower) {
      return new Measure(
          narrower.source().label(),
          narrower.source().how(),
          Range.of(narrower.total()),
          Range.of(narrower.downtime()));
    }
  }

  /** The ranges of one question. */
  public static MoveIntervalDoc of(MoveInterval interval) {
    return new MoveIntervalDoc(
        MoveInterval.COVERAGE,
        Range.of(interval.total()),
        Range.of(interval.downtime()),
        interval.completesRatio(),
        interval.narrower().map(Measure::of).orElse(null));
  }
}
