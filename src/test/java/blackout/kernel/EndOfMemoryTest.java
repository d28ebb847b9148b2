package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A step of the sender may end exactly behind the last page of memory. */
final class EndOfMemoryTest {

  @Test
  void aStepThatEndsBehindTheLastPageGoesOnWithTheFirst() {
    // One of these rates once ended in an ArrayIndexOutOfBoundsException.
    var vm = new Vm("VM", ByteCount.mebibytes(256), 0, Workload.steady(32_768, 61_440));

    for (int megabits = 1500; megabits < 3000; megabits += 10) {
      Scenario scenario =
          Scenario.of(vm, Link.wire(DataRate.megabitsPerSecond(megabits)), "qemu-7.2")
              .withGiveUpAfter(Duration.ofSeconds(30));

      Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);

      assertThat(outcome.record().rounds()).as("%s Mbit/s", megabits).isNotEmpty();
    }
  }
}
