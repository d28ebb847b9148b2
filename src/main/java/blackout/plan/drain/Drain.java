package blackout.plan.drain;

import blackout.quantity.ByteCount;
import blackout.quantity.Text;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one host is emptied.
 *
 * @param host its name
 * @param moves who goes where and when, by start
 * @param kept the VMs that keep the host from being empty, and why
 * @param keepsReserve whether one more node could fail while this one is away
 * @param order how good the order of the live migrations is
 * @param choices what other numbers at once would cost
 */
public record Drain(
    String host,
    List<Move> moves,
    List<Kept> kept,
    boolean keepsReserve,
    Order order,
    List<Choice> choices) {

  /** The longest downtime of the VMs that leave in a way; zero if none does. */
  public Duration longestDowntime(Way way) {
    return moves.stream()
        .filter(move -> move.way() == way)
        .map(Move::downtime)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** How a VM leaves. */
  public enum Way {
    LIVE("live"),
    SAVED("saved state"),
    /** It is out until its host is back. */
    SHUT_DOWN("shut down");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * A VM that does not leave.
   *
   * @param vm its name
   * @param why what keeps it, in words
   */
  public record Kept(String vm, String why) {
    @Override
    public String toString() {
      return vm + " (" + why + ")";
    }
  }

  /**
   * One VM on its way.
   *
   * @param vm its name
   * @param memory its memory
   * @param to the name of the destination; its own host for one that is shut down
   * @param way how it leaves
   * @param why why it is saved or shut down; how its live migration ends
   * @param start from the start of the drain
   * @param end from the start of the drain
   * @param downtime its pause
   * @param replay what to replay page by page; empty for a saved state
   */
  public record Move(
      String vm,
      ByteCount memory,
      String to,
      Way way,
      String why,
      Duration start,
      Duration end,
      Duration downtime,
      Optional<Replay> replay) {}

  /**
   * A live migration with the shares that it had of the link.
   *
   * @param scenario the VM and the link
   * @param shares what it had of the link
   */
  public record Replay(Scenario scenario, List<LinkShare> shares) {}

  /**
   * The way home of the VMs that left.
   *
   * @param vms how many go back
   * @param time until the last is back
   * @param longestDowntime of a VM that goes back live
   * @param neverEnding the live migrations that would be given up
   */
  public record Home(int vms, Duration time, Duration longestDowntime, int neverEnding) {}

  /**
   * How good the order of the live migrations is.
   *
   * @param byPriority whether the platform orders them, highest priority first; else the best order
   *     found is taken
   * @param taken when the last one ends in that order
   * @param proven whether every order was tried
   * @param found when the last one ends in the best order found
   * @param bound a time that no order can beat
   */
  public record Order(
      boolean byPriority, Duration taken, boolean proven, Duration found, Duration bound) {

    /** By how much of the bound a better order could be faster at most; 0 if there is none. */
    public double gapRatio() {
      Duration best = proven ? found : bound;
      return best.isZero() ? 0 : (double) taken.toNanos() / best.toNanos() - 1;
    }
  }

  /**
   * What a number of live migrations at once costs, in its best order found.
   *
   * @param name the number in words
   * @param makespan when the last move ends, saved states included
   * @param worstDowntime the longest pause of a VM that moves live
   * @param totalDowntime the sum of those pauses
   * @param neverEnding the live migrations that would be given up, because their VMs dirty faster
   *     than their share of the link
   */
  public record Choice(
      String name,
      Duration makespan,
      Duration worstDowntime,
      Duration totalDowntime,
      int neverEnding) {

    /** This one and then another one by the same rule. */
    Choice then(Choice other) {
      return new Choice(
          name,
          makespan.plus(other.makespan),
          worstDowntime.compareTo(other.worstDowntime) >= 0 ? worstDowntime : other.worstDowntime,
          totalDowntime.plus(other.totalDowntime),
          neverEnding + other.neverEnding);
    }
  }

  public Drain {
    moves = List.copyOf(moves);
    kept = List.copyOf(kept);
    choices = List.copyOf(choices);
  }

  /** The names of the VMs that keep the host from being empty. */
  public List<String> stuck() {
    return kept.stream().map(Kept::vm).toList();
  }

  /**
   * What keeps the host from being empty, a sentence for each reason; none if it ends empty.
   *
   * @param most the VMs that a sentence names
   */
  public List<String> keptWords(int most) {
    Map<String, List<String>> vms = new LinkedHashMap<>();
    kept.forEach(k -> vms.computeIfAbsent(k.why(), w -> new ArrayList<>()).add(k.vm()));
    List<String> sentences = new ArrayList<>();
    vms.forEach(
        (why, names) ->
            sentences.add(
                "%s cannot be emptied: %s %s, %s."
                    .formatted(
                        host,
                        Text.names(names, most),
                        Text.verb(names.size(), "stays", "stay"),
                        why)));
    return sentences;
  }

  /** When the last VM has left. */
  public Duration makespan() {
    return moves.stream().map(Move::end).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
