package blackout.plan.move;

import blackout.inventory.Vm;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * Looks for the values with which a goal is reached: bandwidths, memories, dirty rates or downtime
 * limits.
 *
 * <p>They are a set of ranges, because outcomes move in steps: a round more or less decides, a
 * little more bandwidth may lengthen a pause, and a downtime limit can be too long. All rungs are
 * looked at in expected counts ({@link Scan}); then the ends of each range are moved until the
 * page-exact replay, that of the command {@code estimate}, reaches the goal at the end and misses
 * it on the next rung. Within a range the values with the least room are replayed too, and a range
 * is parted where one misses. Where a replay would be too much for an answer, the ends stay in
 * expected counts, with room to spare. Values with which the scenario is not possible (a memory
 * smaller than its working set) are left out.
 *
 * @param unknown what is looked for
 * @param goal what is to be reached
 * @param scenarioAt the scenario with a value, in B/s, bytes or ns
 */
public record Search(Unknown unknown, Goal goal, DoubleFunction<Scenario> scenarioAt) {

  /**
   * The work of all replays of one answer: the pages that are sent at first, and those that the
   * guest writes at each reading of the log; about a second.
   */
  private static final long MOST_WORK = 800_000_000;

  /** Readings of the log that a replay makes at most, as a rule. */
  private static final int MOST_READINGS = 250;

  /** Of the work: for the ends of ranges, for gaps between and within them, for usual ports. */
  private static final double FOR_ENDS = 0.55;

  private static final double FOR_GAPS = 0.1;
  private static final double FOR_HOLES = 0.25;
  private static final double FOR_PORTS = 0.1;

  /** Values so near by chance fare alike: of several within a range one is replayed. */
  private static final int ALIKE = 3;

  private static final int MOST_REPLAYS = 160;

  /** A twentieth of a decade, about 12 %. */
  private static final int COARSE_RUNGS = 45;

  /** Ranges whose ends are replayed: the widest ones, and the easiest. */
  private static final int MOST_REPLAYED_RANGES = 8;

  /** The search for one number of a move. */
  public static Search in(Question question, Unknown unknown, Goal goal) {
    return new Search(unknown, goal, value -> unknown.in(question, value).scenario());
  }

  /** The search for the bandwidth or the downtime limit of a scenario. */
  public static Search in(Scenario scenario, Unknown unknown, Goal goal) {
    return new Search(unknown, goal, value -> unknown.in(scenario, value));
  }

  /**
   * The answer, its ends confirmed page by page as far as that is not too much.
   *
   * @throws IllegalArgumentException if the scenario is possible with no value at all
   */
  public Solution solve() {
    return new Attempt(true).solution();
  }

  /**
   * The answer in expected counts alone: some milliseconds, whatever the guest.
   *
   * @throws IllegalArgumentException if the scenario is possible with no value at all
   */
  public Solution expected() {
    return new Attempt(false).solution();
  }

  /**
   * The same search with a downtime limit low enough for the goal's downtime: where the hypervisor
   * pauses as soon as the rest fits its limit, that is the first thing to change.
   *
   * @param limit the downtime limit
   */
  public record Lower(Duration limit, Solution solution) {}

  /**
   * What a lower downtime limit does for the goal; empty if none is asked for that is shorter than
   * the limit, or if no worse value reaches the goal with it.
   *
   * @param found what {@link #solve} found without
   */
  public Optional<Lower> withLowerLimit(Solution found) {
    Scenario easiest = scenarioAt.apply(unknown.value(easiestPossible()));
    Duration limit =
        goal.downtime()
            .map(d -> d.minus(easiest.costs().fixedDowntime().multipliedBy(2)))
            .map(d -> Duration.ofMillis(d.toMillis()))
            .orElse(easiest.downtimeLimit());
    if (unknown == Unknown.DOWNTIME_LIMIT
        || limit.isZero()
        || limit.isNegative()
        || limit.compareTo(easiest.downtimeLimit()) >= 0) {
      return Optional.empty();
    }
    DoubleFunction<Scenario> lower = v -> scenarioAt.apply(v).withDowntimeLimit(limit);
    Solution solution = new Search(unknown, goal, lower).solve();
    double least = hardestSafe(solution);
    double before = hardestSafe(found);
    boolean helps = unknown.isSmallestWanted() ? least < before : least > before;
    return helps ? Optional.of(new Lower(limit, solution)) : Optional.empty();
  }

