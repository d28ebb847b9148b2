package blackout.plan.move;

import blackout.outcome.Outcome;
import java.util.List;

/** What came of the search for the values that reach a goal. */
public sealed interface Solution {

  /**
   * Values that reach the goal, all of them between two ends.
   *
   * @param hard the end at which the goal is harder to reach: the smallest bandwidth, the largest
   *     memory, in B/s, bytes or ns
   * @param easy the other end
   * @param open whether all easier values that are tried reach the goal too
   * @param pageByPage whether both ends were simulated page by page; in expected counts if not
   */
  record Range(double hard, double easy, boolean open, boolean pageByPage) {}

  /**
   * Some values reach the goal and some do not.
   *
   * @param value the hard end of the easiest range, in B/s, bytes or ns
   * @param simulated what happens with it
   * @param worse the next worse value that was tried, as a rule the next one of three digits
   * @param simulatedWorse what happens with that
   * @param ranges values that reach the goal, from the hardest to the easiest; single values
   *     between ranges may reach it too, by chance
   * @param ports usual ports that reach it, in Gbit/s, if a bandwidth was looked for
   */
  record Found(
      double value,
      Outcome simulated,
      double worse,
      Outcome simulatedWorse,
      List<Range> ranges,
      List<Integer> ports)
      implements Solution {

    public Found {
      ranges = List.copyOf(ranges);
      ports = List.copyOf(ports);
    }

    /** Whether the value and all easier ones reach the goal. */
    public boolean alwaysFromThere() {
      return ranges.get(ranges.size() - 1).open();
    }
  }

  /**
   * Even the hardest value in the range reaches the goal, and all easier ones do.
   *
   * @param hardest in B/s, bytes or ns
   * @param outcome what happens with it
   */
  record Always(double hardest, Outcome outcome) implements Solution {}

  /**
   * No value that is tried reaches the goal.
   *
   * @param closest the value that comes closest to it, in B/s, bytes or ns
   * @param outcome what happens with it
   */
  record Never(double closest, Outcome outcome) implements Solution {}
}
