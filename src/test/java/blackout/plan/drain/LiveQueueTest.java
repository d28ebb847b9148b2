package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations that share links, wait for one another and slow one another. */
final class LiveQueueTest {

  private static final Link GIGABIT = Link.wire(DataRate.gigabitsPerSecond(1));

  /** 1 GiB at 125,000,000 B/s. */
  private static final double GIB_SECONDS = 8.589934592;

  @Test
  void theScarcestLinkIsSharedFirstAndTheRestGoesToTheOthers() {
    // By hand: three leave A and get a third each; what comes from E into D gets the other two
    // thirds of D's link.
    double[] rates =
        LiveQueue.rates(
            List.of(
                idle("1", "A", "B"),
                idle("2", "A", "C"),
                idle("3", "A", "D"),
                idle("4", "E", "D")));

    assertThat(rates[0]).isCloseTo(125e6 / 3, within(1.0));
    assertThat(rates[1]).isCloseTo(125e6 / 3, within(1.0));
    assertThat(rates[2]).isCloseTo(125e6 / 3, within(1.0));
    assertThat(rates[3]).isCloseTo(125e6 * 2 / 3, within(1.0));
  }

  @Test
  void aNodeSendsAndReceivesAtFullRateAtOnce() {
    assertThat(LiveQueue.rates(List.of(idle("1", "A", "B"), idle("2", "B", "A"))))
        .containsExactly(125e6, 125e6);
  }

