package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.Finishes;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.estimate.UniformCoverage.DirtyLog;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small cases of the closed forms of live migration, worked by hand. */
final class PreCopyEstimateTest {

  /** 1000 B at 100 B/s: 10 s for everything. */
  private static final ByteCount MEMORY = new ByteCount(1000);

  private static final DataRate LINK = new DataRate(100);

  /** Halving: 1000, 500, 250, 125 B; the last is the first of at most 200 B. */
  @Test
  void theSeriesHalvesUntilTheStopSize() {
    var half = new GeometricPreCopy(MEMORY, new DataRate(50), LINK);

    PreCopyEstimate estimate = half.until(new ByteCount(200));

    assertThat(half.ratio()).isEqualTo(0.5);
    assertThat(estimate)
        .isEqualTo(
            new Finishes(
                Duration.ofMillis(18_750),
                Duration.ofMillis(1_250),
                new ByteCount(1875),
                List.of(
                    CopyPass.of(1000, 10),
                    CopyPass.of(500, 5),
                    CopyPass.of(250, 2.5),
                    CopyPass.of(125, 1.25))));
  }

  @Test
  void aStopSizeThatIsMetExactlyNeedsNoFurtherRound() {
    var tenth = new GeometricPreCopy(MEMORY, new DataRate(10), LINK);

    // 1000, 100, 10, 1 B.
    assertThat(tenth.until(new ByteCount(1)).transfers()).hasSize(4);
    assertThat(tenth.until(new ByteCount(10)).transfers()).hasSize(3);
    assertThat(tenth.until(new ByteCount(9)).transfers()).hasSize(4);
  }

  @Test
  void aGuestThatWritesNothingIsSentOnceAndPausesForNothing() {
    PreCopyEstimate estimate =
        new GeometricPreCopy(MEMORY, DataRate.ZERO, LINK).until(new ByteCount(1));

    assertThat(estimate.total()).contains(Duration.ofSeconds(10));
    assertThat(estimate.downtime()).contains(Duration.ZERO);
  }

  @Test
  void memoryWithinTheStopSizeIsSentInThePause() {
    PreCopyEstimate estimate =
        new GeometricPreCopy(MEMORY, new DataRate(50), LINK).until(new ByteCount(1000));

    assertThat(estimate.downtime()).contains(Duration.ofSeconds(10)).isEqualTo(estimate.total());
  }

  @Test
  void dirtyingAtTheRateOfTheLinkNeverConverges() {
    PreCopyEstimate equal = new GeometricPreCopy(MEMORY, LINK, LINK).until(new ByteCount(999));
    PreCopyEstimate faster =
        new GeometricPreCopy(MEMORY, new DataRate(150), LINK).until(new ByteCount(999));

    assertThat(equal).isInstanceOf(NeverConverges.class);
    assertThat(faster).isInstanceOf(NeverConverges.class);
    assertThat(faster.total()).isEmpty();
    assertThat(faster.downtime()).isEmpty();
    assertThat(((NeverConverges) faster).why()).contains("150 B/s", "100 B/s");
  }

  /** A round limit ends even those: 1000 + 1000 + 1000 B, and 1000 + 2000 + 4000 B. */
  @Test
  void aRoundLimitEndsEverySeries() {
    Finishes equal = new GeometricPreCopy(MEMORY, LINK, LINK).afterRounds(2);
    Finishes growing = new GeometricPreCopy(MEMORY, new DataRate(200), LINK).afterRounds(2);

    assertThat(equal.time()).isEqualTo(Duration.ofSeconds(30));
    assertThat(equal.pause()).isEqualTo(Duration.ofSeconds(10));
    assertThat(growing.sent()).isEqualTo(new ByteCount(7000));
    assertThat(growing.pause()).isEqualTo(Duration.ofSeconds(40));
  }

