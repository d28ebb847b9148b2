package blackout.plan.move;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What would make a live migration end that never does. */
public final class Remedy {

  /** Bandwidths that can be bought: up to 400 Gbit/s. */
  private static final double MOST_BYTES_PER_SECOND = 50e9;

  /** What a replay may need beyond the expected value, because chance is not in that. */
  private static final double[] MARGINS = {1, 1.02, 1.05};

  /** Guests up to this size are replayed: 64 GiB. */
  private static final long MOST_REPLAYED_PAGES = 1 << 24;

  private Remedy() {}

  /**
   * The outcome with its remedy in words, if it was aborted and a wider link or a longer downtime
   * limit would let it end; otherwise the outcome as it is. Costs some thirty predictions in
   * expected counts.
   *
   * @param replays whether what was found is confirmed page by page as well, by a few replays; not
   *     of a guest above 64 GiB
   */
  public static Outcome added(Scenario scenario, Outcome outcome, boolean replays) {
    return outcome instanceof Outcome.Aborted aborted
        ? new Outcome.Aborted(aborted.after(), of(scenario, replays), aborted.record())
        : outcome;
  }

  /** One sentence about what would let the migration end; empty if nothing was found. */
  public static Optional<String> of(Scenario scenario, boolean replays) {
    var ways = new ArrayList<String>();
    least(scenario, Unknown.BANDWIDTH, replays)
        .filter(rate -> rate <= MOST_BYTES_PER_SECOND)
        .ifPresent(rate -> ways.add(Port.words(new DataRate(rate))));
    least(scenario, Unknown.DOWNTIME_LIMIT, replays)
        .ifPresent(
            limit -> ways.add("a downtime limit of " + words(Duration.ofNanos(Math.round(limit)))));
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of("It would end with " + String.join(", or with ", ways));
  }

  /**
   * The least value with which it ends, by halves: that a faster wire or a longer limit does not
   * keep a move from ending is not so of its pause. With a margin, if it is not replayed.
   */
  private static Optional<Double> least(Scenario scenario, Unknown unknown, boolean replays) {
    int bad = -1;
    int good = unknown.rungs() - 1;
    if (!ends(
        Kernel.run(
            unknown.in(scenario, unknown.value(good)),
            Engine.EXPECTED_COUNTS,
            Detail.TOTALS,
            List.of()))) {
      return Optional.empty();
    }
    while (good - bad > 1) {
      int middle = (good + bad) / 2;
      if (ends(
          Kernel.run(
              unknown.in(scenario, unknown.value(middle)),
              Engine.EXPECTED_COUNTS,
              Detail.TOTALS,
              List.of()))) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    double least = unknown.value(good);
    if (!replays || scenario.vm().pages() > MOST_REPLAYED_PAGES) {
      return Optional.of(unknown.atLeast(least * MARGINS[MARGINS.length - 1]));
    }
    return Arrays.stream(MARGINS)
        .map(margin -> unknown.atLeast(least * margin))
        .filter(value -> ends(Kernel.run(unknown.in(scenario, value), Engine.PAGE_BY_PAGE)))
        .boxed()
        .findFirst();
  }

  private static boolean ends(Outcome outcome) {
    return outcome.downtime().isPresent();
  }

  /** Milliseconds below a second, seconds above. */
  private static String words(Duration limit) {
    long millis = limit.toMillis();
    return millis < 1000
        ? limit.toNanos() % 1_000_000 == 0 ? millis + " ms" : limit.toNanos() / 1e6 + " ms"
        : millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1e3 + " s";
  }
}
