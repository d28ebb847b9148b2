package blackout.notebook;

import blackout.exhibit.SolutionText;
import blackout.exhibit.Tables;
import blackout.outcome.Outcome;
import blackout.plan.move.Goal;
import blackout.plan.move.Solution;
import blackout.plan.move.Unknown;
import java.util.LinkedHashMap;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * What came of {@link Move#solve} or {@link Cluster#solve}: the sentences of the command {@code
 * solve}, and what was simulated for them.
 *
 * @param unknown what was looked for
 * @param goal what was to be reached
 * @param solution what was found
 */
public record Answer(Unknown unknown, Goal goal, Solution solution) {

  /**
   * The value that was found, or the hardest one if every one will do, in words that the other
   * questions take: {@code move.across(answer.value())}.
   *
   * @throws IllegalStateException if no value reaches the goal; the message says so
   */
  public String value() {
    if (solution instanceof Solution.Found found) {
      return word(found.value());
    }
    if (solution instanceof Solution.Always always) {
      return word(always.hardest());
    }
    throw new IllegalStateException(toString().lines().findFirst().orElseThrow());
  }

  /** What was simulated: the value and the next worse one, or the end of the range. */
  public Table table() {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    if (solution instanceof Solution.Found found) {
      outcomes.put(word(found.value()), found.simulated());
      outcomes.put(word(found.worse()), found.simulatedWorse());
    } else if (solution instanceof Solution.Always always) {
      outcomes.put(word(always.hardest()), always.outcome());
    } else if (solution instanceof Solution.Never never) {
      outcomes.put(word(never.closest()), never.outcome());
    }
    String label = unknown.label();
    return Tables.moves(Character.toUpperCase(label.charAt(0)) + label.substring(1), outcomes);
  }

  /** As {@code solve} prints it. */
  @Override
  public String toString() {
    return SolutionText.text(unknown, goal, solution);
  }

  private String word(double value) {
    return SolutionText.plain(unknown, value);
  }
}
