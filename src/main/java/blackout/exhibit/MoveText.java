package blackout.exhibit;

import blackout.outcome.Outcome;
import blackout.plan.move.Question;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.scenario.Port;
import java.util.stream.Collectors;

/** Questions and answers in one line. */
public final class MoveText {

  private MoveText() {}

  /** What was asked about one VM. */
  public static String question(Question question) {
    return Amounts.bytes(question.guest().memory())
        + ", dirtied at "
        + Amounts.rate(question.guest().dirtyRate())
        + " over a working set of "
        + Amounts.bytes(question.guest().writtenMemory())
        + ", over "
        + Port.words(question.link().wire())
        + question
            .link()
            .senderLimit()
            .map(rate -> " limited to " + Amounts.linkRate(rate))
            .orElse("")
        + ", "
        + question.hypervisor()
        + question.options().words().stream().map(o -> ", " + o).collect(Collectors.joining())
        + ", seed "
        + question.seed();
  }

  /** How a live migration went, with the reason why its rounds ended. */
  public static String migration(Outcome outcome) {
    int rounds = outcome.record().liveRounds();
    return "The live migration "
        + (outcome instanceof Outcome.Aborted ? "was given up after " : "takes ")
        + Amounts.duration(outcome.record().total())
        + " and sends "
        + Amounts.bytes(outcome.record().sent().bytes())
        + " in "
        + Text.count(rounds, "round")
        + "; "
        + outcome.record().stopReason()
        + ".";
  }
}
