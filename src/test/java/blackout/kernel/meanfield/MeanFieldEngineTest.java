package blackout.kernel.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Transfer;
import blackout.kernel.transfer.WritePlan;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine in expected counts, step by step. */
final class MeanFieldEngineTest {

  /** 4,608 pages; the guest writes pages 512 to 1,535, a thousand a second. */
  private static Scenario small() {
    return Scenario.of(
        new Vm("small", ByteCount.mebibytes(18), 0, Workload.steady(1024, 1000)),
        Link.wire(DataRate.gigabitsPerSecond(1)),
        "textbook");
  }

  private static Transfer transfer() {
    KernelInput input = KernelInput.of(small());
    return new Transfer(input, PageCosts.whole(input, 0), true, List.of());
  }

  /**
   * By hand: 2,048 of the 4,608 pages are sent, so the first 512 never wait again and the next
   * 1,024 are written, each with a chance p. Runs of neighbouring waiting pages: p + 1,023 p (1 -
   * p) among the written ones; then nothing waits up to page 2,048, where one run begins.
   */
  @Test
  void nothingWaitsBetweenWhatIsLeftAfterPagesThatNobodyWrites() {
    Transfer t = transfer();
    var pages = new MeanFieldEngine(t, Rearm.AT_SYNC);
    pages.sync();
    pages.send(2047.5 * KernelInput.PAGE_BYTES, Transfer.NO_LIMIT);
    double seconds = t.guestNanos() / 1e9;
    pages.sync();

    double p = 1 - Math.exp(-seconds * 1000 / 1024);
    assertThat(pages.waitingRanges()).isCloseTo(p + 1023 * p * (1 - p) + 1, within(0.5));
    assertThat(pages.remaining()).isCloseTo(Math.round(1024 * p) + 2560, within(1L));
  }

  /**
   * Zero pages in the middle of memory are left out once they are sent, and what waits behind them
   * waits there still; the expectation is the page replay.
   */
  @Test
  void theSenderPassesOverWhatWasLeftOut() {
    var workload = new Workload.Fitted(new Workload.Region(Workload.Pattern.RANDOM, 8000, 3000));
    Scenario scenario =
        Scenario.of(
            new Vm("gap", ByteCount.mebibytes(256), 20_000, workload),
            Link.wire(DataRate.gigabitsPerSecond(0.5)),
            "virtualbox");
    double exact = Kernel.run(scenario, Engine.PAGE_BY_PAGE).record().total().toNanos();

    assertThat(Kernel.run(scenario, Engine.EXPECTED_COUNTS).record().total().toNanos() / exact)
        .isCloseTo(1, within(0.01));
  }

  /**
   * The burst that fills the wire's buffer raises the threshold of QEMU's first window, so that an
   * idle guest can be stopped behind it; the expectation is the page replay.
   */
  @ParameterizedTest
  @CsvSource({"12, 20, 3", "256, 100, 20", "768, 100, 60", "4096, 1000, 1"})
  void theFirstWindowCanEndTheRounds(long mebibytes, double megabits, long limitSeconds) {
    Scenario scenario =
        Scenario.of(
                new Vm("idle", ByteCount.mebibytes(mebibytes), 0, Workload.steady(2000, 0.001)),
                Link.wire(DataRate.megabitsPerSecond(megabits)),
                "qemu-7.2")
            .withDowntimeLimit(Duration.ofSeconds(limitSeconds));
    double exact =
        Kernel.run(scenario, Engine.PAGE_BY_PAGE).downtime().orElseThrow().total().toNanos();

    assertThat(
            Kernel.run(scenario, Engine.EXPECTED_COUNTS).downtime().orElseThrow().total().toNanos()
                / exact)
        .isCloseTo(1, within(0.02));
  }

  /** By hand: of a guest of which all was sent, what was written waits, and nothing else. */
  @Test
  void whatNobodyWritesIsNeverSentTwice() {
    Transfer t = transfer();
    var pages = new MeanFieldEngine(t, Rearm.AT_SYNC);
    pages.sync();
    pages.sendAll();
    double first = t.sentBytes();
    pages.sync();
    long fresh = pages.remaining();
    pages.rewind();
    pages.sendAll();

    assertThat(first).isEqualTo(4608.0 * KernelInput.PAGE_BYTES);
    assertThat(fresh).isBetween(1L, 1024L);
    assertThat(t.sentBytes() - first)
        .isCloseTo(fresh * (double) KernelInput.PAGE_BYTES, within(KernelInput.PAGE_BYTES * 1.0));
  }

  /** The expectation is the library's expm1; what the series leaves out is up to x^6 / 720. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-5, 1e-3, 0.0299999, 0.03, 0.0300001, 0.5, 40})
  void chancesKeepTheirDigits(double x) {
    assertThat(WritePlan.oneMinusExp(x)).isCloseTo(-Math.expm1(-x), within(4e-11 * x));
  }

  /** The reason is the same whether the rounds are kept or not. */
  @ParameterizedTest
  @MethodSource("blackout.inventory.Hypervisors#names")
  void totalsTellTheSameReason(String hypervisor) {
    Scenario scenario =
        Scenario.of(
            new Vm("two", ByteCount.gibibytes(2), 0, Workload.steady(100_000, 5_000)),
            Link.wire(DataRate.gigabitsPerSecond(1)),
            hypervisor);

    assertThat(
            Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of())
                .record()
                .stopReason())
        .isEqualTo(Kernel.run(scenario, Engine.EXPECTED_COUNTS).record().stopReason());
  }
}
