package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** QEMU's first window of 100 ms, when readings of the log carry the time past its end. */
final class OverdueWindowTest {

  /**
   * Found among seeded scenarios: this small guest is sent within the first window, so its log is
   * read over and over, and one reading ends behind the window. Steps to skip were then counted as
   * none, which the page replay took for steps to take at once, and refused.
   */
  @Test
  void aReadingThatEndsBehindTheWindowIsFollowedByAStep() {
    var vm =
        new Vm("small", new ByteCount(85_284L * 1024), 12_884, Workload.steady(4928, 215_373.58));
    Scenario scenario =
        Scenario.of(vm, Link.wire(new DataRate(1_095_310_640.343603)), "qemu-10.1").withSeed(1905);

    Outcome exact = Kernel.run(scenario, Engine.PAGE_BY_PAGE);
    Outcome expected = Kernel.run(scenario, Engine.EXPECTED_COUNTS);

    assertThat(exact.word()).isEqualTo("converged");
    assertThat(expected.word()).isEqualTo("converged");
  }
}
