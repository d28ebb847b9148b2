package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.plan.stats.Samples;
import blackout.plan.stats.Sobol;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Uncertain inputs, quantiles that say how sure they are, and where the spread comes from. */
final class UncertaintyTest {

  private static final Question IDLE =
      Question.of(Guest.of(ByteCount.gibibytes(1), DataRate.ZERO), DataRate.gigabitsPerSecond(1))
          .withHypervisor("textbook");

  @Test
  void theIndicesOfTheIshigamiFunctionAreThePublishedOnes() {
    // Ishigami and Homma 1990 with a = 7, b = 0.1; the indices follow from V1 = (1 + b pi^4/5)^2/2,
    // V2 = a^2/8, V13 = b^2 pi^8 8/225 (sfu.ca/~ssurjano/ishigami.html).
    List<Sobol.Index> indices =
        Sobol.indices(
            3,
            4096,
            1,
            at -> {
              double x1 = Math.PI * (2 * at[0] - 1);
              double x2 = Math.PI * (2 * at[1] - 1);
              double x3 = Math.PI * (2 * at[2] - 1);
              double sin2 = Math.sin(x2);
              return Math.sin(x1) + 7 * sin2 * sin2 + 0.1 * Math.pow(x3, 4) * Math.sin(x1);
            });

    assertThat(indices.get(0).first()).isCloseTo(0.3139, within(0.01));
    assertThat(indices.get(1).first()).isCloseTo(0.4424, within(0.01));
    assertThat(indices.get(2).first()).isCloseTo(0, within(0.01));
    assertThat(indices.get(0).total()).isCloseTo(0.5576, within(0.01));
    assertThat(indices.get(1).total()).isCloseTo(0.4424, within(0.01));
    assertThat(indices.get(2).total()).isCloseTo(0.2437, within(0.01));
    assertThat(indices).allMatch(i -> i.firstError() < 0.01 && i.totalError() < 0.01);
  }

  @Test
  void aSumOfTwoInputsSplitsItsVarianceByTheirSquares() {
    // By hand: f = x + 2y has variances 1/12 and 4/12, so 0.2 and 0.8, with no interplay.
    List<Sobol.Index> indices = Sobol.indices(2, 1024, 1, at -> at[0] + 2 * at[1]);

    assertThat(indices.get(0).first()).isCloseTo(0.2, within(0.01));
    assertThat(indices.get(1).total()).isCloseTo(0.8, within(0.01));
  }

  @Test
  void aResultThatDoesNotVaryHasNoIndices() {
    assertThat(Sobol.indices(2, 16, 1, at -> 7)).allMatch(i -> i.first() == 0 && i.total() == 0);
  }

  @Test
  void theIntervalOfAQuantileHoldsTheTrueOneInNineteenOfTwentyRuns() {
    int held = 0;
    for (int run = 0; run < 2000; run++) {
      double[] values = new SplittableRandom(run).doubles(200).toArray();
      Samples.Estimate p90 = Samples.of(values).quantile(0.9);
      held += p90.low() <= 0.9 && 0.9 <= p90.high() ? 1 : 0;
    }

    // Order statistics are discrete, so the interval holds in 95 % or a little more; the standard
    // error over 2000 runs is 0.5 %.
    assertThat(held / 2000.0).isBetween(0.94, 0.985);
  }

  @Test
  void aHighQuantileOfFewSamplesHasNoUpperEnd() {
    // By hand: all of 100 samples lie below the true P99 with 0.99^100 = 37 %.
    double[] values = new SplittableRandom(1).doubles(100).toArray();

    assertThat(Samples.of(values).quantile(0.99).high()).isInfinite();
  }

  @Test
  void noHitInTenLeavesUpToThirtyOnePercent() {
    // Clopper and Pearson by hand: 1 - 0.025^(1/10) = 0.3085.
    Samples.Estimate share = Samples.of(new double[10]).share(v -> v > 0);

    assertThat(share.value()).isZero();
    assertThat(share.low()).isZero();
    assertThat(share.high()).isCloseTo(0.3085, within(0.0001));
  }

  @Test
  void whatNeverEndsIsLongerThanAnything() {
    double never = Double.POSITIVE_INFINITY;

    Samples samples = Samples.of(new double[] {never, 1, 2, 3});

    assertThat(samples.quantile(0.5).value()).isEqualTo(2);
    assertThat(samples.quantile(0.99).value()).isInfinite();
  }

  @Test
  void spreadsAreReadAndHaveTheirQuantiles() {
    assertThat(spread("40").isSure()).isTrue();
    assertThat(spread("20..60").at(0.25)).isEqualTo(30);
    // By hand: a symmetric triangle has its median in the middle.
    assertThat(spread("20..40..60").at(0.5)).isCloseTo(40, within(1e-9));
    // One standard deviation of the normal distribution: 84.13 %.
    assertThat(spread("40~x1.5").at(0.841345)).isCloseTo(60, within(0.001));
    assertThatThrownBy(() -> spread("60..20")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spread("40~x0.5")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTimeOfAnIdleGuestFollowsTheLink() {
    // By hand: 1 GiB over 500 to 1000 Mbit/s, all alike; at the median link of 750 Mbit/s 11.453 s,
    // at the P10 of the link, 550 Mbit/s, 15.618 s; 10 ms and 15 ms of setup and resume besides.
    var risk = new Risk(IDLE, Map.of(Risk.Input.LINK, new Spread.Uniform(62.5e6, 125e6)));

    Risk.Result result = risk.ofInputs(4000, 1, Goal.totalWithin(Duration.ofMillis(11_480)));

    Samples.Estimate median = result.totals().quantile(0.5);
    assertThat(11.473).isBetween(median.low() - 0.02, median.high() + 0.02);
    assertThat(result.totals().quantile(0.9).value()).isCloseTo(15.64, within(0.2));
    assertThat(result.goalRatio().value()).isCloseTo(0.5, within(0.03));
  }

  @Test
  void theSameSeedGivesTheSameResult() {
    var risk =
        new Risk(
            IDLE.withGuest(IDLE.guest().withDirtyRate(DataRate.mebibytesPerSecond(20))),
            Map.of(
                Risk.Input.LINK,
                new Spread.Uniform(62.5e6, 125e6),
                Risk.Input.DIRTY_RATE,
                new Spread.LogNormal(20e6, 1.5)));

    Risk.Result once = risk.run(500, 7, Goal.ENDS);
    Risk.Result again = risk.run(500, 7, Goal.ENDS);
    Risk.Result other = risk.run(500, 8, Goal.ENDS);

    assertThat(once.totals().quantile(0.9)).isEqualTo(again.totals().quantile(0.9));
    assertThat(once.totals().quantile(0.9)).isNotEqualTo(other.totals().quantile(0.9));
    assertThat(risk.tornado()).hasSize(2);
    assertThat(risk.shares(256, 1)).hasSize(2).allMatch(s -> s.index().total() > 0);
  }

  @Test
  void sureInputsAloneAreRefused() {
    assertThatThrownBy(() -> new Risk(IDLE, Map.of(Risk.Input.LINK, new Spread.Sure(1e6))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Spread spread(String text) {
    return Spread.parse(text, Double::parseDouble);
  }
}
