package blackout.exhibit;

import blackout.outcome.Brownout;
import blackout.outcome.Outcome;
import blackout.plan.move.Question;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.scenario.Port;
import java.util.Optional;
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
        + "."
        + brownout(outcome.record().brownout()).map(felt -> " " + felt).orElse("");
  }

  /** What the guest felt while it ran, in a sentence; empty if it was not slowed. */
  public static Optional<String> brownout(Brownout felt) {
    if (!felt.isFelt()) {
      return Optional.empty();
    }
    String faults =
        felt.remoteFaults() == 0
            ? ""
            : ", waiting for " + Amounts.count(felt.remoteFaults()) + " pages from the source";
    return Optional.of(
        "Brownout: the guest is slowed by %s for %s, at the worst by %s, and loses %s of work%s."
            .formatted(
                Amounts.percent(felt.meanRatio()),
                Amounts.duration(felt.length()),
                Amounts.percent(felt.deepestRatio()),
                Amounts.duration(felt.lostWork()),
                faults));
  }

  /** A brownout in a cell of a table. */
  static String brownoutCell(Brownout felt) {
    return felt.isFelt()
        ? Amounts.percent(felt.meanRatio()) + " for " + Amounts.duration(felt.length())
        : "none";
  }
}
