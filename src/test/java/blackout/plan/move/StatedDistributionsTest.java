package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Sobol;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/**
 * Uncertain inputs whose result is known without the program: an idle guest sends every page once,
 * so its move takes
 *
 * <pre>  T = M / B + 20 ms + 1 MiB / B + 0.25 ns M / 4096 B</pre>
 *
 * <p>with the memory M and the rate B; then 5 ms of setup, 15 ms to stop and resume, 1 MiB of
 * device state and the reading of the dirty log ({@link blackout.scenario.HostCosts#SERVER}).
 */
final class StatedDistributionsTest {

  private static final double GIB = 1 << 30;

  /** 1 Gbit/s. */
  private static final double GIGABIT = 125e6;

  private static final Question IDLE =
      Question.of(Guest.of(ByteCount.gibibytes(2), DataRate.ZERO), DataRate.gigabitsPerSecond(1))
          .withHypervisor("textbook");

  private static final Risk UNIFORM_MEMORY =
      new Risk(IDLE, Map.of(Risk.Input.MEMORY, new Spread.Uniform(GIB, 3 * GIB)));

  /** Memory and rate both vary, each uniformly. */
  private static final Risk BOTH =
      new Risk(
          IDLE,
          Map.of(
              Risk.Input.MEMORY,
              new Spread.Uniform(GIB, 3 * GIB),
              Risk.Input.LINK,
              new Spread.Uniform(GIGABIT / 2, GIGABIT)));

  @Test
  void theFormulaOfTheIdleGuestIsWhatTheEngineSays() {
    double seconds =
        new Risk(IDLE, Map.of(Risk.Input.MEMORY, new Spread.Uniform(2 * GIB, 2 * GIB + 1)))
            .ofInputs(1, 1, Goal.ENDS)
            .totals()
            .quantile(0.5)
            .value();

    assertThat(seconds).isCloseTo(seconds(2 * GIB, GIGABIT), within(0.001));
  }

  @Test
  void theQuantilesOfAUniformMemoryAreThoseOfItsTime() {
    // By hand: P50, P90 and P99 of 1 to 3 GiB are 2, 2.8 and 2.98 GiB.
    Samples totals = UNIFORM_MEMORY.ofInputs(4000, 1, Goal.ENDS).totals();

    assertHolds(totals.quantile(0.5), seconds(2 * GIB, GIGABIT));
    assertHolds(totals.quantile(0.9), seconds(2.8 * GIB, GIGABIT));
    assertHolds(totals.quantile(0.99), seconds(2.98 * GIB, GIGABIT));
    // Standard error of P90 of n uniform samples: width * sqrt(p (1 - p) / n), about 81 ms; the
    // interval is four of them wide, between order statistics some 75 apart, so give or take 12 %.
    Samples.Estimate p90 = totals.quantile(0.9);
    double error = seconds(3 * GIB, GIGABIT) - seconds(GIB, GIGABIT);
    error *= Math.sqrt(0.9 * 0.1 / 4000);
    assertThat(p90.high() - p90.low()).isBetween(2.6 * error, 5.4 * error);
  }

  @Test
  void theQuantilesOfALogNormalMemoryAreThoseOfItsTime() {
    // By hand: ln M is normal, so a quantile is the median times the factor to the power of z;
    // z = 0, 1.2815516 and 2.3263479 (tables of the normal distribution).
    var risk = new Risk(IDLE, Map.of(Risk.Input.MEMORY, new Spread.LogNormal(2 * GIB, 1.5)));

    Samples totals = risk.ofInputs(4000, 1, Goal.ENDS).totals();

    assertHolds(totals.quantile(0.5), seconds(2 * GIB, GIGABIT));
    assertHolds(totals.quantile(0.9), seconds(2 * GIB * Math.pow(1.5, 1.2815516), GIGABIT));
    assertHolds(totals.quantile(0.99), seconds(2 * GIB * Math.pow(1.5, 2.3263479), GIGABIT));
  }

