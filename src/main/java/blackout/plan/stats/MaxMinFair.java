package blackout.plan.stats;

import static blackout.quantity.Require.entry;
import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Capacities shared max-min fairly: nobody gets more than it can use, and nobody can get more
 * without taking from somebody who has no more than it. What one leaves unused is divided among the
 * others. Without limits of their own all users of one capacity get the same. TCP flows of equal
 * round trips come close to such shares, and so do streams to one disk array; that is the
 * assumption.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Max-min_fairness">Max-min fairness; progressive
 *     filling after Bertsekas and Gallager, Data Networks, 1992, section 6.5.2</a>
 */
public final class MaxMinFair {

  private MaxMinFair() {}

  /**
   * Something that flows over what is shared.
   *
   * @param limit the most it can use
   * @param over the names of all that it passes
   */
  public record Flow(DataRate limit, List<String> over) {}

  /**
   * The rate of each flow, by progressive filling: what is scarcest is shared out first, and who
   * passes it is done.
   *
   * @param capacities of everything that a flow passes
   * @param flows in the order of the result
   */
  public static List<DataRate> rates(Map<String, DataRate> capacities, List<Flow> flows) {
    var rates = new DataRate[flows.size()];
    Map<String, Double> left = new HashMap<>();
    capacities.forEach((name, capacity) -> left.put(name, capacity.bytesPerSecond()));
    List<Integer> open = new ArrayList<>(IntStream.range(0, rates.length).boxed().toList());
    while (!open.isEmpty()) {
      Map<String, Integer> users = new HashMap<>();
      open.forEach(i -> flows.get(i).over().forEach(name -> users.merge(name, 1, Integer::sum)));
      Map<String, Double> share = new HashMap<>();
      users.forEach((name, count) -> share.put(name, entry(left, name) / count));
      double least = open.stream().mapToDouble(i -> most(flows.get(i), share)).min().orElseThrow();
      List<Integer> fixed =
          open.stream().filter(i -> most(flows.get(i), share) <= least * (1 + 1e-12)).toList();
      for (int i : fixed) {
        rates[i] = DataRate.bytesPerSecond(least);
        flows.get(i).over().forEach(name -> left.merge(name, -least, MaxMinFair::atLeastNothing));
      }
      open.removeAll(fixed);
    }
    return List.of(rates);
  }

  /** What a flow would get now: by its own limit, or by the scarcest of what it passes. */
  private static double most(Flow flow, Map<String, Double> share) {
    return flow.over().stream()
        .mapToDouble(share::get)
        .reduce(flow.limit().bytesPerSecond(), Math::min);
  }

  private static double atLeastNothing(double left, double change) {
    return Math.max(0, left + change);
  }

  /**
   * The rate of each sharer of one capacity.
   *
   * @param capacity what is shared
   * @param limits the most that each can use, in the order of the result
   */
  public static List<DataRate> rates(DataRate capacity, List<DataRate> limits) {
    double share = capacity.bytesPerSecond() / limits.size();
    if (!limits.isEmpty() && limits.stream().allMatch(limit -> limit.bytesPerSecond() >= share)) {
      return Collections.nCopies(limits.size(), DataRate.bytesPerSecond(share));
    }
    String storage = "storage";
    return rates(
        Map.of(storage, capacity),
        limits.stream().map(limit -> new Flow(limit, List.of(storage))).toList());
  }

  /**
   * Something to move over what is shared.
   *
   * @param amount what it has to move
   * @param limit the most it can use, more than 0
   * @param start when it begins
   */
  public record Sharer(ByteCount amount, DataRate limit, Duration start) {
    public Sharer {
      require(limit.bytesPerSecond() > 0, "a limit of 0 B/s never moves %s", amount);
      require(!start.isNegative(), "start is negative: %s", start);
    }
  }

  /**
   * When each is done, if all start together and whoever is done leaves its share to the others.
   *
   * @param capacity what is shared, more than 0
   * @param amounts what each has to move, in the order of the result
   */
  public static List<Duration> finishTimes(DataRate capacity, List<ByteCount> amounts) {
    require(capacity.bytesPerSecond() > 0, "a capacity of 0 B/s never moves anything");
    return finish(
        capacity, amounts.stream().map(a -> new Sharer(a, capacity, Duration.ZERO)).toList());
  }

  /**
   * When each is done, counted from the start of the first clock; whoever starts later takes its
   * share from then on.
   *
   * @param capacity what is shared, more than 0
   * @param sharers in the order of the result
   */
  public static List<Duration> finish(DataRate capacity, List<Sharer> sharers) {
    require(capacity.bytesPerSecond() > 0, "a capacity of 0 B/s never moves anything");
    var done = new Duration[sharers.size()];
    double[] leftBytes = sharers.stream().mapToDouble(s -> s.amount().bytes()).toArray();
    double[] startSeconds = sharers.stream().mapToDouble(s -> s.start().toNanos() / 1e9).toArray();
    int[] unfinished = IntStream.range(0, done.length).toArray();
    double now = 0;
    while (unfinished.length > 0) {
      double clock = now;
      double next =
          Arrays.stream(unfinished)
              .mapToDouble(i -> startSeconds[i])
              .filter(start -> start > clock)
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      int[] moving = Arrays.stream(unfinished).filter(i -> startSeconds[i] <= clock).toArray();
      List<DataRate> rates =
          rates(capacity, Arrays.stream(moving).mapToObj(i -> sharers.get(i).limit()).toList());
      for (int k = 0; k < moving.length; k++) {
        next = Math.min(next, now + leftBytes[moving[k]] / rates.get(k).bytesPerSecond());
      }
      for (int k = 0; k < moving.length; k++) {
        int i = moving[k];
        leftBytes[i] -= (next - now) * rates.get(k).bytesPerSecond();
        if (leftBytes[i] < 0.5) { // half a byte: what rounding leaves of nothing
          done[i] = Duration.ofNanos(Math.round(next * 1e9));
        }
      }
      unfinished = Arrays.stream(unfinished).filter(i -> done[i] == null).toArray();
      now = next;
    }
    return List.of(done);
  }
}
