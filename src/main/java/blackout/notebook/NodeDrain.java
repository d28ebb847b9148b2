package blackout.notebook;

import blackout.exhibit.Chart;
import blackout.exhibit.Gantt;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRules;
import tech.tablesaw.api.Table;

/**
 * How a node of a {@link Cluster} is emptied, as the command {@code drain} prints it.
 *
 * @param drain the moves
 * @param rules by which it is drained
 */
public record NodeDrain(Drain drain, DrainRules rules) {

  /** Who goes where, when and how, by start. */
  public Table table() {
    return Gantt.table(drain);
  }

  /** The same as a chart: a line for each VM, its pause in another colour. */
  public Chart chart() {
    return Gantt.chart(drain);
  }

  /** What other numbers of live migrations at once would cost. */
  public Table choices() {
    return Gantt.choices(drain);
  }

  /** When the node is empty, how good the order is, and whether another node could fail. */
  @Override
  public String toString() {
    return String.join("\n", Gantt.sentences(drain, rules.atOnce())) + "\n";
  }
}
