package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first round that is longer than the time after which a move is given up. */
final class GivenUpInTimeTest {

  private static final Duration GIVE_UP = Duration.ofMinutes(10);
  private static final DataRate SLOW = DataRate.bytesPerSecond(10_800_000);

  private static Outcome expect(Link link, List<LinkShare> shares) {
    var vm = new Vm("long", ByteCount.gibibytes(16), 0, Workload.steady(100_000, 400));
    return Kernel.run(
        Scenario.of(vm, link, "qemu-7.2").withGiveUpAfter(GIVE_UP),
        Engine.EXPECTED_COUNTS,
        Detail.TOTALS,
        shares);
  }

  private static void assertGivenUpInTime(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Aborted.class);
    assertThat(((Outcome.Aborted) outcome).after().toMillis() / 1000.0)
        .isCloseTo(GIVE_UP.toSeconds(), within(0.3));
  }

  /** By hand: 17.2 GB take 26 min; a step of 192 pages on this wire takes 73 ms, not 51. */
  @Test
  void theStepsThatAreSkippedTakeAsLongAsTheyDo() {
    assertGivenUpInTime(expect(Link.wire(SLOW), List.of()));
  }

  /** By hand: the link slows down to a tenth after 10 s; what has been sent by then is 1 GB. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aShareThatShrinksIsSeenInTime(boolean paced) {
    DataRate fast = DataRate.bytesPerSecond(108_000_000);
    Link link = paced ? Link.limited(DataRate.gigabitsPerSecond(25), fast) : Link.wire(fast);
    var shrinks =
        List.of(new LinkShare(Duration.ZERO, fast), new LinkShare(Duration.ofSeconds(10), SLOW));

    assertGivenUpInTime(expect(link, shrinks));
  }
}
