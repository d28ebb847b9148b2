package blackout.plan.move;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.scenario.Scenario;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Looks for the hardest value with which a goal is still reached: the smallest bandwidth, the
 * largest memory.
 *
 * <p>Outcomes move in steps, because a round more or less decides, and a little more bandwidth may
 * lengthen a pause. So the answer is taken from the easy end: the hardest value such that it and
 * all easier ones that were tried reach the goal. A coarse ladder is climbed down from the easy end
 * and its last step halved, in expected counts; then the answer is moved rung by rung until the
 * page-exact replay reaches the goal with it and misses it with the next harder one. Values with
 * which the scenario is not possible (a memory smaller than its working set) are left out.
 *
 * @param unknown what is looked for
 * @param goal what is to be reached
 * @param scenarioAt the scenario with a value, in B/s, bytes or ns
 */
public record Search(Unknown unknown, Goal goal, DoubleFunction<Scenario> scenarioAt) {

  /** A twentieth of a decade, about 12 %. */
  private static final int COARSE_RUNGS = 45;

  /**
   * Rungs that a replay may be off from expected counts where no long steps will do: about 10 %.
   */
  private static final int MOST_SMALL_STEPS = 40;

  /** Memory above this is not looked at, because it would be long to replay: 1 TiB. */
  private static final long MOST_PAGES = 1L << 28;

  /** The search for one number of a move. */
  public static Search in(SingleMove move, Unknown unknown, Goal goal) {
    return new Search(unknown, goal, value -> unknown.in(move, value).scenario());
  }

  /** The search for the bandwidth or the downtime limit of a scenario. */
  public static Search in(Scenario scenario, Unknown unknown, Goal goal) {
    return new Search(unknown, goal, value -> unknown.in(scenario, value));
  }

  /**
   * The answer, confirmed page by page.
   *
   * @throws IllegalArgumentException if the scenario is possible with no value at all
   */
  public Solution solve() {
    Solution expected = expected();
    return expected instanceof Solution.Found found ? confirmed(found) : replayed(expected);
  }

  /**
   * The answer in expected counts alone: some milliseconds, whatever the guest.
   *
   * @throws IllegalArgumentException if the scenario is possible with no value at all
   */
  public Solution expected() {
    int easiest = easiestPossible();
    int hardest = hardestPossible(easiest);
    int good = firstReaching(easiest, hardest);
    if (good < 0) {
      return new Solution.Never(unknown.value(easiest), outcome(easiest, false));
    }
    while (good > hardest) {
      int bad = Math.max(hardest, good - COARSE_RUNGS);
      if (!reaches(bad, false)) {
        boolean scattered = isScattered(bad, hardest);
        return found(halved(bad, good, false), scattered, false);
      }
      good = bad;
    }
    return new Solution.Always(unknown.value(hardest), outcome(hardest, false));
  }

  /**
   * The easiest value that reaches the goal, -1 if none does. As a rule that is the easiest of all;
   * but a downtime limit that is too long makes the pause too long, so that only values in between
   * reach a short downtime.
   */
  private int firstReaching(int easiest, int hardest) {
    if (reaches(easiest, false)) {
      return easiest;
    }
    boolean between = unknown == Unknown.DOWNTIME_LIMIT && goal.downtime().isPresent();
    for (int rung = easiest - 1; between && rung >= hardest; rung--) {
      if (reaches(rung, false)) {
        return rung;
      }
    }
    return -1;
  }

  /** Moves an answer in expected counts to where the page-exact replay agrees. */
  private Solution confirmed(Solution.Found expected) {
    int easiest = easiestPossible();
    int hardest = hardestPossible(easiest);
    int good = rungOf(expected.value());
    int bad = good - 1;
    // A limit that is too long fails too, so no long steps there.
    boolean between = !reaches(easiest, false);
    int most = between ? Math.min(easiest, good + MOST_SMALL_STEPS) : easiest;
    for (int step = 1; !reaches(good, true); step = between ? 1 : 2 * step) {
      if (good == most) {
        int shown = between ? rungOf(expected.value()) : easiest;
        return new Solution.Never(unknown.value(shown), outcome(shown, true));
      }
      bad = good;
      good = Math.min(most, good + step);
    }
    for (int step = 1; reaches(bad, true); step *= 2) {
      if (bad == hardest) {
        return new Solution.Always(unknown.value(hardest), outcome(hardest, true));
      }
      good = bad;
      bad = Math.max(hardest, bad - step);
    }
    return found(halved(bad, good, true), expected.scattered(), true);
  }

  private Solution replayed(Solution expected) {
    if (expected instanceof Solution.Always always) {
      int rung = rungOf(always.hardest());
      return new Solution.Always(always.hardest(), outcome(rung, true));
    }
    if (expected instanceof Solution.Never never) {
      int rung = rungOf(never.easiest());
      return new Solution.Never(never.easiest(), outcome(rung, true));
    }
    throw new AssertionError(expected);
  }

  private Solution.Found found(int rung, boolean scattered, boolean pageExact) {
    return new Solution.Found(
        unknown.value(rung),
        outcome(rung, pageExact),
        unknown.value(rung - 1),
        outcome(rung - 1, pageExact),
        scattered);
  }

  /** From a rung that misses and an easier one that reaches: the one next to a miss. */
  private int halved(int miss, int reach, boolean pageExact) {
    int bad = miss;
    int good = reach;
    while (good - bad > 1) {
      int middle = (good + bad) >>> 1;
      if (reaches(middle, pageExact)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  private boolean isScattered(int miss, int hardest) {
    for (int rung = miss; rung >= hardest; rung -= COARSE_RUNGS) {
      if (reaches(rung, false)) {
        return true;
      }
    }
    return false;
  }

  private int easiestPossible() {
    int top = unknown.rungs() - 1;
    for (int rung = top; rung >= 0; rung -= COARSE_RUNGS) {
      if (isPossible(rung)) {
        return rung == top ? top : lastPossible(rung, Math.min(top, rung + COARSE_RUNGS));
      }
    }
    throw new IllegalArgumentException("possible with no " + unknown.label() + " at all");
  }

  private int hardestPossible(int easiest) {
    return isPossible(0) ? 0 : lastPossible(easiest, 0);
  }

  /** The possible rung next to an impossible one. */
  private int lastPossible(int possible, int impossible) {
    int good = possible;
    int bad = impossible;
    while (Math.abs(good - bad) > 1) {
      int middle = (good + bad) >>> 1;
      if (isPossible(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  private boolean isPossible(int rung) {
    try {
      return scenarioAt.apply(unknown.value(rung)).vm().pages() <= MOST_PAGES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private int rungOf(double value) {
    int rung = 0;
    while (unknown.value(rung) != value) {
      rung++;
    }
    return rung;
  }

  private boolean reaches(int rung, boolean pageExact) {
    return goal.isMetBy(outcome(rung, pageExact));
  }

  private Outcome outcome(int rung, boolean pageExact) {
    Scenario scenario = scenarioAt.apply(unknown.value(rung));
    return pageExact
        ? Kernel.run(scenario, Engine.PAGE_BY_PAGE)
        : Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }
}
