package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Brownout;
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
   * the wire. A guest that waits {@code f} for each fault runs at {@code 1 / (1 + f w R / W)} of
   * its speed, so with {@code a = w / W} the integral is {@code (R0 / f - ln(1 + a f R0) / (a f^2))
   * / v} instead; and it loses {@code f} for each fault.
   */
  @ParameterizedTest
  @EnumSource(Rearm.class)
  void faultsAreTheTouchesOfWaitingPages(Rearm rearm) {
    Outcome outcome = Kernel.run(afterOneRound(rearm), Engine.PAGE_BY_PAGE);

    long waiting = outcome.record().sent().rawPages() - ByteCount.gibibytes(4).pages(Vm.PAGE_BYTES);
    double pagesPerSecond = 125e6 / 4104;
    double a = WRITES_PER_SECOND / (double) WORKING_SET_PAGES;
    double f = 1e-3 + 1 / pagesPerSecond;
    double byHand = (waiting / f - Math.log1p(a * f * waiting) / (a * f * f)) / pagesPerSecond;
    assertThat((double) outcome.record().brownout().remoteFaults())
        .isCloseTo(byHand, within(0.07 * byHand));
    Brownout felt = outcome.record().brownout();
    assertThat(felt.lostWork().toNanos() / 1e9).isCloseTo(byHand * f, within(0.07 * byHand * f));
    assertThat(felt.deepestRatio())
        .isCloseTo(a * f * waiting / (1 + a * f * waiting), within(0.05));
  }

  @ParameterizedTest
  @EnumSource(Rearm.class)
  void bothEnginesTellTheSameFaults(Rearm rearm) {
    double exact =
        Kernel.run(afterOneRound(rearm), Engine.PAGE_BY_PAGE).record().brownout().remoteFaults();
    double expected =
        Kernel.run(afterOneRound(rearm), Engine.EXPECTED_COUNTS).record().brownout().remoteFaults();

    assertThat(expected).isCloseTo(exact, within(0.02 * exact));
  }
}
