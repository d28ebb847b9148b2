package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.plan.cluster.SmallEstate;
import blackout.plan.stats.Samples;
import org.junit.jupiter.api.Test;

/**
 * How sure the drain of a small host is whose guests write nothing: they send 6 GiB one after the
 * other over a payload rate of 1 Gbit/s times a share between 0.6 and 1, most often 0.9. The steps
 * of three migrations that do not depend on the rate (2.5 s of each in Hyper-V's profile, the setup
 * and the pause) come to 7.6 s.
 */
final class DrainRiskTest {

  private static final Estate ESTATE =
      SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
          .node("A", 32)
          .node("B", 32)
          .node("C", 32)
          .volume("CSV", Volume.VolumeUse.SHARED)
          .vm("one", 1, "A", "CSV")
          .vm("two", 2, "A", "CSV")
          .vm("three", 3, "A", "CSV")
          .estate();

  private static final DrainRules RULES = DrainRules.of(ESTATE);
  private static final DrainRisk RISK = new DrainRisk(Drains.of(ESTATE, "A", RULES), RULES);

  /** 6 GiB at 125,000,000 B/s. */
  private static final double ALONE = 51.539607552;

  private static final double FIXED = 7.6;

  @Test
  void theQuantilesOfTheMakespanFollowFromThoseOfThePayloadRate() {
    // By hand: the distribution function of the triangle is (x - 0.6)^2 / (0.4 0.3) up to 0.9, so
    // its P50, P10 and P1 are 0.6 + sqrt(0.12 p); the longest drains have the lowest rates.
    Samples makespans = RISK.run(4000, 1).makespans();

    for (double level : new double[] {0.5, 0.9, 0.99}) {
      double share = 0.6 + Math.sqrt(0.12 * (1 - level));
      double truth = ALONE / share + FIXED;
      Samples.Estimate estimate = makespans.quantile(level);
      assertThat(estimate.value()).isCloseTo(truth, withinPercentage(1));
      assertThat(truth).isBetween(estimate.low() - 0.1, estimate.high() + 0.1);
    }
  }

  @Test
  void theChanceToFitAWindowIsThatOfARateHighEnough() {
    // By hand: 3 in 4 rates are above 0.6 + sqrt(0.12 / 4) = 0.7732.
    double window = ALONE / (0.6 + Math.sqrt(0.03)) + FIXED;

    Samples.Estimate chance = RISK.run(4000, 1).makespans().share(end -> end <= window);

    assertThat(chance.value()).isCloseTo(0.75, within(0.02));
    assertThat(chance.low()).isLessThan(chance.value());
    assertThat(chance.high()).isGreaterThan(chance.value());
  }

  @Test
  void guestsThatWriteNothingLeaveAllTheSpreadToThePayloadRate() {
    var shares = RISK.shares(256, 1);

    assertThat(shares.get(0).input()).isEqualTo(DrainRisk.Input.WRITES);
    assertThat(shares.get(0).index().total()).isZero();
    assertThat(shares.get(1).index().first()).isCloseTo(1, within(0.02));
    assertThat(shares.get(1).index().total()).isCloseTo(1, within(0.02));
    assertThat(RISK.tornado().get(0).input()).isEqualTo(DrainRisk.Input.PAYLOAD);
    assertThat(RISK.tornado().get(1).width()).isZero();
  }

  @Test
  void aDrainThatNeverEndsInSomeCasesHasAnInfiniteTail() {
    Samples samples = Samples.of(new double[] {1, 2, 3, Double.POSITIVE_INFINITY});

    // By hand: three of four end; Clopper and Pearson's interval of 3 of 4 is 19.4 % to 99.4 %.
    Samples.Estimate chance = samples.share(end -> end <= 10);
    assertThat(chance.value()).isEqualTo(0.75);
    assertThat(chance.low()).isCloseTo(0.194, within(0.001));
    assertThat(chance.high()).isCloseTo(0.994, within(0.001));
  }
}
