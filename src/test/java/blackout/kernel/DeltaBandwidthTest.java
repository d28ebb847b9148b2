package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What QEMU believes of its bandwidth stays a bandwidth when next to nothing is left to send. */
final class DeltaBandwidthTest {

  /**
   * A quiet guest of 154 GiB with delta compression: what its last round holds goes out in less
   * than the millisecond in which QEMU reads its clock, so there is no time to divide by. Found
   * among seeded scenarios: it was taken for an infinite bandwidth. Expected by hand: no round
   * carries more than the line does.
   */
  @Test
  void aRoundShorterThanTheClockGivesNoBandwidth() {
    var vm =
        new Vm(
            "quiet",
            ByteCount.gibibytes(154),
            24_844_241L,
            new Workload.Zipf(3_232_294, 22.567, 0.5506));
    for (double share = 0.90; share < 1; share += 0.0025) {
      DataRate rate = DataRate.gigabitsPerSecond(25 * share);
      Scenario plain =
          Scenario.of(vm, Link.wire(rate), "qemu-9.2")
              .withCosts(HostCosts.NONE)
              .withDowntimeLimit(Duration.ofMillis(30));

      Outcome outcome =
          Kernel.run(plain.withOptions(plain.options().withDelta(600)), Engine.EXPECTED_COUNTS);

      assertThat(outcome.record().rounds())
          .allSatisfy(
              round ->
                  assertThat(round.bandwidth().bytesPerSecond())
                      .isBetween(0.0, rate.bytesPerSecond() * 1.02));
    }
  }
}