  /** 10 s dirty 800 B but only 300 are written at all: 3 s, again 240 B, 192, 153.6 fit 1.6 s. */
  @Test
  void theWorkingSetCapsWhatIsDirty() {
    var guest = new CappedLinearPreCopy(MEMORY, new ByteCount(300), new DataRate(80));

    PreCopyEstimate estimate = guest.estimate(LINK, Duration.ofMillis(1600));

    assertThat(estimate.transfers())
        .extracting(t -> t.bytes().bytes())
        .containsExactly(1000L, 300L, 240L, 192L, 154L);
    assertThat(estimate.total()).contains(Duration.ofMillis(18_856));
    assertThat(estimate.downtime()).contains(Duration.ofMillis(1536));
  }

  @Test
  void aWorkingSetThatFitsThePauseConvergesAtAnyRate() {
    var guest = new CappedLinearPreCopy(MEMORY, new ByteCount(30), new DataRate(1e9));

    PreCopyEstimate estimate = guest.estimate(LINK, Duration.ofMillis(300));

    assertThat(estimate.downtime()).contains(Duration.ofMillis(300));
    assertThat(estimate.total()).contains(Duration.ofMillis(10_300));
  }

  /** x = 10 s * 100 B/s / 1000 B = 1, so round 1 sends 1000 (1 - 1/e) = 632 B. */
  @Test
  void randomWritesCoverAShareOfTheWorkingSet() {
    PreCopyEstimate estimate = coverage(100, DirtyLog.RESET_AT_SYNC).estimate(LINK, limit(6400));

    assertThat(estimate.transfers())
        .extracting(t -> t.bytes().bytes())
        .containsExactly(1000L, 632L);
  }

  /**
   * A page cleared when sent is exposed for the rest of the round: 1000 (1 - (1 - 1/e)) = 368 B.
   */
  @Test
  void aPageClearedWhenSentIsExposedForLess() {
    PreCopyEstimate estimate =
        coverage(100, DirtyLog.CLEARED_WHEN_SENT).estimate(LINK, limit(3700));

    assertThat(estimate.transfers())
        .extracting(t -> t.bytes().bytes())
        .containsExactly(1000L, 368L);
  }

  /** N = 1000 (1 - e^(-r N / (1000 * 100))) has a solution above 0 once r is above 100 B/s. */
  @Test
  void randomWritesSettleWhereAsMuchIsWrittenAsIsSent() {
    PreCopyEstimate estimate = coverage(200, DirtyLog.RESET_AT_SYNC).estimate(LINK, limit(100));

    assertThat(estimate).isInstanceOf(NeverConverges.class);
    List<CopyPass> rounds = estimate.transfers();
    double share = rounds.get(rounds.size() - 1).bytes().bytes() / 1000.0;
    assertThat(share).isCloseTo(1 - Math.exp(-2 * share), within(0.001));
  }