  @Test
  void theChanceToReachAGoalIsTheShareOfTheMemoriesThatDo() {
    // By hand: the time of 2.5 GiB is met by three quarters of 1 to 3 GiB.
    Goal goal = Goal.totalWithin(Duration.ofNanos((long) (seconds(2.5 * GIB, GIGABIT) * 1e9)));

    assertHolds(UNIFORM_MEMORY.ofInputs(4000, 1, goal).goalRatio(), 0.75);
  }

  @Test
  void ninetyFivePercentIntervalsOfOneInputHoldTheTruthInNinetyFivePercent() {
    double truth = seconds(2.8 * GIB, GIGABIT);

    // 400 runs: the standard error of the share is 1.1 %. Order statistics are whole numbers, so
    // the interval holds in 95 % or up to 1.5 % more.
    assertThat(held(UNIFORM_MEMORY, 0.9, truth)).isBetween(0.93, 0.98);
  }

  @Test
  void ninetyFivePercentIntervalsOfTwoInputsDoSoToo() {
    // What cases have in common narrows nothing in a run but widens it from run to run; so the runs
    // must show that cases are independent.
    for (double level : new double[] {0.5, 0.9}) {
      assertThat(held(BOTH, level, quantileOfBoth(level))).as("P%s", level).isBetween(0.93, 0.98);
    }
  }

  /** The share of 400 seeds whose interval holds the truth, 300 cases each. */
  private static double held(Risk risk, double level, double truth) {
    return IntStream.range(0, 400)
            .filter(
                seed -> {
                  Samples.Estimate e = risk.ofInputs(300, seed, Goal.ENDS).totals().quantile(level);
                  return e.low() <= truth && truth <= e.high();
                })
            .count()
        / 400.0;
  }

