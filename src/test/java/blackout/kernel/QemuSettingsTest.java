package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.DeltaCompression;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Throttling;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What QEMU lets an administrator set: the steps of auto-converge and the cache of XBZRLE. */
final class QemuSettingsTest {

  /**
   * 256 MiB over 200 Mbit/s, which carries 6,092 pages a second: rounds of 11 s at most, and never
   * the end of a guest that writes 20,000 pages a second to 32,768.
   */
  private static Scenario fast(long writesPerSecond, MigrationOptions options) {
    return Scenario.of(
            new Vm("fast", ByteCount.mebibytes(256), 0, Workload.steady(32_768, writesPerSecond)),
            Link.wire(DataRate.gigabitsPerSecond(0.2)),
            "qemu-7.2")
        .withOptions(options)
        .withGiveUpAfter(Duration.ofMinutes(10));
  }

  private static List<Double> throttles(Optional<Throttling> steps) {
    var options = MigrationOptions.none().withAutoConverge(steps);
    return Kernel.run(fast(20_000, options), Engine.PAGE_BY_PAGE).record().rounds().stream()
        .map(Round::throttleRatio)
        .distinct()
        .toList();
  }

  /** By QEMU's rule: the initial share, then the increment each time, up to the most. */
  @Test
  void theStepsOfAutoConvergeAreThoseThatWereSet() {
    assertThat(throttles(Optional.of(Throttling.DEFAULT))).startsWith(0.0, 0.2, 0.3, 0.4, 0.5);
    assertThat(throttles(Optional.of(new Throttling(40, 25, 70, 50))))
        .containsExactly(0.0, 0.4, 0.65, 0.7);
    assertThat(throttles(Optional.empty())).containsExactly(0.0);
  }

  /** By QEMU's rule: a period counts if more was dirtied than this share of what was sent. */
  @ParameterizedTest
  @CsvSource({"90, 0.0", "30, 0.2"})
  void theTriggerDecidesWhichPeriodsCount(int trigger, double expected) {
    var steps = new Throttling(20, 10, 20, trigger);
    var options = MigrationOptions.none().withAutoConverge(Optional.of(steps));

    // Some 60 % of what the link carries is dirtied, and the downtime limit is out of reach.
    Outcome outcome =
        Kernel.run(
            fast(3_700, options).withDowntimeLimit(Duration.ofMillis(1)), Engine.PAGE_BY_PAGE);

    assertThat(outcome.record().throttleRatio()).isEqualTo(expected);
  }

  /**
   * By hand: a cache with room for all pages knows each that was sent since it was switched on, so
   * each of the 32,768 written ones is sent whole twice at most; one with room for half of them
   * goes on sending whole pages.
   */
  @Test
  void aCacheThatHoldsTheSetSendsNoPageWholeAThirdTime() {
    Outcome all = Kernel.run(fast(20_000, delta(ByteCount.mebibytes(256))), Engine.PAGE_BY_PAGE);
    Outcome half = Kernel.run(fast(20_000, delta(ByteCount.mebibytes(64))), Engine.PAGE_BY_PAGE);

    assertThat(all).isInstanceOf(Outcome.Converged.class);
    assertThat(all.record().sent().rawPages()).isLessThanOrEqualTo(65_536 + 32_768);
    assertThat(half.record().sent().rawPages()).isGreaterThan(2 * (65_536 + 32_768));
  }

  @ParameterizedTest
  @CsvSource({"16", "64", "128", "1024"})
  void bothEnginesKnowTheCache(long mebibytes) {
    Scenario scenario = fast(4_000, delta(ByteCount.mebibytes(mebibytes)));
    double exact = Kernel.run(scenario, Engine.PAGE_BY_PAGE).record().total().toNanos();
    double expected = Kernel.run(scenario, Engine.EXPECTED_COUNTS).record().total().toNanos();

    assertThat(expected / exact).isCloseTo(1, within(0.03));
  }

  private static MigrationOptions delta(ByteCount cache) {
    return MigrationOptions.none().withDelta(new DeltaCompression(400, cache));
  }

  @Test
  void whatQemuRefusesIsRefused() {
    assertThatThrownBy(() -> new Throttling(0, 10, 99, 50))
        .hasMessage("initial throttle is not in 1..99 %: 0");
    assertThatThrownBy(() -> new Throttling(50, 10, 40, 50))
        .hasMessage("most throttle is not in 50..99 %: 40");
    assertThatThrownBy(() -> new DeltaCompression(400, new ByteCount(3 << 20)))
        .hasMessage("XBZRLE cache is not a power of two from 4 KiB to 1 TiB: 3 MiB");
    assertThatThrownBy(() -> new DeltaCompression(4097, ByteCount.mebibytes(64)))
        .hasMessage("mean delta is not in 0..4096 B: 4097");
  }
}
