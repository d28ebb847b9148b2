package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.exhibit.RiskText;
import blackout.plan.move.Goal;
import blackout.plan.move.Question;
import blackout.plan.move.Risk;
import blackout.plan.stats.Spread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * A move whose numbers are not sure: 10,000 cases in expected counts, as the command {@code risk}
 * makes them. Shown as its quantiles.
 *
 * @param risk what is sure and what is not
 */
public record MoveRisk(Risk risk) {

  /** As many as the command makes by default. */
  private static final int CASES = 10_000;

  /** Points of Sobol's indices, as many as the command takes. */
  private static final int POINTS = 1024;

  static MoveRisk of(Question question, List<Unsure> numbers) {
    Map<Risk.Input, Spread> inputs = new EnumMap<>(Risk.Input.class);
    for (Unsure number : numbers) {
      require(
          !number.spread().isSure(),
          "%s is one value, which the move itself says; give a range",
          number.input().label());
      require(
          inputs.put(number.input(), number.spread()) == null,
          "%s is given twice",
          number.input().label());
    }
    return new MoveRisk(new Risk(question, inputs));
  }

  /** P50, P90 and P99 of downtime and time, each with the interval that holds it. */
  public Table quantiles() {
    return RiskText.quantiles(run(Goal.ENDS));
  }

  /** The share of the cases that reach the goals, such as {@code "97.3 % (96.1 to 98.2 %)"}. */
  public String chance(Goal... goals) {
    return RiskText.ratio(run(Move.all(goals)).goalRatio());
  }

  /** What each number does by itself, the widest swing first. */
  public Table tornado() {
    return RiskText.tornado(risk.tornado());
  }

  /** Which number the spread of the time comes from: what to measure next. */
  public Table shares() {
    return RiskText.shares(risk.shares(POINTS, risk.base().seed()));
  }

  private Risk.Result run(Goal goal) {
    return risk.run(CASES, risk.base().seed(), goal);
  }
}
