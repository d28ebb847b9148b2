package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that others use too, in both engines. */
final class LinkShareTest {

  private static final DataRate WHOLE = DataRate.gigabitsPerSecond(1);
  private static final DataRate HALF = DataRate.megabitsPerSecond(500);

  private static Scenario scenario(String hypervisor, Workload workload) {
    return Scenario.of(
            new Vm("VM", ByteCount.gibibytes(1), 0, workload), Link.wire(WHOLE), hypervisor)
        .withCosts(HostCosts.NONE);
  }

  @Test
  void anIdleGuestTakesItsBytesOffTheSharesInTurn() {
    // By hand: 1,073,741,824 B; 4 s at 62,500,000 B/s are 250,000,000 B, the other 823,741,824 B at
    // 125,000,000 B/s take 6.589934592 s.
    Scenario idle = scenario("textbook", Workload.idle());
    var shares = List.of(new LinkShare(Duration.ZERO, HALF), new LinkShare(seconds(4), WHOLE));

    assertThat(totalSeconds(Kernel.run(idle, Engine.PAGE_BY_PAGE, Detail.ROUNDS, shares)))
        .isCloseTo(10.5899, within(0.005));
    assertThat(totalSeconds(Kernel.run(idle, Engine.EXPECTED_COUNTS, Detail.TOTALS, shares)))
        .isCloseTo(10.5899, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyper-v-2008-r2", "qemu-7.2", "xen-v2", "vmotion", "textbook"})
  void aConstantShareIsALinkOfThatRate(String hypervisor) {
    Scenario busy = scenario(hypervisor, Workload.steady(32_768, 4_000));
    var half = List.of(new LinkShare(Duration.ZERO, HALF));

    Outcome shared = Kernel.run(busy, Engine.PAGE_BY_PAGE, Detail.ROUNDS, half);

    // The buffer is the same, but the time it covers is not: a few milliseconds.
    Outcome narrow = Kernel.run(busy.withLink(Link.wire(HALF)), Engine.PAGE_BY_PAGE);
    assertThat(totalSeconds(shared)).isCloseTo(totalSeconds(narrow), within(0.05));
    assertThat(shared.word()).isEqualTo(narrow.word());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyper-v-2008-r2", "qemu-7.2", "xen-v2", "vmotion", "textbook"})
  void bothEnginesAgreeWhenTheShareChangesManyTimes(String hypervisor) {
    Scenario busy = scenario(hypervisor, Workload.steady(32_768, 4_000));
    var shares =
        List.of(
            new LinkShare(Duration.ZERO, DataRate.megabitsPerSecond(250)),
            new LinkShare(seconds(5), WHOLE),
            new LinkShare(seconds(8), HALF),
            new LinkShare(seconds(12), DataRate.megabitsPerSecond(333)),
            new LinkShare(seconds(20), WHOLE));

    Outcome exact = Kernel.run(busy, Engine.PAGE_BY_PAGE, Detail.ROUNDS, shares);
    Outcome expected = Kernel.run(busy, Engine.EXPECTED_COUNTS, Detail.TOTALS, shares);

    assertThat(totalSeconds(expected) / totalSeconds(exact)).isCloseTo(1, within(0.02));
    assertThat(expected.word()).isEqualTo(exact.word());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static double totalSeconds(Outcome outcome) {
    return outcome.record().total().toNanos() / 1e9;
  }
}