  /** The hardest value from which on all reach the goal; beyond all that are tried if none. */
  private double hardestSafe(Solution solution) {
    if (solution instanceof Solution.Always always) {
      return always.hardest();
    }
    if (solution instanceof Solution.Found found && found.alwaysFromThere()) {
      return found.value();
    }
    return unknown.isSmallestWanted() ? Double.POSITIVE_INFINITY : 0;
  }

  Outcome expectedAt(int rung) {
    return Kernel.run(
        scenarioAt.apply(unknown.value(rung)), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  /** A run of rungs that reach the goal. */
  private record Run(int hard, int easy, boolean pageByPage) {}

  /** One search: the rungs, what was replayed, and how much may still be. */
  private final class Attempt {
    private final int easiest = easiestPossible();
    private final int hardest = hardestPossible(easiest);
    private final Scan scan = new Scan(Search.this, hardest, easiest);
    private final Map<Integer, Outcome> replayed = new ConcurrentHashMap<>();
    private final boolean replays;
    private long usualWork;

    Attempt(boolean replays) {
      this.replays = replays;
    }

    Solution solution() {
      List<Run> scanned = expectedRuns();
      int largest = scanned.isEmpty() ? easiest : scanned.get(0).hard;
      usualWork = work(largest, Math.min(MOST_READINGS, scan.readings()));
      List<Run> expected = joined(scanned);
      Set<Run> toReplay = toReplay(expected);
      double share = Math.max(FOR_ENDS, toReplay.size() == 1 ? 2 * share() : 0);
      double each = toReplay.isEmpty() ? 0 : share / (2 * toReplay.size());
      List<Run> apart =
          expected.parallelStream()
              .flatMap(run -> (toReplay.contains(run) ? confirmed(run, each) : sure(run)).stream())
              .toList();
      List<Run> whole = merged(apart);
      List<Run> runs =
          whole.parallelStream()
              .flatMap(run -> withoutHoles(run, new Budget(FOR_HOLES / whole.size())).stream())
              .toList();
      if (runs.isEmpty()) {
        return none();
      }
      Run last = runs.get(runs.size() - 1);
      if (last.hard == hardest && last.easy == easiest) {
        return new Solution.Always(unknown.value(hardest), outcome(hardest, last));
      }
      return found(runs, last.hard > hardest);
    }

    /** The answer of some runs; told is the hard end of the last, or its easy end. */
    private Solution found(List<Run> runs, boolean hard) {
      Run last = runs.get(runs.size() - 1);
      int value = hard ? last.hard : last.easy;
      int worse = hard ? Math.max(hardest, last.hard - 1) : last.easy + 1;
      return new Solution.Found(
          unknown.value(value),
          outcome(value, last),
          unknown.value(worse),
          outcome(worse, last),
          runs.stream().map(this::range).toList(),
          unknown == Unknown.BANDWIDTH ? ports(runs) : List.of());
    }

    /** The usual ports that reach the goal, each replayed as long as that is not too much. */
    private List<Integer> ports(List<Run> runs) {
      var budget = new Budget(FOR_PORTS);
      var reach = new ArrayList<Integer>();
      for (int gigabits : Port.USUAL_GIGABITS) {
        double payload = Port.payload(DataRate.gigabitsPerSecond(gigabits)).bytesPerSecond();
        int rung = Math.min(Math.max(hardest, unknown.rungAtMost(payload)), easiest);
        boolean within =
            runs.stream().anyMatch(r -> r.hard <= rung && (rung < r.easy || r.easy == easiest));
        boolean near = within || scan.margin(rung) > -1;
        if (near && (budget.isLeft() ? budget.reaches(payload) : within)) {
          reach.add(gigabits);
        }
      }
      return reach;
    }

    /** Runs whose ends have met. */
    private List<Run> merged(List<Run> runs) {
      var merged = new ArrayList<Run>();
      for (Run run : runs) {
        Run before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (before != null && run.hard <= before.easy + 1) {
          merged.set(
              merged.size() - 1,
              new Run(
                  Math.min(before.hard, run.hard),
                  Math.max(before.easy, run.easy),
                  before.pageByPage && run.pageByPage));
        } else {
          merged.add(run);
        }
      }
      return merged;
    }

    private Solution.Range range(Run run) {
      return new Solution.Range(
          unknown.value(run.hard), unknown.value(run.easy), run.easy == easiest, run.pageByPage);
    }

    /** Nothing was found: the value that comes closest, replayed where that is not too much. */
    private Solution none() {
      int closest = scan.extreme(hardest, easiest, true);
      if (scan.margin(closest) == Double.NEGATIVE_INFINITY) {
        closest = easiest;
      }
      boolean replay = replays && share() <= 1;
      var alone = new Run(closest, closest, replay);
      if (!goal.isMetBy(outcome(closest, alone))) {
        return new Solution.Never(unknown.value(closest), outcome(closest, alone));
      }
      return found(replay ? confirmed(alone, FOR_ENDS / 2) : List.of(alone), true);
    }

    private List<Run> expectedRuns() {
      var runs = new ArrayList<Run>();
      for (int rung = hardest; rung <= easiest; rung++) {
        if (scan.isReached(rung)) {
          int start = rung;
          while (rung < easiest && scan.isReached(rung + 1)) {
            rung++;
          }
          runs.add(new Run(start, rung, false));
        }
      }
      return runs;
    }

    /**
     * Runs between which the replay reaches the goal too, although expected counts just miss it.
     */
    private List<Run> joined(List<Run> runs) {
      var budget = new Budget(FOR_GAPS);
      var joined = new ArrayList<Run>();
      for (Run run : runs) {
        Run before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
        if (before != null && run.hard - before.easy <= 3 && budget.isLeft()) {
          int worst = scan.extreme(before.easy + 1, run.hard - 1, false);
          if (scan.margin(worst) > -1 && budget.reaches(worst)) {
            joined.set(joined.size() - 1, new Run(before.hard, run.easy, false));
            continue;
          }
        }
        joined.add(run);
      }
      return joined;
    }

    /** As many as leave each end two replays; the easiest alone if there is no room for more. */
    private Set<Run> toReplay(List<Run> runs) {
      var chosen = new HashSet<Run>();
      if (replays && !runs.isEmpty() && 2 * share() <= 1) {
        chosen.add(runs.get(runs.size() - 1));
        runs.stream()
            .sorted(Comparator.comparing((Run r) -> r.easy - r.hard).reversed())
            .limit(MOST_REPLAYED_RANGES)
            .filter(run -> chosen.size() < FOR_ENDS / (4 * share()))
            .forEach(chosen::add);
      }
      return chosen;
    }

    /** The part of a run that needs no replay. */
    private List<Run> sure(Run run) {
      int hard = run.hard;
      while (hard <= run.easy && !scan.isSure(hard)) {
        hard++;
      }
      int easy = run.easy;
      while (easy > hard && !scan.isSure(easy)) {
        easy--;
      }
      if (hard <= run.easy) {
        return List.of(new Run(hard, easy, false));
      }
      return replays ? List.of() : List.of(run);
    }

    /**
     * A run with its ends where the replay has them; none if the replay reaches the goal nowhere.
     */
    private List<Run> confirmed(Run run, double each) {
      List<Run> core = sure(run);
      int middle =
          core.isEmpty()
              ? scan.extreme(run.hard, run.easy, true)
              : (core.get(0).hard + core.get(0).easy) / 2;
      Run from = core.isEmpty() ? new Run(middle, middle, false) : core.get(0);
      Optional<Integer> hard = end(from.hard, middle, run.hard, -1, new Budget(each));
      Optional<Integer> easy = end(from.easy, middle, run.easy, 1, new Budget(each));
      return hard.isPresent() && easy.isPresent() && hard.get() <= easy.get()
          ? List.of(new Run(hard.get(), easy.get(), true))
          : core;
    }

    /**
     * The last rung in a direction that the replay reaches the goal with.
     *
     * @param start a rung that is expected to be reached
     * @param inner the rung up to which it may have to be moved back
     * @param expected the last rung that expected counts reach the goal with
     */
    private Optional<Integer> end(
        int start, int inner, int expected, int direction, Budget budget) {
      int good = start;
      int bad = Integer.MIN_VALUE;
      for (int step = 1; !budget.reaches(good); step *= 2) {
        if (good == inner || !budget.isLeft()) {
          return Optional.empty();
        }
        bad = good;
        good = direction < 0 ? Math.min(inner, good + step) : Math.max(inner, good - step);
      }
      int limit = direction < 0 ? hardest : easiest;
      if (bad == Integer.MIN_VALUE) {
        int tried = expected == limit ? limit : expected + direction;
        for (int step = 1; budget.isLeft() && budget.reaches(tried); step *= 2) {
          good = tried;
          if (tried == limit) {
            return Optional.of(limit);
          }
          tried = direction < 0 ? Math.max(limit, tried - step) : Math.min(limit, tried + step);
        }
        bad = tried;
      }
      return Optional.of(between(good, bad, budget));
    }

    /** A rung that reaches the goal, next to one that misses it as far as the budget goes. */
    private int between(int reaches, int misses, Budget budget) {
      int good = reaches;
      int bad = misses;
      while (Math.abs(good - bad) > 1 && budget.isLeft()) {
        int middle = (good + bad) / 2;
        if (budget.reaches(middle)) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      return good;
    }

    /** A run parted where a value with little room misses the goal, the least room first. */
    private List<Run> withoutHoles(Run run, Budget budget) {
      var parts = new ArrayList<>(List.of(run));
      if (!run.pageByPage) {
        return parts;
      }
      var looked = new TreeSet<Integer>(List.of(run.hard, run.easy));
      List<Integer> weak =
          IntStream.range(run.hard + 1, run.easy)
              .filter(rung -> !scan.isSure(rung))
              .boxed()
              .sorted(Comparator.comparing(scan::margin))
              .toList();
      for (int rung : weak) {
        boolean alike = !looked.subSet(rung - ALIKE, true, rung + ALIKE, true).isEmpty();
        Optional<Run> in = parts.stream().filter(p -> p.hard < rung && rung < p.easy).findFirst();
        if (alike || in.isEmpty() || !budget.isLeft()) {
          continue;
        }
        looked.add(rung);
        if (!budget.reaches(rung)) {
          part(parts, in.get(), rung, budget);
        }
      }
      return parts;
    }

    private void part(List<Run> parts, Run run, int misses, Budget budget) {
      int at = parts.indexOf(run);
      int below = outward(misses, run.hard, -1, budget);
      int above = outward(misses, run.easy, 1, budget);
      parts.set(at, new Run(run.hard, below, true));
      parts.add(at + 1, new Run(above, run.easy, true));
    }

    /** The next rung towards an end that reaches the goal; the end itself is known to. */
    private int outward(int misses, int end, int direction, Budget budget) {
      int bad = misses;
      int tried = misses + direction;
      for (int step = 1; tried != end && budget.isLeft() && !budget.reaches(tried); step *= 2) {
        bad = tried;
        tried = direction < 0 ? Math.max(end, tried - 2 * step) : Math.min(end, tried + 2 * step);
      }
      return replayed.containsKey(tried) ? between(tried, bad, budget) : end;
    }

    /** The share that a replay usually has in all that may be done. */
    private double share() {
      return Math.max(1.0 / MOST_REPLAYS, (double) usualWork / MOST_WORK);
    }

    private long work(int rung, int readings) {
      Vm vm = scenarioAt.apply(unknown.value(rung)).vm();
      return vm.pages() + readings * vm.workload().workingSetPages() / 2;
    }

    private Outcome replay(int rung) {
      return replayed.computeIfAbsent(rung, r -> Kernel.run(at(r), Engine.PAGE_BY_PAGE));
    }

    private Scenario at(int rung) {
      return scenarioAt.apply(unknown.value(rung));
    }

    private Outcome outcome(int rung, Run run) {
      return run.pageByPage ? replay(rung) : expectedAt(rung);
    }

    /** What one part of an answer may spend on replays. */
    private final class Budget {
      private double left;

      Budget(double share) {
        left = replays ? share : 0;
      }

      boolean isLeft() {
        return left >= share() * (1 - 1e-9);
      }

      boolean reaches(int rung) {
        return reaches(replay(rung), rung);
      }

      /** A value between rungs. */
      boolean reaches(double value) {
        Outcome outcome = Kernel.run(scenarioAt.apply(value), Engine.PAGE_BY_PAGE);
        return reaches(outcome, easiest);
      }

      private boolean reaches(Outcome outcome, int rung) {
        double work = work(rung, outcome.record().rounds().size());
        left -= Math.max(1.0 / MOST_REPLAYS, work / MOST_WORK);
        return goal.isMetBy(outcome);
      }
    }
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
      return scenarioAt.apply(unknown.value(rung)).vm().pages() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
