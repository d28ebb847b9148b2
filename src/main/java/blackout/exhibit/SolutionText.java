package blackout.exhibit;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Goal;
import blackout.plan.move.Solution;
import blackout.plan.move.Unknown;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;

/** What a search found, in sentences. */
public final class SolutionText {

  private SolutionText() {}

  /** The answer, what happens with it, and what happens with the next worse value. */
  public static String text(Unknown unknown, Goal goal, Solution solution) {
    String wanted = (unknown.isSmallestWanted() ? "smallest " : "largest ") + unknown.label();
    if (solution instanceof Solution.Found found) {
      return "The "
          + wanted
          + " for "
          + goal(goal)
          + " is "
          + value(unknown, found.value())
          + ".\n\nSimulated page by page with "
          + value(unknown, found.value())
          + ": "
          + outcome(found.simulated())
          + ".\nWith "
          + value(unknown, found.worse())
          + ": "
          + outcome(found.simulatedWorse())
          + missed(goal, found.simulatedWorse())
          + ".\n"
          + (found.scattered()
              ? "Some "
                  + (unknown.isSmallestWanted() ? "smaller" : "larger")
                  + " values reach the goal too, because a round more or less decides.\n"
              : "");
    }
    if (solution instanceof Solution.Always always) {
      return "Even the "
          + (unknown.isSmallestWanted() ? "smallest " : "largest ")
          + unknown.label()
          + " that is tried, "
          + value(unknown, always.hardest())
          + ", reaches "
          + goal(goal)
          + ".\n\nSimulated page by page with that: "
          + outcome(always.outcome())
          + ".\n";
    }
    if (solution instanceof Solution.Never never) {
      return "No "
          + unknown.label()
          + " reaches "
          + goal(goal)
          + ".\n\nSimulated page by page with "
          + value(unknown, never.easiest())
          + ": "
          + outcome(never.outcome())
          + missed(goal, never.outcome())
          + ".\n";
    }
    throw new AssertionError(solution);
  }

  private static String goal(Goal goal) {
    var parts = new ArrayList<String>();
    goal.downtime().ifPresent(d -> parts.add("a downtime of at most " + Amounts.duration(d)));
    goal.total().ifPresent(d -> parts.add("a total time of at most " + Amounts.duration(d)));
    return parts.isEmpty() ? "a migration that ends" : String.join(" and ", parts);
  }

  private static String outcome(Outcome outcome) {
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(
            d ->
                outcome.word()
                    + ", downtime "
                    + Amounts.duration(d)
                    + ", takes "
                    + Amounts.duration(outcome.record().total()))
        .orElseGet(
            () -> "never ends, given up after " + Amounts.duration(outcome.record().total()));
  }

  /** By how much: rounding may hide that a limit was missed at all. */
  private static String missed(Goal goal, Outcome outcome) {
    var misses = new ArrayList<String>();
    outcome
        .downtime()
        .flatMap(d -> goal.downtime().map(limit -> d.total().minus(limit)))
        .filter(over -> over.toNanos() > 0)
        .ifPresent(over -> misses.add("the downtime by " + Amounts.duration(over)));
    goal.total()
        .map(limit -> outcome.record().total().minus(limit))
        .filter(over -> over.toNanos() > 0)
        .ifPresent(over -> misses.add("the total time by " + Amounts.duration(over)));
    return misses.isEmpty() ? "" : "; misses " + String.join(" and ", misses);
  }

  /**
   * A value that was looked for, as it is printed.
   *
   * @param value in B/s, bytes or ns
   */
  public static String value(Unknown unknown, double value) {
    String plain = plain(unknown, value);
    if (unknown != Unknown.MEMORY) {
      return plain;
    }
    String rounded = Amounts.bytes(new ByteCount(Math.round(value)));
    return rounded.equals(plain) ? plain : "%s (%s)".formatted(plain, rounded);
  }

  /**
   * The same in words that other questions take: sizes of memory in whole mebibytes, because the
   * values tried are, without what that is in larger units.
   */
  public static String plain(Unknown unknown, double value) {
    return switch (unknown) {
      case BANDWIDTH -> Amounts.linkRate(new DataRate(value));
      case MEMORY -> new ByteCount(Math.round(value)).toString();
      case DIRTY_RATE -> Amounts.rate(new DataRate(value));
      case DOWNTIME_LIMIT -> Amounts.duration(Duration.ofNanos(Math.round(value)));
    };
  }
}