  /**
   * The quantile of (M + 1 MiB) / B + c, apart from the dirty log: by bisection of the share below,
   * the mean over M of the share of rates above (M + 1 MiB) / (t - c).
   */
  private static double quantileOfBoth(double level) {
    double low = 0;
    double high = 100;
    while (high - low > 1e-6) {
      double middle = (low + high) / 2;
      if (shareBelow(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double shareBelow(double seconds) {
    int steps = 10_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double memory = GIB * (1 + 2 * (i + 0.5) / steps);
      double least = (memory + 1048576) / Math.max(1e-9, seconds - 0.02 - memory / 4096 * 0.25e-9);
      sum += Math.min(1, Math.max(0, (GIGABIT - least) / (GIGABIT / 2)));
    }
    return sum / steps;
  }

  @Test
  void theIndicesOfAQuotientAreThoseOfItsMoments() {
    // By hand, T = M G with G = 1/B and the parts that do not vary left out of the variance. For B
    // uniform in c..d: E G = ln(d/c)/(d - c), E G^2 = 1/(c d). For M uniform in a..b: E M =
    // (a + b)/2, Var M = (b - a)^2/12. Then
    //   V = E M^2 E G^2 - (E M E G)^2, S_M = Var M (E G)^2 / V, S_G = (E M)^2 Var G / V,
    // and the total index of each is 1 less the first of the other.
    double meanM = 2 + 1 / 1024.0;
    double varM = 4 / 12.0;
    double meanG = Math.log(2) / 0.5;
    double varG = 1 / 0.5 - meanG * meanG;
    double v = (varM + meanM * meanM) * (varG + meanG * meanG) - Math.pow(meanM * meanG, 2);
    double firstM = varM * meanG * meanG / v;
    double firstG = meanM * meanM * varG / v;

    List<MonteCarlo.Share<Risk.Input>> shares = BOTH.shares(1024, 1);

    assertThat(shares)
        .extracting(MonteCarlo.Share::input)
        .containsExactly(Risk.Input.MEMORY, Risk.Input.LINK);
    assertThat(shares.get(0).index().first()).isCloseTo(firstM, within(0.005));
    assertThat(shares.get(1).index().first()).isCloseTo(firstG, within(0.005));
    assertThat(shares.get(0).index().total()).isCloseTo(1 - firstG, within(0.005));
    assertThat(shares.get(1).index().total()).isCloseTo(1 - firstM, within(0.005));
  }

  @Test
  void theIndicesOfAProductAreThreeAndFourSevenths() {
    // By hand: f = x y on 0..1 has V = 1/9 - 1/16 = 7/144 and Var E(f | x) = 1/48.
    List<Sobol.Index> indices = Sobol.indices(2, 1024, 1, at -> at[0] * at[1]);

    for (Sobol.Index index : indices) {
      assertThat(index.first()).isCloseTo(3 / 7.0, within(0.005));
      assertThat(index.total()).isCloseTo(4 / 7.0, within(0.005));
    }
  }

  @Test
  void theErrorOfAnIndexIsAsLargeAsItSays() {
    // Whether 2 errors hold the truth (3/7) in most runs: with 8 shifts 2 errors are Student's t at
    // 92 %; the standard error over 200 runs is 2 %.
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      Sobol.Index index = Sobol.indices(2, 64, seed, at -> at[0] * at[1]).get(0);
      held += Math.abs(index.first() - 3 / 7.0) <= 2 * index.firstError() ? 1 : 0;
    }

    assertThat(held / 200.0).isBetween(0.86, 0.98);
  }

  @Test
  void theTornadoGoesFromTheTimeAtP10ToThatAtP90() {
    // By hand: 1.2 and 2.8 GiB at the median rate of 750 Mbit/s; 2 GiB at 550 and 950 Mbit/s.
    List<MonteCarlo.Swing<Risk.Input>> swings = BOTH.tornado();

    assertThat(swings.get(0).input()).isEqualTo(Risk.Input.MEMORY);
    assertThat(swings.get(0).low().total())
        .isCloseTo(seconds(1.2 * GIB, 0.75 * GIGABIT), within(0.001));
    assertThat(swings.get(0).high().total())
        .isCloseTo(seconds(2.8 * GIB, 0.75 * GIGABIT), within(0.001));
    assertThat(swings.get(1).low().total())
        .isCloseTo(seconds(2 * GIB, 0.55 * GIGABIT), within(0.001));
    assertThat(swings.get(1).high().total())
        .isCloseTo(seconds(2 * GIB, 0.95 * GIGABIT), within(0.001));
  }

  @Test
  void oneThreadAndFourGiveTheSame() throws Exception {
    Risk busy =
        new Risk(
            IDLE.withGuest(IDLE.guest().withDirtyRate(DataRate.mebibytesPerSecond(20)))
                .withHypervisor("qemu-7.2"),
            BOTH.inputs());

    for (Function<Risk, Object> question :
        List.<Function<Risk, Object>>of(
            r -> all(r.run(500, 3, Goal.ENDS)), r -> r.shares(64, 3), r -> r.tornado())) {
      Object serial = with(1, busy, question);

      assertThat(with(4, busy, question)).isEqualTo(serial);
    }
  }

  private static Object with(int threads, Risk risk, Function<Risk, Object> question)
      throws Exception {
    var pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> question.apply(risk)).get();
    } finally {
      pool.shutdown();
    }
  }

  /** Every sample, by its quantiles. */
  private static List<Samples.Estimate> all(Risk.Result result) {
    return IntStream.range(0, 500)
        .mapToObj(i -> (i + 0.5) / 500)
        .flatMap(
            at -> List.of(result.totals().quantile(at), result.downtimes().quantile(at)).stream())
        .toList();
  }

  @Test
  void theFactorOfALogNormalHoldsTwoThirdsOfTheCases() {
    // By hand: one standard deviation to both sides, erf(1/sqrt 2) = 68.27 %.
    var spread = new Spread.LogNormal(40, 1.5);
    double side = Erf.erf(1 / Math.sqrt(2)) / 2;

    assertThat(spread.at(0.5 - side)).isCloseTo(40 / 1.5, within(1e-9));
    assertThat(spread.at(0.5 + side)).isCloseTo(40 * 1.5, within(1e-9));
  }

  private static double seconds(double memory, double bytesPerSecond) {
    return (memory + 1048576) / bytesPerSecond + 0.02 + memory / 4096 * 0.25e-9;
  }

  private static void assertHolds(Samples.Estimate estimate, double truth) {
    assertThat(truth).isBetween(estimate.low(), estimate.high());
    assertThat(estimate.value()).isBetween(estimate.low(), estimate.high());
  }
}