  @Test
  void theSmallerGuestLeavesItsShareToTheLarger() {
    // By hand: both get half until 1 GiB each has gone, after 2 x 8.59 s; then 1 GiB alone.
    List<LiveQueue.Done> done =
        LiveQueue.run(List.of(idle("1", 1, "A", "B"), idle("2", 2, "A", "C")), Concurrency.ALL);

    assertThat(seconds(done.get(0))).isCloseTo(2 * GIB_SECONDS, within(0.01));
    assertThat(seconds(done.get(1))).isCloseTo(3 * GIB_SECONDS, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyper-v-2008-r2", "hyper-v-2012-r2", "qemu-7.2", "xen-v2", "vmotion"})
  void twoAlikeGuestsGoAsOneDoesAloneOverHalfTheLink(String hypervisor) {
    List<LiveMove> moves =
        List.of(busy("1", hypervisor, 60, "A", "B"), busy("2", hypervisor, 60, "A", "C"));

    List<LiveQueue.Done> done = LiveQueue.run(moves, Concurrency.ALL);

    Scenario half = moves.get(0).scenario().withLink(Link.wire(DataRate.megabitsPerSecond(500)));
    // The queue moves in expected counts; EnginesAgreeTest holds those against the page replay.
    Outcome alone = Kernel.run(half, Engine.EXPECTED_COUNTS);
    for (LiveQueue.Done one : done) {
      assertThat(seconds(one)).isCloseTo(alone.record().total().toNanos() / 1e9, within(0.1));
      assertThat(one.outcome().word()).isEqualTo(alone.word());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thePageExactReplayWithTheSameSharesTakesTheSameTime(long seed) {
    List<LiveQueue.Done> done =
        LiveQueue.run(moves(seed, 6, "hyper-v-2012-r2"), Concurrency.perNode(2));

    for (LiveQueue.Done one : done) {
      double exact = one.replayed().record().total().toNanos();
      assertThat(one.outcome().record().total().toNanos() / exact).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void sharingSlowsConvergence() {
    // 60 MiB/s dirtied, 119 MiB/s alone but 40 MiB/s as one of three: no round can keep up.
    LiveMove alone = busy("1", "hyper-v-2008-r2", 60, "A", "B");
    List<LiveMove> three =
        List.of(
            alone,
            busy("2", "hyper-v-2008-r2", 60, "A", "C"),
            busy("3", "hyper-v-2008-r2", 60, "A", "D"));

    assertThat(LiveQueue.run(List.of(alone), Concurrency.ALL).get(0).outcome())
        .isInstanceOf(Outcome.Converged.class);
    assertThat(LiveQueue.run(three, Concurrency.ALL))
        .allMatch(d -> d.outcome() instanceof Outcome.Forced);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noRuleIsBrokenAtAnyTime(long seed) {
    List<LiveMove> moves = moves(seed, 14, "textbook");

    for (Concurrency rule :
        List.of(
            Concurrency.perNode(1),
            Concurrency.perNode(2),
            Concurrency.KUBEVIRT,
            Concurrency.NOVA,
            Concurrency.parse("vmotion", GIGABIT.wire()),
            Concurrency.serial())) {
      List<LiveQueue.Done> done = LiveQueue.run(moves, rule);
      assertThat(done).extracting(LiveQueue.Done::move).containsExactlyInAnyOrderElementsOf(moves);
      for (LiveQueue.Done one : done) {
        List<LiveMove> others =
            done.stream()
                .filter(d -> d != one)
                .filter(d -> d.start().compareTo(one.start()) <= 0)
                .filter(d -> d.end().compareTo(one.start()) > 0)
                .map(LiveQueue.Done::move)
                .toList();
        assertThat(breaks(rule, others, one.move())).as("%s at %s", rule, one.start()).isFalse();
      }
    }
  }

  /** Told anew from the documents, not by the rule's own method. */
  private static boolean breaks(Concurrency rule, List<LiveMove> others, LiveMove next) {
    var all = new ArrayList<>(others);
    all.add(next);
    long out = all.stream().filter(m -> m.from().equals(next.from())).count();
    long atSource =
        all.stream()
            .filter(m -> m.from().equals(next.from()) || m.to().equals(next.from()))
            .count();
    long atTarget =
        all.stream().filter(m -> m.from().equals(next.to()) || m.to().equals(next.to())).count();
    return switch (rule.name()) {
      case "1 per node" -> atSource > 1 || atTarget > 1;
      case "2 per node" -> atSource > 2 || atTarget > 2;
      case "kubevirt" -> out > 2 || all.size() > 5;
      case "nova" -> out > 1;
      case "vmotion" -> atSource > 4 || atTarget > 4;
      case "one at a time" -> all.size() > 1;
      default -> throw new AssertionError(rule);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderFoundIsCloseToTheBestOfAll(long seed) {
    List<LiveMove> moves = fromOneHost(seed, 5);
    Concurrency rule = Concurrency.perNode(2);

    OrderSearch.Best best = OrderSearch.exhaustive(moves, rule);
    OrderSearch.Best found = OrderSearch.heuristic(moves, rule);

    assertThat(best.proven()).isTrue();
    assertThat(found.makespan()).isGreaterThanOrEqualTo(best.makespan());
    assertThat((double) found.makespan().toNanos() / best.makespan().toNanos())
        .isLessThanOrEqualTo(1.01);
    assertThat(OrderSearch.bound(moves, rule)).isLessThanOrEqualTo(best.makespan());
  }

  @Test
  void withOneAtATimeTheTimesAloneAddUp() {
    List<LiveMove> moves = fromOneHost(1, 9);
    Concurrency rule = Concurrency.perNode(1);

    assertThat(OrderSearch.best(moves, rule).makespan()).isEqualTo(OrderSearch.bound(moves, rule));
  }

  private static List<LiveMove> fromOneHost(long seed, int count) {
    return moves(seed, count, "hyper-v-2008-r2").stream()
        .map(m -> new LiveMove(m.scenario(), "A", m.to().equals("A") ? "E" : m.to()))
        .toList();
  }

  private static List<LiveMove> moves(long seed, int count, String hypervisor) {
    var random = new SplittableRandom(seed);
    var moves = new ArrayList<LiveMove>();
    for (int i = 0; i < count; i++) {
      long mebibytes = 256L << random.nextInt(3);
      var vm =
          new Vm(
              "VM " + i,
              ByteCount.mebibytes(mebibytes),
              0,
              Workload.steady(mebibytes * 32, random.nextInt(5000)));
      int from = random.nextInt(4);
      int to = (from + 1 + random.nextInt(3)) % 4;
      moves.add(
          new LiveMove(
              Scenario.of(vm, GIGABIT, hypervisor),
              "ABCD".substring(from, from + 1),
              "ABCD".substring(to, to + 1)));
    }
    return moves;
  }

  private static LiveMove idle(String name, String from, String to) {
    return idle(name, 1, from, to);
  }

  private static LiveMove idle(String name, int gibibytes, String from, String to) {
    var vm = new Vm(name, ByteCount.gibibytes(gibibytes), 0, Workload.idle());
    return new LiveMove(Scenario.of(vm, GIGABIT, "textbook").withCosts(HostCosts.NONE), from, to);
  }

  private static LiveMove busy(
      String name, String hypervisor, int mebibytesPerSecond, String from, String to) {
    var vm =
        new Vm(
            name, ByteCount.gibibytes(1), 0, Workload.steady(65_536, mebibytesPerSecond * 256.0));
    return new LiveMove(Scenario.of(vm, GIGABIT, hypervisor), from, to);
  }

  private static double seconds(LiveQueue.Done done) {
    return done.end().toNanos() / 1e9;
  }
}
