package blackout.exhibit;

import blackout.outcome.Outcome;
import blackout.plan.move.SingleMove;
import blackout.quantity.Amounts;
import java.util.stream.Collectors;

/** Questions and answers in one line. */
public final class MoveText {

  private MoveText() {}

  /** What was asked about one VM. */
  public static String question(SingleMove move) {
    return Amounts.bytes(move.guest().memory())
        + ", dirtied at "
        + Amounts.rate(move.guest().dirtyRate())
        + " over a working set of "
        + Amounts.bytes(move.guest().writtenMemory())
        + ", over "
        + Amounts.linkRate(move.link())
        + move.bandwidthLimit().map(rate -> " limited to " + Amounts.linkRate(rate)).orElse("")
        + ", "
        + move.hypervisor()
        + move.options().words().stream().map(o -> ", " + o).collect(Collectors.joining())
        + ", seed "
        + move.seed();
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
        + (rounds == 1 ? "1 round" : Amounts.count(rounds) + " rounds")
        + "; "
        + outcome.record().stopReason()
        + ".";
  }
}
