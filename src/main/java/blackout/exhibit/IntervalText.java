package blackout.exhibit;

import blackout.plan.move.MoveInterval;
import blackout.plan.move.MoveInterval.Range;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ranges that hold the next move, in sentences. */
public final class IntervalText {

  private IntervalText() {}

  /** How wide, how likely, and what would narrow it most. */
  public static List<String> lines(MoveInterval interval) {
    var lines = new ArrayList<String>();
    lines.add(
        "Nine of ten such moves: downtime %s, migration time %s; %s that it completes. In it: guest, network, hosts, and how far known moves were off."
            .formatted(
                range(interval.downtime()),
                range(interval.total()),
                Amounts.percent(interval.completesRatio())));
    interval
        .narrower()
        .ifPresent(
            n ->
                lines.add(
                    "Measure %s first (%s): migration time %s then."
                        .formatted(n.source().label(), n.source().how(), range(n.total()))));
    return lines;
  }

  /** {@code "12.1 s to 18 s"}. */
  public static String range(Range range) {
    if (Double.isInfinite(range.low())) {
      return "never";
    }
    return time(range.low())
        + (Double.isInfinite(range.high())
            ? " or more, perhaps never"
            : " to " + time(range.high()));
  }

  private static String time(double seconds) {
    return Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}