  @Test
  void aVmThatWritesOneRegionAtRandomHasACoverage() {
    var vm = new Vm("db", ByteCount.gibibytes(1), 62_144, Workload.steady(100_000, 25_600));

    var coverage = UniformCoverage.of(vm, DirtyLog.RESET_AT_SYNC);

    assertThat(coverage.firstRound()).isEqualTo(new ByteCount(200_000L * 4096));
    assertThat(coverage.workingSet()).isEqualTo(new ByteCount(100_000L * 4096));
    assertThat(coverage.writeRate()).isEqualTo(DataRate.mebibytesPerSecond(100));
    var sweeping = new Vm("log", ByteCount.gibibytes(1), 0, Workload.sequential(100_000, 25_600));
    assertThatThrownBy(() -> UniformCoverage.of(sweeping, DirtyLog.RESET_AT_SYNC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"log\" does not write one region at random");
  }

  /** Windows of 1 s at 4 MiB/s and 2 s at 3 MiB/s: 1024 and 1536 pages. */
  @Test
  void aMeasuredVmHasACurve() {
    var windows =
        List.of(
            new Workload.Window(Duration.ofSeconds(1), DataRate.mebibytesPerSecond(4)),
            new Workload.Window(Duration.ofSeconds(2), DataRate.mebibytesPerSecond(3)));
    var vm = new Vm("web", ByteCount.gibibytes(1), 1000, new Workload.MeasuredCurve(windows, 512));

    var curve = MeasuredCurvePreCopy.of(vm);

    assertThat(curve.zeroPages()).isEqualTo(1000);
    assertThat(curve.otherPages()).isEqualTo(261_144);
    assertThat(curve.dirtyPagesAfter(Duration.ofSeconds(1))).isEqualTo(1024);
    assertThat(curve.dirtyPagesAfter(Duration.ofSeconds(2))).isEqualTo(1536);
    assertThat(curve.dirtyPagesAfter(Duration.ZERO)).isEqualTo(512);
  }

  @Test
  void theBoundsAreAllMemoryOnceAndInEveryRound() {
    var bounds = new PreCopyBounds(MEMORY, LINK, 4);

    assertThat(bounds.leastTotal()).isEqualTo(Duration.ofSeconds(10));
    assertThat(bounds.mostTotal()).isEqualTo(Duration.ofSeconds(50));
    assertThat(bounds.leastDowntime()).isZero();
    assertThat(bounds.mostDowntime()).isEqualTo(Duration.ofSeconds(10));
  }

  /** CloudSim 7G: 1024 MB over 1 Gbit/s, half of it: 16.4 s (its documentation says about 16 s). */
  @Test
  void halfTheBandwidthTakesTwiceTheTime() {
    var memory = new ByteCount(1_024_000_000L);

    Duration total =
        new RamOverBandwidth(memory, DataRate.gigabitsPerSecond(1), RamOverBandwidth.CLOUDSIM_RATIO)
            .total();

    assertThat(total).isEqualTo(Duration.ofMillis(16_384));
  }

  /** The vectors of QEMU's headers: 8 B a page, 1344 B a packet of 128 pages. */
  @Test
  void pagesWeighWhatQemuWrites() {
    assertThat(QemuStreamBytes.singleStream(1, 1)).isEqualTo(new ByteCount(4104 + 9));
    // 1 GiB of normal pages, and of zero pages.
    assertThat(QemuStreamBytes.singleStream(262_144, 0)).isEqualTo(new ByteCount(1_075_838_976L));
    assertThat(QemuStreamBytes.singleStream(0, 262_144)).isEqualTo(new ByteCount(2_359_296));
    assertThat(QemuStreamBytes.leastMultifdChannels(128)).isEqualTo(new ByteCount(525_632));
    assertThat(QemuStreamBytes.leastMultifdChannels(129))
        .isEqualTo(new ByteCount(525_632 + 1344 + 4096));
    assertThat(QemuStreamBytes.leastMultifdChannels(0)).isEqualTo(ByteCount.ZERO);
  }

  @Test
  void runsOfOneKindCannotTellTwoCostsApart() {
    var one = new PageTimeFit.Run(100, 200, Duration.ofSeconds(1));
    var twice = new PageTimeFit.Run(200, 400, Duration.ofSeconds(2));

    assertThatThrownBy(() -> PageTimeFit.of(List.of(one, twice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same proportion");
    assertThatThrownBy(() -> PageTimeFit.of(List.of(one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two runs");
  }

  @Test
  void nonsenseIsRefusedWithTheNumber() {
    assertThatThrownBy(() -> new GeometricPreCopy(MEMORY, LINK, DataRate.ZERO))
        .hasMessageContaining("nothing would move");
    assertThatThrownBy(() -> new GeometricPreCopy(MEMORY, LINK, LINK).until(ByteCount.ZERO))
        .hasMessageContaining("0 B is never reached");
    assertThatThrownBy(() -> new CappedLinearPreCopy(MEMORY, new ByteCount(1001), LINK))
        .hasMessageContaining("1001 B does not fit");
    assertThatThrownBy(
            () -> new CappedLinearPreCopy(MEMORY, MEMORY, LINK).estimate(LINK, Duration.ZERO))
        .hasMessageContaining("not longer than 0");
    assertThatThrownBy(() -> new RamOverBandwidth(MEMORY, LINK, 1.5)).hasMessageContaining("1.5");
  }

  private static UniformCoverage coverage(double bytesPerSecond, DirtyLog log) {
    return new UniformCoverage(MEMORY, MEMORY, new DataRate(bytesPerSecond), log, Duration.ZERO);
  }

  private static Duration limit(long millis) {
    return Duration.ofMillis(millis);
  }
}
