package blackout.plan.drain;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.plan.stats.MaxMinFair;
import blackout.quantity.DataRate;
import blackout.scenario.LinkShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Live migrations that share links and wait for one another, event by event. Whenever one starts or
 * ends, the shares of all are worked out anew, and each migration under way is predicted from its
 * command on with all shares it has had so far: so every one slows the convergence of the others,
 * and nothing is averaged. A migration holds its share from its command to its end, also while it
 * sends nothing, which is on the safe side.
 */
public final class LiveQueue {

  /**
   * One migration as it went.
   *
   * @param move what was asked
   * @param start when its command was given
   * @param shares what it had of the link
   * @param outcome in expected counts, without rounds
   */
  public record Done(LiveMove move, Duration start, List<LinkShare> shares, Outcome outcome) {
    public Duration end() {
      return start.plus(outcome.record().total());
    }

    /** The same by the page-exact replay, with the same shares. */
    public Outcome replayed() {
      return Kernel.run(move.scenario(), Engine.PAGE_BY_PAGE, Detail.ROUNDS, shares);
    }
  }

  /**
   * What was predicted for moves that keep their first share to the end. In a search through many
   * orders that is the same in nearly all of them. Mutable; one thread owns it.
   */
  static final class Known {
    private final IdentityHashMap<LiveMove, Map<Double, Outcome>> byRate = new IdentityHashMap<>();

    private Outcome of(LiveMove move, LinkShare share) {
      return byRate
          .computeIfAbsent(move, m -> new HashMap<>())
          .computeIfAbsent(
              share.rate().bytesPerSecond(),
              r ->
                  Kernel.run(
                      move.scenario(), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of(share)));
    }
  }

  private final Concurrency rule;
  private final Known known;
  private final List<LiveMove> waiting;

  /** The hosts that are emptied. */
  private final long sources;

  private final List<UnderWay> underWay = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();
  private Duration now = Duration.ZERO;

  /** A migration under way; its outcome holds if nothing changes any more. */
  private static final class UnderWay {
    private final LiveMove move;
    private final Duration start;
    private final List<LinkShare> shares = new ArrayList<>();
    private Outcome outcome;

    private UnderWay(LiveMove move, Duration start, double bytesPerSecond, Known known) {
      this.move = move;
      this.start = start;
      shares.add(new LinkShare(Duration.ZERO, new DataRate(bytesPerSecond)));
      outcome = known.of(move, shares.get(0));
    }

    private void share(Duration now, double bytesPerSecond) {
      if (shares.get(shares.size() - 1).rate().bytesPerSecond() != bytesPerSecond) {
        shares.add(new LinkShare(now.minus(start), new DataRate(bytesPerSecond)));
        outcome = Kernel.run(move.scenario(), Engine.EXPECTED_COUNTS, Detail.TOTALS, shares);
      }
    }

    private Duration end() {
      return start.plus(outcome.record().total());
    }
  }

  private LiveQueue(List<LiveMove> order, Concurrency rule, Known known) {
    this.waiting = new ArrayList<>(order);
    this.rule = rule;
    this.known = known;
    sources = order.stream().map(LiveMove::from).distinct().count();
  }

  /**
   * Runs all moves, the first of the order first, and returns them in the order of their starts.
   */
  public static List<Done> run(List<LiveMove> order, Concurrency rule) {
    return run(order, rule, new Known());
  }

  static List<Done> run(List<LiveMove> order, Concurrency rule, Known known) {
    var queue = new LiveQueue(order, rule, known);
    while (!queue.waiting.isEmpty() || !queue.underWay.isEmpty()) {
      queue.start();
      queue.finishNext();
    }
    queue.done.sort(Comparator.comparing(Done::start));
    return List.copyOf(queue.done);
  }

  /** The end of the last move. */
  public static Duration makespan(List<Done> moves) {
    return moves.stream().map(Done::end).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void start() {
    List<LiveMove> active = new ArrayList<>(underWay.stream().map(u -> u.move).toList());
    // A source that may send no more is asked once, not for each of its many VMs that wait.
    Set<String> full = new HashSet<>();
    for (Iterator<LiveMove> next = waiting.iterator(); next.hasNext() && full.size() < sources; ) {
      LiveMove move = next.next();
      if (!full.contains(move.from())) {
        if (rule.allows(active, move)) {
          active.add(move);
          next.remove();
        } else if (!rule.allowsFrom(active, move.from())) {
          full.add(move.from());
        }
      }
    }
    double[] rates = rates(active);
    for (int i = 0; i < rates.length; i++) {
      if (i < underWay.size()) {
        underWay.get(i).share(now, rates[i]);
      } else {
        underWay.add(new UnderWay(active.get(i), now, rates[i], known));
      }
    }
  }

  /**
   * The rate of each move (B/s), in the order of the moves. Every node has one link, as wide in as
   * out, and the switch between them is never scarce. A move wants no more than its live rate.
   */
  static double[] rates(List<LiveMove> moves) {
    Map<String, DataRate> links = new HashMap<>();
    List<MaxMinFair.Flow> flows = new ArrayList<>();
    for (LiveMove move : moves) {
      List<String> over = List.of("out of " + move.from(), "into " + move.to());
      DataRate wire = move.scenario().link().wire();
      over.forEach(link -> links.merge(link, wire, (a, b) -> a.compareTo(b) >= 0 ? a : b));
      flows.add(new MaxMinFair.Flow(move.scenario().link().liveRate(), over));
    }
    return MaxMinFair.rates(links, flows).stream().mapToDouble(DataRate::bytesPerSecond).toArray();
  }

  private void finishNext() {
    UnderWay next = underWay.stream().min(Comparator.comparing(UnderWay::end)).orElseThrow();
    now = next.end().compareTo(now) > 0 ? next.end() : now;
    underWay.remove(next);
    done.add(new Done(next.move, next.start, List.copyOf(next.shares), next.outcome));
  }
}
