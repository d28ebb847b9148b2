package blackout.exhibit;

import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Goal;
import blackout.plan.move.Search;
import blackout.plan.move.Solution;
import blackout.plan.move.Unknown;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a search found, in sentences. */
public final class SolutionText {

  private SolutionText() {}

  /** Ranges that are told each by itself. */
  private static final int MOST_RANGES = 12;

  /** A total time that a goal without a limit of it is told of. */
  private static final Duration LONG = Duration.ofHours(1);

  /** The values that reach the goal, and what happens at the end that matters. */
  public static String text(Unknown unknown, Goal goal, Solution solution) {
    if (solution instanceof Solution.Found found) {
      return found(unknown, goal, found);
    }
    if (solution instanceof Solution.Always always) {
      return "Even the %s %s that is tried, %s, reaches %s.\n\nWith that: %s.\n"
          .formatted(
              unknown.isSmallestWanted() ? "smallest" : "largest",
              unknown.label(),
              value(unknown, always.hardest()),
              goal(goal),
              outcome(always.outcome()));
    }
    if (solution instanceof Solution.Never never) {
      return "No %s that was tried reaches %s.\n\nThe closest, %s: %s%s.\n"
          .formatted(
              unknown.label(),
              goal(goal),
              value(unknown, never.closest()),
              outcome(never.outcome()),
              missed(goal, never.outcome()));
    }
    throw new AssertionError(solution);
  }

  private static String found(Unknown unknown, Goal goal, Solution.Found found) {
    String wanted = (unknown.isSmallestWanted() ? "smallest " : "largest ") + unknown.label();
    var lines = new ArrayList<String>();
    if (found.alwaysFromThere()) {
      lines.add(
          "The %s that always reaches %s is %s."
              .formatted(wanted, goal(goal), value(unknown, found.value())));
    } else {
      lines.add(
          "Some values of the %s reach %s, but not all beyond any of them."
              .formatted(unknown.label(), goal(goal)));
    }
    List<Solution.Range> ranges = found.ranges();
    if (ranges.size() > 1 || !found.alwaysFromThere()) {
      lines.add("");
      lines.add("It is reached with a " + unknown.label() + " of");
      int more = Math.max(0, ranges.size() - MOST_RANGES);
      ranges.stream()
          .limit(MOST_RANGES - 1L)
          .forEach(range -> lines.add("  " + range(unknown, range)));
      if (more > 0) {
        lines.add("  ... " + more + " more ranges in between ...");
      }
      ranges.stream()
          .skip(Math.max(MOST_RANGES - 1, ranges.size() - 1))
          .forEach(range -> lines.add("  " + range(unknown, range)));
      lines.add(
          ranges.size() > 1
              ? "and missed in between as a rule, because a round more or less decides about the"
                  + " pause; single values there may reach it."
              : "and missed beyond.");
    }
    if (unknown == Unknown.BANDWIDTH) {
      lines.add(ports(found.ports()));
    }
    boolean pageByPage = ranges.get(ranges.size() - 1).pageByPage();
    lines.add("");
    lines.add(
        "%s with %s: %s."
            .formatted(
                pageByPage ? "Simulated page by page" : "In expected counts",
                value(unknown, found.value()),
                outcome(found.simulated())));
    lines.add(
        "With %s: %s%s."
            .formatted(
                value(unknown, found.worse()),
                outcome(found.simulatedWorse()),
                goal.isMetBy(found.simulatedWorse())
                    ? "; reaches it too, but values near it may not"
                    : missed(goal, found.simulatedWorse())));
    found
        .simulated()
        .downtime()
        .filter(d -> goal.total().isEmpty())
        .map(d -> found.simulated().record().total())
        .filter(total -> total.compareTo(LONG) > 0)
        .ifPresent(
            total ->
                lines.add(
                    "Reaching it takes long, %s: limit the total time too if that is too long."
                        .formatted(Amounts.duration(total))));
    if (!pageByPage) {
      lines.add("The guest is too large to be replayed page by page within the time of an answer.");
    }
    return String.join("\n", lines) + "\n";
  }

