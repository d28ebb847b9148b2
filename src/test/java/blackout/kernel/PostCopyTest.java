package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * After the switch a page is fetched because the guest touched it, whatever the log said before.
 */
final class PostCopyTest {

  private static final int WORKING_SET_PAGES = 1_040_000;
  private static final double WRITES_PER_SECOND = 20_000;

  private static Scenario afterOneRound(Rearm rearm) {
    return Scenario.of(
            new Vm(
                "db",
                ByteCount.gibibytes(4),
                0,
                Workload.steady(WORKING_SET_PAGES, WRITES_PER_SECOND)),
            Link.wire(DataRate.gigabitsPerSecond(1)),
            "qemu-7.2")
        .withOptions(
            MigrationOptions.none()
                .withRearm(rearm)
                .withPostCopy(
                    new PostCopy(Optional.empty(), Optional.of(1), Duration.ofMillis(1))));
  }

  /**
   * By hand: of {@code R} waiting pages out of a working set {@code W}, the share {@code x} that
   * still waits falls by what is sent in order and by what is touched, {@code -dR/dt = v} in all,
   * with touches at {@code w R / W}; so all the while {@code v = sends + touches} and the faults
   * are the integral of {@code w R / W} over {@code R / v}: {@code w R0^2 / (2 W v)}. The sender's
   * own pages leave in order and do not change the share. It holds where touches come slower than
   * the wire.
   */
  @ParameterizedTest
  @EnumSource(Rearm.class)
  void faultsAreTheTouchesOfWaitingPages(Rearm rearm) {
    Outcome outcome = Kernel.run(afterOneRound(rearm), Engine.PAGE_BY_PAGE);

    long waiting = outcome.record().sent().rawPages() - ByteCount.gibibytes(4).pages(Vm.PAGE_BYTES);
    double pagesPerSecond = 125e6 / 4104;
    double byHand =
        WRITES_PER_SECOND * waiting * waiting / (2 * WORKING_SET_PAGES * pagesPerSecond);
    assertThat((double) outcome.record().slowdown().remoteFaults())
        .isCloseTo(byHand, within(0.05 * byHand));
  }

  @ParameterizedTest
  @EnumSource(Rearm.class)
  void bothEnginesTellTheSameFaults(Rearm rearm) {
    double exact =
        Kernel.run(afterOneRound(rearm), Engine.PAGE_BY_PAGE).record().slowdown().remoteFaults();
    double expected =
        Kernel.run(afterOneRound(rearm), Engine.EXPECTED_COUNTS).record().slowdown().remoteFaults();

    assertThat(expected).isCloseTo(exact, within(0.01 * exact));
  }
}
