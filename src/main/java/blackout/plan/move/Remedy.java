package blackout.plan.move;

import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** What would make a live migration end that never does. */
public final class Remedy {

  /** Bandwidths that can be bought: up to 400 Gbit/s. */
  private static final double MOST_BYTES_PER_SECOND = 50e9;

  /** What a replay may need beyond the expected value, because chance is not in that. */
  private static final double[] MARGINS = {1, 1.02, 1.05, 1.1, 1.2};

  private Remedy() {}

  /**
   * The outcome with its remedy in words, if it was aborted and a wider link or a longer downtime
   * limit would let it end; otherwise the outcome as it is. Costs about a hundred predictions in
   * expected counts and a few replays.
   */
  public static Outcome added(Scenario scenario, Outcome outcome) {
    return outcome instanceof Outcome.Aborted aborted
        ? new Outcome.Aborted(aborted.after(), of(scenario), aborted.record())
        : outcome;
  }

  /** One sentence about what would let the migration end; empty if nothing was found. */
  public static Optional<String> of(Scenario scenario) {
    var ways = new ArrayList<String>();
    least(scenario, Unknown.BANDWIDTH)
        .filter(rate -> rate <= MOST_BYTES_PER_SECOND)
        .ifPresent(rate -> ways.add("a payload rate of " + new DataRate(rate)));
    least(scenario, Unknown.DOWNTIME_LIMIT)
        .ifPresent(
            limit -> ways.add("a downtime limit of " + words(Duration.ofNanos(Math.round(limit)))));
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of("It would end with " + String.join(", or with ", ways));
  }

  /** The least value in expected counts that one replay confirms, if need be with a margin. */
  private static Optional<Double> least(Scenario scenario, Unknown unknown) {
    Solution solution = Search.in(scenario, unknown, Goal.ENDS).expected();
    if (!(solution instanceof Solution.Found found)) {
      return Optional.empty();
    }
    for (double margin : MARGINS) {
      double value = unknown.atLeast(found.value() * margin);
      if (Goal.ENDS.isMetBy(Kernel.run(unknown.in(scenario, value), Engine.PAGE_BY_PAGE))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Milliseconds below a second, seconds above. */
  private static String words(Duration limit) {
    long millis = limit.toMillis();
    return millis < 1000
        ? limit.toNanos() % 1_000_000 == 0 ? millis + " ms" : limit.toNanos() / 1e6 + " ms"
        : millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1e3 + " s";
  }
}
