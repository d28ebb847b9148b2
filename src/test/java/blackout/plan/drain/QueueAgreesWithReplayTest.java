package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * VMs that leave one host together, event by event in expected counts, against the same worked page
 * by page in a loop of its own: all begin at once and share the link evenly; whenever one has left,
 * the others share anew from that moment.
 */
final class QueueAgreesWithReplayTest {

  private static final DataRate WIRE = DataRate.gigabitsPerSecond(1);

  record Case(long seed, int vms, String hypervisor) {

    List<Scenario> scenarios() {
      var random = new SplittableRandom(seed);
      var scenarios = new ArrayList<Scenario>();
      for (int i = 0; i < vms; i++) {
        long mebibytes = 512 + 128L * random.nextInt(8);
        Workload writes = Workload.steady(mebibytes * 32, 500 + random.nextInt(3000));
        var vm = new Vm("VM " + i, ByteCount.mebibytes(mebibytes), 0, writes);
        scenarios.add(Scenario.of(vm, Link.wire(WIRE), hypervisor).withSeed(seed));
      }
      return scenarios;
    }
  }

  static Stream<Case> cases() {
    return LongStream.rangeClosed(1, 3)
        .boxed()
        .flatMap(
            seed ->
                Stream.of("hyper-v-2008-r2", "qemu-7.2", "xen-v2", "vmotion")
                    .map(name -> new Case(seed, 3 + (int) (seed % 2), name)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyEndAndTheMakespanAreWithinOnePercent(Case c) {
    List<LiveMove> moves =
        c.scenarios().stream().map(s -> new LiveMove(s, "A", "to " + s.vm().name())).toList();

    Map<String, Duration> exact = pageByPage(c.scenarios());
    List<LiveQueue.Done> expected = LiveQueue.run(moves, Concurrency.ALL);

    assertThat(expected).hasSize(c.vms);
    for (LiveQueue.Done one : expected) {
      assertThat((double) one.end().toNanos())
          .as(one.move().vm())
          .isCloseTo(exact.get(one.move().vm()).toNanos(), withinPercentage(1));
    }
    Duration last = exact.values().stream().max(Duration::compareTo).orElseThrow();
    assertThat((double) LiveQueue.makespan(expected).toNanos())
        .isCloseTo(last.toNanos(), withinPercentage(1));
  }

  private static Map<String, Duration> pageByPage(List<Scenario> scenarios) {
    Map<Scenario, List<LinkShare>> shares = new HashMap<>();
    Map<String, Duration> ends = new HashMap<>();
    var left = new ArrayList<>(scenarios);
    Duration now = Duration.ZERO;
    while (!left.isEmpty()) {
      DataRate even = WIRE.times(1.0 / left.size());
      Scenario next = left.get(0);
      Duration end = Duration.ofDays(1);
      for (Scenario scenario : left) {
        shares.computeIfAbsent(scenario, s -> new ArrayList<>()).add(new LinkShare(now, even));
        Duration until =
            Kernel.run(scenario, Engine.PAGE_BY_PAGE, Detail.ROUNDS, shares.get(scenario))
                .record()
                .total();
        if (until.compareTo(end) < 0) {
          next = scenario;
          end = until;
        }
      }
      ends.put(next.vm().name(), end);
      left.remove(next);
      now = end;
    }
    return ends;
  }
}
