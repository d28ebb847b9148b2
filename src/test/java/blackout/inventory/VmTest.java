package blackout.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A VM whose numbers do not fit each other is refused, and the message says which do not. */
final class VmTest {

  private static final ByteCount MEMORY = ByteCount.mebibytes(4);

  @Test
  void theWorkingSetLiesAmongThePagesThatAreNotZero() {
    assertThatThrownBy(() -> new Vm("sql", MEMORY, 24, Workload.steady(1001, 10)))
        .hasMessage(
            "VM \"sql\": a working set of 1001 pages does not fit the 1000 pages that are not zero");
    assertThat(new Vm("sql", MEMORY, 24, Workload.steady(1000, 10)).residentPages())
        .isEqualTo(1000);
  }

  @Test
  void zeroPagesFitTheMemory() {
    assertThatThrownBy(() -> new Vm("sql", MEMORY, 1025, Workload.idle()))
        .hasMessage("VM \"sql\": 1025 zero pages do not fit a memory of 1024 pages");
  }

  @Test
  void aLinkThatCarriesNothingIsRefused() {
    assertThatThrownBy(() -> Link.wire(DataRate.ZERO)).hasMessageContaining("carries nothing");
    assertThatThrownBy(() -> Link.limited(DataRate.gigabitsPerSecond(1), DataRate.ZERO))
        .hasMessageContaining("lets nothing through");
  }

  @Test
  void absurdWorkloadsAreRefused() {
    assertThatThrownBy(() -> Workload.steady(0, 1)).hasMessageContaining("no pages");
    assertThatThrownBy(() -> Workload.steady(1, Double.NaN)).hasMessageContaining("write rate");
    assertThatThrownBy(() -> Workload.hotAndCold(10, 10, 1, 0.5)).hasMessageContaining("hot part");
    assertThatThrownBy(() -> Workload.hotAndCold(10, 5, 1, 1.5)).hasMessageContaining("share");
    assertThatThrownBy(() -> new Workload.Zipf(10, 1, 9)).hasMessageContaining("0..4");
    assertThatThrownBy(() -> new Workload.Traced(5, Duration.ofSeconds(1), List.of(6L)))
        .hasMessageContaining("does not fit");
    assertThatThrownBy(() -> new Workload.MeasuredCurve(List.of(), 512))
        .hasMessageContaining("at least one window");
  }
}
