package blackout.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Max-min fair shares: everybody gets the same on the link that is scarcest, and what somebody
 * cannot use goes to the others. Every node has one link, as wide in as out, and the switch between
 * them is never scarce. TCP flows of equal round trips come close to such shares; that is the
 * assumption.
 *
 * @see <a href="https://web.mit.edu/dimitrib/www/datanets.html">Bertsekas and Gallager, Data
 *     Networks, 2nd edition, section 6.5.2 (progressive filling)</a>
 */
final class FairShares {

  private FairShares() {}

  /**
   * The rate of each move (B/s), in the order of the moves. A move wants no more than its live
   * rate.
   */
  static double[] of(List<LiveMove> moves) {
    double[] rates = new double[moves.size()];
    Map<String, Double> left = new HashMap<>();
    for (LiveMove move : moves) {
      double wire = move.scenario().link().wire().bytesPerSecond();
      ports(move).forEach(port -> left.merge(port, wire, Math::max));
    }
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      double least = Double.POSITIVE_INFINITY;
      for (int i : open) {
        least = Math.min(least, fair(moves, open, left, i));
      }
      double share = least;
      List<Integer> fixed =
          open.stream().filter(i -> fair(moves, open, left, i) <= share * (1 + 1e-12)).toList();
      for (int i : fixed) {
        rates[i] = share;
        ports(moves.get(i)).forEach(port -> left.merge(port, -share, Double::sum));
      }
      open.removeAll(fixed);
    }
    return rates;
  }

  /** What a move would get now: by its own wish, or by the scarcer one of its two ports. */
  private static double fair(
      List<LiveMove> moves, List<Integer> open, Map<String, Double> left, int i) {
    double fair = moves.get(i).scenario().link().liveRate().bytesPerSecond();
    for (String port : ports(moves.get(i))) {
      long users = open.stream().filter(j -> ports(moves.get(j)).contains(port)).count();
      fair = Math.min(fair, left.get(port) / users);
    }
    return fair;
  }

  private static List<String> ports(LiveMove move) {
    return List.of("out of " + move.from(), "into " + move.to());
  }
}
