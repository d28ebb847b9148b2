package blackout.exhibit;

import blackout.plan.Advice;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Advice as a table. */
public final class AdviceText {

  private AdviceText() {}

  /** The actions, best first. */
  public static Table table(List<Advice.Action> actions) {
    return Table.create(
        "Actions",
        StringColumn.create("Action", actions.stream().map(a -> a.kind().label())),
        StringColumn.create("With", actions.stream().map(a -> a.how().isEmpty() ? "-" : a.how())),
        StringColumn.create(
            "Downtime",
            actions.stream().map(a -> a.downtime().map(Amounts::duration).orElse("never ends"))),
        StringColumn.create("Takes", actions.stream().map(a -> Amounts.duration(a.total()))),
        StringColumn.create(
            "Reaches the goal", actions.stream().map(a -> a.reachesGoal() ? "yes" : "no")));
  }
}
