package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of a few migrations against every order there is, tried here one by one. */
final class OrderSearchTest {

  private static final Link GIGABIT = Link.wire(DataRate.gigabitsPerSecond(1));

  record Case(long seed, String hypervisor, Concurrency rule) {}

  static Stream<Case> cases() {
    return LongStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(
            seed ->
                Stream.of("hyper-v-2008-r2", "qemu-7.2")
                    .flatMap(
                        name ->
                            Stream.of(
                                    Concurrency.perNode(1),
                                    Concurrency.perNode(2),
                                    Concurrency.KUBEVIRT,
                                    Concurrency.ALL)
                                .map(rule -> new Case(seed, name, rule))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noOrderIsFasterThanTheBestAndNoneBeatsTheBound(Case c) {
    List<LiveMove> moves = moves(c.seed, c.hypervisor);

    Duration fastest = fastest(new ArrayList<>(), moves, c.rule);

    OrderSearch.Best best = OrderSearch.best(moves, c.rule);
    assertThat(best.proven()).isTrue();
    assertThat(best.makespan()).isEqualTo(fastest);
    assertThat(LiveQueue.makespan(LiveQueue.run(best.order(), c.rule))).isEqualTo(fastest);
    assertThat(OrderSearch.bound(moves, c.rule)).isLessThanOrEqualTo(fastest);
    // What is found without trying all is no better, and its gap is known.
    Duration found = OrderSearch.heuristic(moves, c.rule).makespan();
    assertThat(found).isGreaterThanOrEqualTo(fastest);
    assertThat((double) found.toNanos() / fastest.toNanos()).isLessThanOrEqualTo(1.02);
  }

  private static Duration fastest(List<LiveMove> begun, List<LiveMove> left, Concurrency rule) {
    if (left.isEmpty()) {
      return LiveQueue.makespan(LiveQueue.run(begun, rule));
    }
    Duration fastest = Duration.ofDays(1);
    for (LiveMove next : left) {
      var more = new ArrayList<>(begun);
      more.add(next);
      var rest = new ArrayList<>(left);
      rest.remove(next);
      Duration end = fastest(more, rest, rule);
      fastest = end.compareTo(fastest) < 0 ? end : fastest;
    }
    return fastest;
  }

  /** Four guests that leave one host for three others. */
  private static List<LiveMove> moves(long seed, String hypervisor) {
    var random = new SplittableRandom(seed);
    var moves = new ArrayList<LiveMove>();
    for (int i = 0; i < 4; i++) {
      long mebibytes = 128L << random.nextInt(4);
      var vm =
          new Vm(
              "VM " + i,
              ByteCount.mebibytes(mebibytes),
              0,
              Workload.steady(mebibytes * 32, random.nextInt(4000)));
      String to = "BCD".substring(i % 3, i % 3 + 1);
      moves.add(new LiveMove(Scenario.of(vm, GIGABIT, hypervisor), "A", to));
    }
    return moves;
  }
}
