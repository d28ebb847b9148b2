package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.estimate.CappedLinearPreCopy;
import blackout.estimate.GeometricPreCopy;
import blackout.estimate.PreCopyBounds;
import blackout.estimate.PreCopyEstimate;
import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.estimate.UniformCoverage;
import blackout.estimate.UniformCoverage.DirtyLog;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two ways that know nothing of each other meet where both hold: pages replayed one by one, and
 * closed forms. The replay runs the textbook rule without any cost of the hosts, over a link
 * without a buffer, so that only memory and bandwidth are left.
 */
final class KernelAgreesWithEstimateTest {

  private static final ByteCount MEMORY = ByteCount.gibibytes(1);
  private static final long PAGES = MEMORY.pages(Vm.PAGE_BYTES);
  private static final DataRate LINK = DataRate.gigabitsPerSecond(1);

  /**
   * The replay counts whole pages: each round loses less than one, and what is lost shrinks by the
   * dirty ratio from round to round, at most 0.7 here: less than 1 / (1 - 0.7) = 3.3 pages.
   */
  private static final double WHOLE_PAGES = 3.4;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512, 4096})
  void aGuestThatWritesNothingTakesMemoryOverBandwidth(int mebibytes) {
    ByteCount memory = ByteCount.mebibytes(mebibytes);
    var vm = new Vm("idle", memory, 0, Workload.idle());

    Outcome outcome = Kernel.run(textbook(vm, Duration.ofMillis(300)), Engine.PAGE_BY_PAGE);

    var bounds = new PreCopyBounds(memory, LINK, 1);
    assertThat(outcome).isInstanceOf(Outcome.Converged.class);
    assertThat(outcome.record().total())
        .isBetween(bounds.leastTotal(), bounds.leastTotal().plusNanos(1000));
    assertThat(outcome.downtime().orElseThrow().total()).isEqualTo(bounds.leastDowntime());
  }

  private record Case(double dirtyRatio, long limitMillis) {
    DataRate dirtyRate() {
      return LINK.times(dirtyRatio);
    }

    Duration limit() {
      return Duration.ofMillis(limitMillis);
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(0.05, 0.2, 0.5, 0.7)
        .flatMap(ratio -> Stream.of(50L, 300L, 2000L).map(limit -> new Case(ratio, limit)));
  }

  /**
   * A sweep through all of memory writes each page once a round, so every write lands on a clean
   * page and the series holds, to the page.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void aSweepThroughAllOfMemoryIsTheGeometricSeries(Case c) {
    var vm = new Vm("sweep", MEMORY, 0, Workload.sequential(PAGES, writesPerSecond(c.dirtyRate())));
    var stop = new ByteCount((long) (LINK.bytesPerSecond() * c.limitMillis() / 1000));

    Outcome outcome = Kernel.run(textbook(vm, c.limit()), Engine.PAGE_BY_PAGE);

    PreCopyEstimate series = new GeometricPreCopy(MEMORY, c.dirtyRate(), LINK).until(stop);
    assertAgrees(outcome, series, 0);
  }

  /** The same sweep through a small region dirties all of it and no more: SimGrid's cap. */
  @ParameterizedTest
  @MethodSource("cases")
  void aSweepThroughASmallRegionIsTheCappedLine(Case c) {
    long region = PAGES / 16;
    var vm =
        new Vm("sweep", MEMORY, 0, Workload.sequential(region, writesPerSecond(c.dirtyRate())));

    Outcome outcome = Kernel.run(textbook(vm, c.limit()), Engine.PAGE_BY_PAGE);

    PreCopyEstimate line =
        new CappedLinearPreCopy(MEMORY, new ByteCount(region * Vm.PAGE_BYTES), c.dirtyRate())
            .estimate(LINK, c.limit());
    assertAgrees(outcome, line, 0);
  }

  /**
   * Random writes, the log reset at each sync. 1 %: the count of distinct pages of a working set of
   * W pages has a relative spread of about 1 / sqrt(2 W), 0.2 % here, in each round.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void randomWritesCoverWhatTheFormulaSays(Case c) {
    var vm =
        new Vm("random", MEMORY, 0, Workload.steady(PAGES / 2, writesPerSecond(c.dirtyRate())));

    Outcome outcome = Kernel.run(textbook(vm, c.limit()), Engine.PAGE_BY_PAGE);

    PreCopyEstimate coverage =
        UniformCoverage.of(vm, DirtyLog.RESET_AT_SYNC).estimate(LINK, c.limit());
    assertAgrees(outcome, coverage, 1);
  }

  /**
   * Where they part: a guest that writes 64 MiB over and over, faster than the link. The series
   * takes every write for a newly dirty page and never ends; the replay finds the same 64 MiB dirty
   * after each round, and they fit a pause of 600 ms (64 MiB at 1 Gbit/s are 537 ms). The forms
   * that know the working set agree with the replay.
   */
  @Test
  void withASmallWorkingSetTheSeriesSaysNeverAndTheReplayConverges() {
    long hot = ByteCount.mebibytes(64).pages(Vm.PAGE_BYTES);
    DataRate writeRate = LINK.times(3);
    var vm = new Vm("hot", MEMORY, 0, Workload.steady(hot, writesPerSecond(writeRate)));
    Duration limit = Duration.ofMillis(600);

    Outcome outcome = Kernel.run(textbook(vm, limit), Engine.PAGE_BY_PAGE);

    assertThat(new GeometricPreCopy(MEMORY, writeRate, LINK).until(ByteCount.mebibytes(64)))
        .isInstanceOf(NeverConverges.class);
    assertAgrees(
        outcome, UniformCoverage.of(vm, DirtyLog.RESET_AT_SYNC).estimate(LINK, limit), 0.1);
  }

  /**
   * Round by round, and in both times.
   *
   * @param percent by how much each may differ, besides {@link #WHOLE_PAGES}
   */
  private static void assertAgrees(Outcome outcome, PreCopyEstimate estimate, double percent) {
    assertThat(outcome).isInstanceOf(Outcome.Converged.class);
    List<Round> rounds = outcome.record().rounds();
    List<CopyPass> transfers = estimate.transfers();
    assertThat(rounds).hasSameSizeAs(transfers);
    double pageBytes = WHOLE_PAGES * Vm.PAGE_BYTES;
    for (int i = 0; i < rounds.size(); i++) {
      assertClose(
          "bytes of transfer " + i,
          rounds.get(i).sent().bytes().bytes(),
          transfers.get(i).bytes().bytes(),
          percent,
          pageBytes);
    }
    double pageNanos = pageBytes / LINK.bytesPerSecond() * 1e9;
    assertClose(
        "downtime",
        outcome.downtime().orElseThrow().total().toNanos(),
        estimate.downtime().orElseThrow().toNanos(),
        percent,
        pageNanos);
    assertClose(
        "total",
        outcome.record().total().toNanos(),
        estimate.total().orElseThrow().toNanos(),
        percent,
        pageNanos * rounds.size());
  }

  private static void assertClose(
      String what, double simulated, double estimated, double percent, double slack) {
    assertThat(simulated).as(what).isCloseTo(estimated, within(estimated * percent / 100 + slack));
  }

  private static Scenario textbook(Vm vm, Duration limit) {
    return Scenario.of(vm, new Link(LINK, Optional.empty(), ByteCount.ZERO), "textbook")
        .withCosts(HostCosts.NONE)
        .withDowntimeLimit(limit);
  }

  private static double writesPerSecond(DataRate rate) {
    return rate.bytesPerSecond() / Vm.PAGE_BYTES;
  }
}
