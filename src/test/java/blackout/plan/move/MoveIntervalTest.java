package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.HostChoice;
import blackout.calibrate.HostProfiles;
import blackout.plan.move.MoveInterval.Source;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import org.junit.jupiter.api.Test;

/** Inequalities that hold whatever the figures are; no expectation is a number of our own. */
final class MoveIntervalTest {

  private static final Question BUSY =
      Question.of(
              Guest.of(ByteCount.gibibytes(4), DataRate.parse("40MiB/s"))
                  .withWorkingSet(ByteCount.gibibytes(1)),
              DataRate.gigabitsPerSecond(1))
          .withHypervisor("qemu-7.2");

  @Test
  void theRangeHoldsTheMoveAsStated() {
    MoveInterval interval = MoveInterval.of(BUSY, true);
    double stated = BUSY.forecast().live().orElseThrow().record().total().toNanos() / 1e9;

    assertThat(stated).isBetween(interval.total().low(), interval.total().high());
    assertThat(interval.completesRatio()).isBetween(0.03, 0.97);
    assertThat(MoveInterval.of(BUSY, true)).isEqualTo(interval);
  }

  @Test
  void whatIsNotOpenIsNotToBeMeasured() {
    Question measured =
        BUSY.withHost(HostChoice.of(HostProfiles.named("laboratory-tcg")))
            .withGuest(BUSY.guest().withDirtyRate(DataRate.ZERO));
    MoveInterval interval = MoveInterval.of(measured, false);

    assertThat(interval.narrower().map(MoveInterval.Narrower::source)).contains(Source.NETWORK);
    assertThat(interval.narrower().orElseThrow().total().width())
        .isLessThan(interval.total().width());
  }

  @Test
  void aHostThatIsKnownNarrowsTheRange() {
    Question idle =
        BUSY.withGuest(BUSY.guest().withDirtyRate(DataRate.ZERO))
            .withLink(DataRate.gigabitsPerSecond(100));
    double usual = MoveInterval.of(idle, true).total().width();
    double known =
        MoveInterval.of(idle.withHost(HostChoice.of(HostProfiles.named("laboratory-tcg"))), true)
            .total()
            .width();

    assertThat(known).isLessThan(usual);
  }

  @Test
  void aMoveThatNeverEndsHasNoRange() {
    Question never = BUSY.withGuest(BUSY.guest().withDirtyRate(DataRate.parse("2000MiB/s")));

    assertThat(MoveInterval.of(never, true).total().low()).isInfinite();
    assertThat(MoveInterval.of(never, true).completesRatio()).isLessThan(0.1);
  }
}
