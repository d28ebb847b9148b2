package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.exhibit.SolutionText;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Port;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What a search says of seeded questions against brute force: the page-exact replay, that of the
 * command {@code estimate}, at values drawn from the whole range that is tried.
 */
final class SearchAgainstBruteForceTest {

  private static final int QUESTIONS = Integer.getInteger("blackout.search.questions", 150);
  private static final int VALUES = 12;

  /** Of all answers, where a step of the sender may fall either way at a value inside a range. */
  private static final double MOST_BY_CHANCE = 0.002;

  /** The same of values between ranges, of which the answer says that single ones may reach it. */
  private static final double MOST_LEFT_OUT = 0.005;

  private final List<String> contradictions = new ArrayList<>();
  private final TreeMap<String, Integer> answers = new TreeMap<>();
  private int looks;
  private int byChance;
  private int leftOut;
  private int toldValues;

  @Test
  void noAnswerContradictsTheReplay() {
    var random = new SplittableRandom(20261129);
    List<String> hypervisors = Hypervisors.all().stream().map(Hypervisor::name).toList();
    long longest = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      ByteCount memory = ByteCount.mebibytes(256L << random.nextInt(3));
      DataRate dirty = DataRate.mebibytesPerSecond(Math.pow(10, 0.3 + 2 * random.nextDouble()));
      var guest =
          Guest.of(memory, dirty)
              .withWorkingSet(new ByteCount((memory.bytes() >> 2 + random.nextInt(4)) & -4096L));
      Question move =
          Question.of(guest, DataRate.megabitsPerSecond(100 * Math.pow(30, random.nextDouble())))
              .withHypervisor(hypervisors.get(random.nextInt(hypervisors.size())))
              .withDowntimeLimit(Duration.ofMillis(30 + random.nextInt(500)));
      Unknown unknown =
          switch (random.nextInt(4)) {
            case 0 -> Unknown.DOWNTIME_LIMIT;
            case 1 -> Unknown.DIRTY_RATE;
            default -> Unknown.BANDWIDTH;
          };
      Goal goal =
          switch (random.nextInt(4)) {
            case 0 -> Goal.totalWithin(Duration.ofSeconds(5 + random.nextInt(200)));
            case 1 -> Goal.ENDS;
            default -> Goal.downtimeWithin(Duration.ofMillis(30 + random.nextInt(1000)));
          };
      long start = System.nanoTime();
      Solution solution = Search.in(move, unknown, goal).solve();
      long took = System.nanoTime() - start;
      longest = Math.max(longest, took);
      answers.merge(solution.getClass().getSimpleName(), 1, Integer::sum);
      compare(move, unknown, goal, solution, random);
      compareValuesTold(move, unknown, goal, solution);
    }

