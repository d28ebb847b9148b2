package blackout.plan;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One capacity shared max-min fairly: nobody gets more than it can use, and nobody can get more
 * without taking from somebody who has no more than it. What one leaves unused is divided among the
 * others. Without limits of their own all get the same.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Max-min_fairness">Max-min fairness; progressive
 *     filling after Bertsekas and Gallager, Data Networks, 1992, section 6.5.2</a>
 */
public final class MaxMinFair {

  private MaxMinFair() {}

  /**
   * The rate of each sharer.
   *
   * @param capacity what is shared
   * @param limits the most that each can use, in the order of the result
   */
  public static List<DataRate> rates(DataRate capacity, List<DataRate> limits) {
    List<Integer> leastFirst =
        IntStream.range(0, limits.size())
            .boxed()
            .sorted(Comparator.comparing(limits::get))
            .toList();
    var rates = new ArrayList<DataRate>(limits);
    double left = capacity.bytesPerSecond();
    int sharers = limits.size();
    for (int i : leastFirst) {
      double rate = Math.min(limits.get(i).bytesPerSecond(), left / sharers);
      rates.set(i, DataRate.bytesPerSecond(rate));
      left = Math.max(0, left - rate);
      sharers--;
    }
    return rates;
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
    List<Integer> unfinished = new ArrayList<>(IntStream.range(0, done.length).boxed().toList());
    double now = 0;
    while (!unfinished.isEmpty()) {
      double clock = now;
      List<Integer> moving = unfinished.stream().filter(i -> startSeconds[i] <= clock).toList();
      List<DataRate> rates =
          rates(capacity, moving.stream().map(i -> sharers.get(i).limit()).toList());
      double next =
          unfinished.stream()
              .mapToDouble(i -> startSeconds[i])
              .filter(start -> start > clock)
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      for (int k = 0; k < moving.size(); k++) {
        next = Math.min(next, now + leftBytes[moving.get(k)] / rates.get(k).bytesPerSecond());
      }
      for (int k = 0; k < moving.size(); k++) {
        int i = moving.get(k);
        leftBytes[i] -= (next - now) * rates.get(k).bytesPerSecond();
        if (leftBytes[i] < 0.5) { // half a byte: what rounding leaves of nothing
          done[i] = Duration.ofNanos(Math.round(next * 1e9));
          unfinished.remove(Integer.valueOf(i));
        }
      }
      now = next;
    }
    return List.of(done);
  }
}
