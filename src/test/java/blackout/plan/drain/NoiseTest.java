package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.plan.stats.Samples.Estimate;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is the same and what is not; the limits are worked by hand. */
final class NoiseTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void downtimesAreTheSameWhereTheirWidenedIntervalsMeet() {
    // Sure values, each widened by 16 ms: 100 ms meets 132 ms and does not meet 133 ms.
    assertThat(Noise.same(sure(0.100), sure(0.132))).isTrue();
    assertThat(Noise.same(sure(0.100), sure(0.133))).isFalse();
    // From 0.615 s on, 2.6 % is more than 16 ms: 10 s reaches 10.26 s, 10.53 s reaches 10.2562 s.
    assertThat(Noise.same(sure(10), sure(10.53))).isTrue();
    assertThat(Noise.same(sure(10), sure(10.55))).isFalse();
    assertThat(Noise.same(new Estimate(1, 0.5, 3), sure(3.05))).isTrue();
  }

  @Test
  void whatNeverEndsIsTheSameAsWhatNeverEndsAlone() {
    var never = new Estimate(INFINITE, INFINITE, INFINITE);
    assertThat(Noise.same(never, never)).isTrue();
    assertThat(Noise.same(never, new Estimate(9, 1, INFINITE))).isFalse();
  }

  @Test
  void timesOfMaintenanceAreTheSameWithinTheErrorOfTheModel() {
    // 2.6 % of 1000 s is 26 s.
    assertThat(Noise.same(Duration.ofSeconds(1000), Duration.ofSeconds(974))).isTrue();
    assertThat(Noise.same(Duration.ofSeconds(1000), Duration.ofSeconds(973))).isFalse();
  }

  @Test
  void aPauseThatAnotherDayGivesIsNoise() {
    Scenario move =
        Scenario.of(
            new Vm("a", ByteCount.gibibytes(4), 0, Workload.steady(131_072, 10_000)),
            Link.wire(DataRate.gigabitsPerSecond(10)),
            Hypervisors.named("hyper-v-2012-r2"));
    Duration pause =
        Kernel.run(move, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of())
            .downtime()
            .orElseThrow()
            .total();

    // Writes are within a factor of 1.5 on two days of three, so a pause a fifth longer is usual;
    // minutes are not.
    assertThat(Noise.isUsual(pause, move)).isTrue();
    assertThat(Noise.isUsual(pause.multipliedBy(12).dividedBy(10), move)).isTrue();
    assertThat(Noise.isUsual(Duration.ofMinutes(2), move)).isFalse();
  }

  private static Estimate sure(double seconds) {
    return new Estimate(seconds, seconds, seconds);
  }
}
