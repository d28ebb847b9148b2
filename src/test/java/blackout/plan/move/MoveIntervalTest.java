package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import blackout.calibrate.HostChoice;
import blackout.calibrate.HostProfiles;
import blackout.plan.move.MoveInterval.Source;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Inequalities that hold whatever the figures are; no expectation is a number of our own. */
final class MoveIntervalTest {

  private static final Question BUSY =
      Question.of(
              Guest.of(ByteCount.gibibytes(4), DataRate.parse("40MiB/s"))
                  .withWorkingSet(ByteCount.gibibytes(1)),
              DataRate.gigabitsPerSecond(1))
          .withHypervisor("qemu-7.2")
          .withLinkMeasured(true);

  @Test
  void theRangeHoldsTheMoveAsStated() {
    MoveInterval interval = MoveInterval.of(BUSY);
    double stated = BUSY.forecast().live().orElseThrow().record().total().toNanos() / 1e9;

    assertThat(stated).isBetween(interval.total().low(), interval.total().high());
    assertThat(interval.completesRatio()).isBetween(0.03, 0.97);
    assertThat(MoveInterval.of(BUSY).total()).isEqualTo(interval.total());
  }

  /** P90 lies between P50 and P95, whatever the cases are. */
  @Test
  void theValueToPlanWithLiesWithinTheRange() {
    for (Question question : List.of(BUSY, BUSY.withLinkMeasured(false))) {
      MoveInterval interval = MoveInterval.of(question);
      double downtime = interval.planned().downtimes().quantile(Planned.LEVEL).value();
      double total = interval.planned().totals().quantile(Planned.LEVEL).value();

      assertThat(downtime).isBetween(interval.downtime().low(), interval.downtime().high());
      assertThat(total).isBetween(interval.total().low(), interval.total().high());
    }
  }

  /** One distribution: what is said there is what is assumed here, the rest is the same. */
  @Test
  void theRiskOfTheSpreadsThatAreAssumedIsTheSame() {
    Question port = BUSY.withLinkMeasured(false);
    double payload = port.link().wire().bytesPerSecond();
    Map<Risk.Input, Spread> spreads =
        Map.of(
            Risk.Input.DIRTY_RATE,
            new Spread.LogNormal(port.guest().dirtyRate().bytesPerSecond(), 1.5),
            Risk.Input.LINK,
            new Spread.Triangular(0.6 * payload, 0.9 * payload, payload));
    Risk.Result risk = new Risk(port, spreads).run(4000, 2, Goal.ENDS);
    Planned planned = MoveInterval.of(port).planned();

    // As near as 400 and 4000 cases are to each other.
    for (double level : new double[] {0.5, 0.9}) {
      assertThat(planned.downtimes().quantile(level).value())
          .isCloseTo(risk.downtimes().quantile(level).value(), withinPercentage(5));
      assertThat(planned.totals().quantile(level).value())
          .isCloseTo(risk.totals().quantile(level).value(), withinPercentage(5));
    }
  }

  /** vMotion slows this guest: no case keeps a limit of 1 %, some keep any limit. */
  @Test
  void aCaseThatSlowsItsGuestTooMuchMeetsNoGoal() {
    Question stunned =
        BUSY.withHypervisor("vmotion")
            .withGuest(BUSY.guest().withDirtyRate(DataRate.parse("2000MiB/s")));
    var spread = Map.<Risk.Input, Spread>of(Risk.Input.DIRTY_RATE, new Spread.Uniform(2e9, 3e9));
    var strict = new Goal(Optional.empty(), Optional.empty(), 0.01);
    var risk = new Risk(stunned, spread);

    assertThat(risk.run(50, 1, strict).goalRatio().value()).isZero();
    assertThat(risk.run(50, 1, new Goal(Optional.empty(), Optional.empty(), 1)).goalRatio().value())
        .isPositive();
  }

  @Test
  void whatIsNotOpenIsNotToBeMeasured() {
    Question measured =
        BUSY.withLinkMeasured(false)
            .withHost(HostChoice.of(HostProfiles.named("laboratory-tcg")))
            .withGuest(BUSY.guest().withDirtyRate(DataRate.ZERO));
    MoveInterval interval = MoveInterval.of(measured);

    assertThat(interval.narrower().map(MoveInterval.Narrower::source)).contains(Source.NETWORK);
    assertThat(interval.narrower().orElseThrow().total().width())
        .isLessThan(interval.total().width());
  }

  @Test
  void aHostThatIsKnownNarrowsTheRange() {
    Question idle =
        BUSY.withGuest(BUSY.guest().withDirtyRate(DataRate.ZERO))
            .withLink(DataRate.gigabitsPerSecond(100));
    double usual = MoveInterval.of(idle).total().width();
    double known =
        MoveInterval.of(idle.withHost(HostChoice.of(HostProfiles.named("laboratory-tcg"))))
            .total()
            .width();

    assertThat(known).isLessThan(usual);
  }

  @Test
  void aMoveThatNeverEndsHasNoRange() {
    Question never = BUSY.withGuest(BUSY.guest().withDirtyRate(DataRate.parse("2000MiB/s")));

    assertThat(MoveInterval.of(never).total().low()).isInfinite();
    assertThat(MoveInterval.of(never).completesRatio()).isLessThan(0.1);
  }
}
