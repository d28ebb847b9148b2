package blackout.plan.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Looks for the order of live migrations that is over first. Few moves are tried in every order;
 * many in some orders that are good as a rule, the best of which is improved by exchanging two
 * moves at a time.
 */
public final class OrderSearch {

  /** 5040 orders. */
  private static final int MOST_TRIED_IN_EVERY_ORDER = 7;

  private static final int EXCHANGES = 300;

  /** Moves that are predicted for exchanges at most: those of large drains are fewer. */
  private static final int EXCHANGED_MOVES = 20_000;

  private OrderSearch() {}

  /**
   * An order and when its last move ends.
   *
   * @param proven whether every order was tried
   */
  public record Best(List<LiveMove> order, Duration makespan, boolean proven) {}

  /** The best order: proven for few moves, otherwise the best found. */
  public static Best best(List<LiveMove> moves, Concurrency rule) {
    return moves.size() <= MOST_TRIED_IN_EVERY_ORDER
        ? exhaustive(moves, rule)
        : heuristic(moves, rule);
  }

  /** The best of all orders. */
  public static Best exhaustive(List<LiveMove> moves, Concurrency rule) {
    var known = new LiveQueue.Known();
    Best best = tried(moves, rule, known);
    var order = new ArrayList<>(moves);
    int[] counters = new int[order.size()];
    int i = 0;
    while (i < counters.length) { // Heap's algorithm
      if (counters[i] < i) {
        Collections.swap(order, i % 2 == 0 ? 0 : counters[i], i);
        best = better(best, tried(order, rule, known));
        counters[i]++;
        i = 0;
      } else {
        counters[i] = 0;
        i++;
      }
    }
    return new Best(best.order, best.makespan, true);
  }

  /** The best order found without trying all. */
  public static Best heuristic(List<LiveMove> moves, Concurrency rule) {
    var known = new LiveQueue.Known();
    Comparator<LiveMove> bySize = Comparator.comparing(m -> m.scenario().vm().memory());
    Comparator<LiveMove> byAlone =
        Comparator.comparing(m -> LiveQueue.run(List.of(m), rule, known).get(0).end());
    Best best = tried(moves, rule, known);
    Duration worst = best.makespan;
    for (Comparator<LiveMove> order :
        List.of(bySize.reversed(), bySize, byAlone.reversed(), byAlone)) {
      Best next = tried(moves.stream().sorted(order).toList(), rule, known);
      worst = worst.compareTo(next.makespan) >= 0 ? worst : next.makespan;
      best = better(best, next);
    }
    // Where no order changes anything, as with one move at a time, exchanges would not either.
    boolean matters = worst.minus(best.makespan).compareTo(Duration.ofMillis(1)) > 0;
    return matters && moves.size() > 2 ? exchanged(best, rule, known) : best;
  }

  private static Best exchanged(Best start, Concurrency rule, LiveQueue.Known known) {
    Best best = start;
    var random = new SplittableRandom(1);
    int exchanges = Math.min(EXCHANGES, EXCHANGED_MOVES / start.order.size());
    for (int i = 0; i < exchanges; i++) {
      var order = new ArrayList<>(best.order);
      Collections.swap(order, random.nextInt(order.size()), random.nextInt(order.size()));
      best = better(best, tried(order, rule, known));
    }
    return best;
  }

  /**
   * A time that no order can beat: that of the longest move alone, and for each node the time in
   * which its link carries what its moves send if each is alone (a shared link makes them send
   * more). Where only one leaves a node at a time, their times alone add up.
   */
  public static Duration bound(List<LiveMove> moves, Concurrency rule) {
    Duration bound = Duration.ZERO;
    Map<String, Duration> busy = new LinkedHashMap<>();
    for (LiveMove move : moves) {
      LiveQueue.Done alone = LiveQueue.run(List.of(move), Concurrency.ALL).get(0);
      bound = later(bound, alone.end());
      Duration onWire =
          move.scenario().link().wire().timeFor(alone.outcome().record().sent().bytes());
      busy.merge(move.from(), rule.isOneByOne() ? alone.end() : onWire, Duration::plus);
    }
    for (Duration time : busy.values()) {
      bound = later(bound, time);
    }
    return bound;
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Best tried(List<LiveMove> order, Concurrency rule, LiveQueue.Known known) {
    return new Best(
        List.copyOf(order), LiveQueue.makespan(LiveQueue.run(order, rule, known)), false);
  }

  private static Best better(Best a, Best b) {
    return b.makespan.compareTo(a.makespan) < 0 ? b : a;
  }
}
