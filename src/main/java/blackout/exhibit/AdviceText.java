package blackout.exhibit;

import blackout.plan.move.Advice;
import blackout.quantity.Amounts;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Advice as a table. */
public final class AdviceText {

  private AdviceText() {}

  /** The cheapest action that reaches the goal, or that none does and which comes closest. */
  public static String sentence(List<Advice.Action> actions) {
    Advice.Action best = actions.get(0);
    if (best.reachesGoal()) {
      return best.kind() == Advice.Measure.NOTHING
          ? "The goal is reached as it is."
          : "The cheapest action that reaches the goal: " + words(best) + ".";
    }
    return best.downtime().isPresent()
        ? "Nothing reaches the goal. The shortest downtime has: "
            + words(best)
            + ", with "
            + Amounts.duration(best.downtime().get())
            + "."
        : "Nothing reaches the goal; the migration never ends.";
  }

  /** An action in words: {@code "faster link, a port of 10 Gbit/s"}. */
  public static String words(Advice.Action action) {
    return action.kind().label() + (action.how().isEmpty() ? "" : ", " + action.how());
  }

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
