package blackout.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.kernel.policy.Policies;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Transfer;
import blackout.kernel.transfer.WritePlan;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page-exact engine on guests of a few pages, worked by hand. */
final class PageEngineTest {

  private static final PageCosts PAGE_PER_MILLI = new PageCosts(4096, 9, 11, 0, 0, 0);

  /** A sweep of one page a millisecond over a wire of one page a millisecond. */
  private static Transfer sweep(long pages) {
    var input =
        new KernelInput(
            pages,
            0,
            pages,
            0,
            List.of(WritePlan.sequential(0, pages, 1000)),
            4_096_000,
            Double.POSITIVE_INFINITY,
            0,
            300,
            MigrationOptions.none(),
            HostCosts.NONE,
            1,
            1e15);
    return new Transfer(input, PAGE_PER_MILLI, true, List.of());
  }

  /** By hand: 128 pages at 1 ms; in these 128 ms the guest writes 128 pages, each once. */
  @Test
  void aSweepAsFastAsTheWireDirtiesAllThatIsSent() {
    Transfer t = sweep(128);
    var pages = new PageEngine(t, Rearm.AT_SYNC);
    pages.sync();

    pages.sendAll();

    assertThat(t.nowNanos()).isEqualTo(128e6);
    assertThat(t.sentBytes()).isEqualTo(128 * 4096.0);
    assertThat(pages.remaining()).isZero();
    assertThat(pages.sync()).isEqualTo(128);
  }

  /** By hand: the deadline is looked at every 64 pages, so 70 ms let 128 pages through. */
  @Test
  void theDeadlineIsLookedAtEvery64Pages() {
    Transfer t = sweep(256);
    var pages = new PageEngine(t, Rearm.AT_SYNC);

    pages.send(Transfer.NO_LIMIT, 70e6);

    assertThat(pages.remaining()).isEqualTo(128);
  }

  /** By hand: a budget of ten pages is exceeded by the eleventh. */
  @Test
  void theBudgetIsExceededByOnePage() {
    Transfer t = sweep(256);
    var pages = new PageEngine(t, Rearm.AT_SYNC);

    pages.send(10 * 4096, Transfer.NO_LIMIT);

    assertThat(pages.remaining()).isEqualTo(245);
    pages.send(0, Transfer.NO_LIMIT);
    assertThat(pages.remaining()).isEqualTo(244);
  }

  /**
   * The rule of KVM's chunks (kvm_log_clear_one_slot): a write between the sync and the clearing of
   * the chunk costs nothing, because the page waits anyway; one after it does. By hand: 64 pages
   * are swept before the first page goes out, which takes 1 ms, and 31 after it.
   */
  @Test
  void aWriteBeforeTheChunkIsClearedCostsNothing() {
    for (Rearm rearm : List.of(Rearm.AT_SYNC, Rearm.PER_CHUNK)) {
      Transfer t = sweep(128);
      var pages = new PageEngine(t, rearm);
      pages.sync();
      t.passNanos(64e6);
      pages.send(0, Transfer.NO_LIMIT);
      t.passNanos(31e6);

      assertThat(pages.logged()).as("%s", rearm).isEqualTo(rearm == Rearm.AT_SYNC ? 96 : 32);
    }
  }

  /** Bytes by hand: raw 8 + 4096, zero 8 + 1; a full multifd packet 1344 + 128 x 4096. */
  @Test
  void pagesTakeTheBytesThatQemuWrites() {
    var vm = new Vm("v", ByteCount.mebibytes(1), 56, Workload.idle());
    Scenario scenario = Scenario.of(vm, Link.wire(DataRate.gigabitsPerSecond(1)), "qemu-7.2");

    PageCosts plain = Policies.named("qemu-7.2").costs(KernelInput.of(scenario));
    PageCosts multifd =
        Policies.named("qemu-9.2")
            .costs(KernelInput.of(scenario.withOptions(MigrationOptions.none().withMultifd(true))));

    assertThat(plain.rawBytes()).isEqualTo(4104);
    assertThat(plain.zeroBytes()).isEqualTo(9);
    assertThat(multifd.rawBytes() * 128).isEqualTo(525_632);
    assertThat(multifd.zeroBytes()).isEqualTo(10.5);
  }

  @Test
  void aGuestThatNeverConvergesIsGivenUpAtTheStatedTime() {
    var vm = new Vm("v", ByteCount.mebibytes(256), 0, Workload.steady(60_000, 1_000_000));
    Scenario scenario =
        Scenario.of(vm, Link.wire(DataRate.gigabitsPerSecond(1)), "qemu-7.2")
            .withGiveUpAfter(Duration.ofSeconds(20));

    Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);

    assertThat(outcome).isInstanceOf(Outcome.Aborted.class);
    assertThat(outcome.downtime()).isEmpty();
    assertThat(outcome.record().total()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    assertThat(outcome.record().stopReason()).contains("pages left");
  }

  @Test
  void aGuestThatNoArrayHoldsIsRefused() {
    var vm = new Vm("huge", new ByteCount(1L << 50), 0, Workload.idle());
    Scenario scenario = Scenario.of(vm, Link.wire(DataRate.gigabitsPerSecond(1)), "qemu-7.2");

    assertThatThrownBy(() -> Kernel.run(scenario, Engine.PAGE_BY_PAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than the 137438952896 that the kernel can hold");
  }
}