    System.out.printf(
        "%d questions %s: %d values told as printed, %d contradictions; %d replays of values drawn,"
            + " %d within ranges miss it, %d outside reach it; longest %d ms%n",
        QUESTIONS,
        answers,
        toldValues,
        contradictions.size(),
        looks,
        byChance,
        leftOut,
        longest / 1_000_000);
    assertThat(contradictions).isEmpty();
    assertThat(leftOut).isLessThanOrEqualTo((int) Math.ceil(MOST_LEFT_OUT * looks));
    assertThat(byChance).isLessThanOrEqualTo((int) Math.ceil(MOST_BY_CHANCE * looks));
    assertThat(answers.values()).allMatch(count -> count > QUESTIONS / 50);
  }

  private void compare(
      Question move, Unknown unknown, Goal goal, Solution solution, SplittableRandom random) {
    for (int j = 0; j < VALUES; j++) {
      int rung = random.nextInt(unknown.rungs());
      double value = unknown.value(rung);
      Scenario scenario;
      try {
        scenario = unknown.in(move, value).scenario();
      } catch (IllegalArgumentException e) {
        continue; // the guest does not fit
      }
      boolean told = told(solution, value);
      Outcome expected = Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
      if (!told && !goal.isMetBy(expected)) {
        continue; // missed as told
      }
      looks++;
      boolean reached = goal.isMetBy(Kernel.run(scenario, Engine.PAGE_BY_PAGE));
      if (told && !reached) {
        byChance++;
        note(move, unknown, goal, solution, value, "told to reach it, misses it");
      } else if (!told && reached && solution instanceof Solution.Never) {
        note(move, unknown, goal, solution, value, "told to be reached by none, reaches it");
        contradictions.add(move + " " + unknown + " " + goal + " at " + value);
      } else if (!told && reached) {
        leftOut++;
        note(move, unknown, goal, solution, value, "in no range that is told, reaches it");
      }
    }
  }

  /**
   * The value told, the worse one, the ends of all ranges that were simulated page by page, and the
   * usual ports: each read back from the text that is printed, and asked as {@code estimate} would.
   */
  private void compareValuesTold(Question move, Unknown unknown, Goal goal, Solution solution) {
    if (solution instanceof Solution.Always always) {
      asPrinted(move, unknown, goal, always.hardest(), Optional.of(always.outcome()), true);
    } else if (solution instanceof Solution.Never never) {
      asPrinted(move, unknown, goal, never.closest(), Optional.of(never.outcome()), false);
    } else if (solution instanceof Solution.Found found) {
      asPrinted(move, unknown, goal, found.value(), Optional.of(found.simulated()), true);
      boolean worse = goal.isMetBy(found.simulatedWorse());
      asPrinted(move, unknown, goal, found.worse(), Optional.of(found.simulatedWorse()), worse);
      for (Solution.Range range : found.ranges()) {
        if (range.pageByPage()) {
          asPrinted(move, unknown, goal, range.hard(), Optional.empty(), true);
          asPrinted(move, unknown, goal, range.easy(), Optional.empty(), true);
        }
      }
      for (int gigabits : found.ports()) {
        Question port = move.withLink(Port.payload(gigabits + " Gbit/s"));
        check(port, goal, Optional.empty(), true, "port " + gigabits + " of " + move);
      }
    }
  }

  private void asPrinted(
      Question move,
      Unknown unknown,
      Goal goal,
      double value,
      Optional<Outcome> told,
      boolean reached) {
    String text = SolutionText.plain(unknown, value);
    Question read =
        switch (unknown) {
          case BANDWIDTH -> move.withLink(Port.payload(text));
          case MEMORY -> move.withGuest(move.guest().withMemory(ByteCount.parse(text)));
          case DIRTY_RATE -> move.withGuest(move.guest().withDirtyRate(DataRate.parse(text)));
          case DOWNTIME_LIMIT -> move.withDowntimeLimit(TimeText.parse(text));
        };
    check(read, goal, told, reached, unknown + " " + text + " of " + move);
  }

  private void check(
      Question read, Goal goal, Optional<Outcome> told, boolean reached, String what) {
    toldValues++;
    Outcome outcome = Kernel.run(read.scenario(), Engine.PAGE_BY_PAGE);
    boolean same =
        told.isEmpty()
            || (told.get().downtime().equals(outcome.downtime())
                && told.get().record().total().equals(outcome.record().total()));
    if (!same || goal.isMetBy(outcome) != reached) {
      contradictions.add("%s, %s: told %s, is %s".formatted(what, goal, reached, outcome));
      System.out.println("told and not so: " + what + " " + goal);
    }
  }

  /** Whether a value is told to reach the goal. */
  private static boolean told(Solution solution, double value) {
    if (solution instanceof Solution.Always) {
      return true;
    }
    if (solution instanceof Solution.Found found) {
      return found.ranges().stream()
          .anyMatch(
              r -> Math.min(r.hard(), r.easy()) <= value && value <= Math.max(r.hard(), r.easy()));
    }
    return false;
  }

  private static void note(
      Question move, Unknown unknown, Goal goal, Solution solution, double value, String what) {
    System.out.println(
        what
            + ": "
            + unknown
            + "="
            + value
            + " "
            + goal
            + " "
            + move.hypervisor()
            + " "
            + move.guest()
            + " "
            + move.link()
            + " "
            + move.downtimeLimit()
            + " "
            + (solution instanceof Solution.Found f
                ? f.ranges()
                : solution.getClass().getSimpleName()));
  }
}