  /** Which ports that can be bought reach it. */
  private static String ports(List<Integer> reach) {
    if (reach.isEmpty()) {
      return "No usual port reaches it.";
    }
    int first = Port.USUAL_GIGABITS.indexOf(reach.get(0));
    boolean all = reach.equals(Port.USUAL_GIGABITS.subList(first, Port.USUAL_GIGABITS.size()));
    return all
        ? "A %s Gbit/s port reaches it, and so does every faster one.".formatted(reach.get(0))
        : "Usual ports that reach it (Gbit/s): %s."
            .formatted(reach.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String range(Unknown unknown, Solution.Range range) {
    boolean rate = unknown == Unknown.BANDWIDTH;
    String hard = rate ? plain(unknown, range.hard()) : value(unknown, range.hard());
    String easy = rate ? plain(unknown, range.easy()) : value(unknown, range.easy());
    if (range.open()) {
      return hard + (unknown.isSmallestWanted() ? " and more" : " and less");
    }
    return range.hard() == range.easy()
        ? hard
        : unknown.isSmallestWanted() ? hard + " to " + easy : easy + " to " + hard;
  }

  /** What a lower downtime limit would do, in a sentence. */
  public static String text(Unknown unknown, Goal goal, Search.Lower lower) {
    String limit = Amounts.duration(lower.limit());
    if (lower.solution() instanceof Solution.Found found) {
      return "With a downtime limit of %s the %s %s is %s.\n"
          .formatted(
              limit,
              unknown.isSmallestWanted() ? "smallest" : "largest",
              unknown.label() + " that always reaches it",
              value(unknown, found.value()));
    }
    return "With a downtime limit of %s every %s that is tried reaches %s.\n"
        .formatted(limit, unknown.label(), goal(goal));
  }

  private static String goal(Goal goal) {
    var parts = new ArrayList<String>();
    goal.downtime().ifPresent(d -> parts.add("a downtime of at most " + Amounts.duration(d)));
    goal.total().ifPresent(d -> parts.add("a total time of at most " + Amounts.duration(d)));
    if (goal.mostSlowdown() != Brownout.USUAL_MOST) {
      parts.add("a guest slowed by at most " + Amounts.percent(goal.mostSlowdown()));
    }
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
                    + Amounts.duration(outcome.record().total())
                    + slowed(outcome.record().brownout()))
        .orElseGet(
            () -> "never ends, given up after " + Amounts.duration(outcome.record().total()));
  }

  private static String slowed(Brownout felt) {
    return felt.isFelt()
        ? ", guest slowed by %s for %s, at the worst by %s, %s of work lost"
            .formatted(
                Amounts.percent(felt.meanRatio()),
                Amounts.duration(felt.length()),
                Amounts.percent(felt.deepestRatio()),
                Amounts.duration(felt.lostWork()))
        : "";
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
        .filter(limit -> outcome.downtime().isPresent())
        .map(limit -> outcome.record().total().minus(limit))
        .filter(over -> over.toNanos() > 0)
        .ifPresent(over -> misses.add("the total time by " + Amounts.duration(over)));
    if (outcome.downtime().isPresent()
        && !outcome.record().brownout().isWithin(goal.mostSlowdown())) {
      misses.add("the limit of the slowdown, " + Amounts.percent(goal.mostSlowdown()));
    }
    return misses.isEmpty() ? "" : "; misses " + String.join(" and ", misses);
  }

  /**
   * A value that was looked for, as it is printed.
   *
   * @param value in B/s, bytes or ns
   */
  public static String value(Unknown unknown, double value) {
    if (unknown == Unknown.BANDWIDTH) {
      return Port.words(new DataRate(value));
    }
    String plain = plain(unknown, value);
    if (unknown != Unknown.MEMORY) {
      return plain;
    }
    String rounded = Amounts.bytes(new ByteCount(Math.round(value)));
    return rounded.equals(plain) ? plain : "%s (%s)".formatted(plain, rounded);
  }

  /**
   * Three digits; above 100 s, where minutes and hours would round them, in a unit that does not.
   */
  private static String limit(Duration limit) {
    String rounded = Amounts.duration(limit);
    return limit.compareTo(Duration.ofSeconds(100)) < 0 ? rounded : TimeText.print(limit);
  }

  /**
   * The same in words that other questions take: sizes of memory in whole mebibytes, because the
   * values tried are, without what that is in larger units.
   */
  public static String plain(Unknown unknown, double value) {
    return switch (unknown) {
      case BANDWIDTH -> Amounts.linkRate(new DataRate(value)) + " " + Port.PAYLOAD;
      case MEMORY -> new ByteCount(Math.round(value)).toString();
      case DIRTY_RATE -> Amounts.rate(new DataRate(value));
      case DOWNTIME_LIMIT -> limit(Duration.ofNanos(Math.round(value)));
    };
  }
}
