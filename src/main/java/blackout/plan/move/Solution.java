package blackout.plan.move;

import blackout.outcome.Outcome;

/** What came of the search for a value that reaches a goal. */
public sealed interface Solution {

  /**
   * A value reaches the goal and the next worse one does not; both were simulated page by page.
   *
   * @param value in B/s, bytes or ns
   * @param simulated what happens with it
   * @param worse the next worse value of three significant digits
   * @param simulatedWorse what happens with that
   * @param scattered whether still worse values reach the goal here and there, because a round more
   *     or less decides; all better ones that were tried do
   */
  record Found(
      double value, Outcome simulated, double worse, Outcome simulatedWorse, boolean scattered)
      implements Solution {}

  /**
   * Even the hardest value in the range reaches the goal.
   *
   * @param hardest in B/s, bytes or ns
   * @param outcome what happens with it
   */
  record Always(double hardest, Outcome outcome) implements Solution {}

  /**
   * No value in the range reaches the goal.
   *
   * @param easiest in B/s, bytes or ns
   * @param outcome what happens with it
   */
  record Never(double easiest, Outcome outcome) implements Solution {}
}
