package blackout.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.kernel.transfer.SplitMix64;
import blackout.kernel.transfer.WritePlan;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of writing dirties the pages that its description says. */
final class GuestWritesTest {

  private static final double SECOND = 1e9;

  private static long dirty(WritePlan plan, double seconds) {
    var log = new PageSet(plan.firstPage() + plan.pages());
    GuestWrites.of(plan, new SplitMix64(3)).advance(seconds * SECOND, log);
    return log.count();
  }

  /** By hand: W (1 - exp(-r t / W)) of 10,000 pages after 10,000 writes is 6,321. */
  @Test
  void randomWritesHitPagesTwice() {
    assertThat(dirty(WritePlan.random(100, 10_000, 5_000), 2)).isCloseTo(6_321, within(150L));
  }

  /** By hand: three quarters of a lap, then more than one. */
  @Test
  void aSweepDirtiesEachPageOnceALap() {
    assertThat(dirty(WritePlan.sequential(7, 1_000, 500), 1.5)).isEqualTo(750);
    assertThat(dirty(WritePlan.sequential(7, 1_000, 500), 3)).isEqualTo(1_000);
  }

  /** By hand: each second has its own distinct pages, half of them by its middle. */
  @Test
  void aTraceDirtiesItsDistinctPagesInEachInterval() {
    long[] distinct = {300, 0, 100, 200};
    var guest = GuestWrites.of(WritePlan.traced(5, 400, SECOND, distinct), new SplitMix64(3));
    for (int second = 0; second < 12; second++) {
      var log = new PageSet(405);

      guest.advance((second + 0.5) * SECOND, log);

      assertThat(log.count()).isEqualTo(distinct[second % 4] / 2);
      guest.advance((second + 1) * SECOND, log);
      assertThat(log.count()).isEqualTo(distinct[second % 4]);
    }
  }

  /**
   * By hand: a page is left alone by an interval with chance 1 - d / n, whatever the one before
   * did: of 100,000 pages, 20,000 and 30,000 in turn leave 0.8 x 0.7 = 0.56 after two seconds, 0.56
   * x 0.56 after four.
   */
  @Test
  void theIntervalsOfATraceKnowNothingOfOneAnother() {
    WritePlan plan = WritePlan.traced(0, 100_000, SECOND, new long[] {20_000, 30_000});

    assertThat(dirty(plan, 2)).isCloseTo(44_000, within(600L));
    assertThat(dirty(plan, 4)).isCloseTo(68_640, within(600L));
  }

  /** By hand: with exponent 1 a decade of ranks gets a share of 1 / log10(n + 1) of the writes. */
  @Test
  void zipfWritesAsOftenToTheFirstNinePagesAsToTheNextNinety() {
    var log = new PageSet(100_000);
    var zipf = new GuestWrites.Zipf(0, 99_999, 1, 1, new SplitMix64(5));
    int[] decades = new int[5];
    for (int i = 0; i < 50_000; i++) {
      zipf.write(1, log);
      int word = log.nextWord(0, 0, log.words.length);
      long page = ((long) word << 6) + Long.numberOfTrailingZeros(log.words[word]);
      log.words[word] = 0;
      decades[(int) Math.log10(page + 1)]++;
    }

    for (int decade : decades) {
      assertThat(decade / 10_000.0).isCloseTo(1, within(0.05));
    }
  }

  /** The same seed gives the same pages, however time is cut. */
  @Test
  void howTimeIsCutDoesNotMatter() {
    WritePlan plan = WritePlan.random(0, 5_000, 1_000);
    var once = new PageSet(5_000);
    GuestWrites.of(plan, new SplitMix64(9)).advance(3 * SECOND, once);
    var often = new PageSet(5_000);
    GuestWrites writes = GuestWrites.of(plan, new SplitMix64(9));
    for (int i = 1; i <= 997; i++) {
      writes.advance(3 * SECOND * i / 997, often);
    }

    assertThat(often.words).isEqualTo(once.words);
  }

  /** By hand: of 200,000 pages, exp(-3) are left out by three writes each, 9,957. */
  @Test
  void veryManyRandomWritesLeaveOutAsManyPagesAsSingleOnes() {
    assertThat(200_000 - dirty(WritePlan.random(70, 200_000, 600_000), 1))
        .isCloseTo(9_957, within(400L));
    assertThat(dirty(WritePlan.random(70, 200_000, 1e13), 1)).isEqualTo(200_000);
  }

  /** The same distribution, one write at a time and in one batch. */
  @Test
  void veryManyZipfWritesDirtyWhatSingleOnesDo() {
    for (double exponent : new double[] {0.7, 1, 1.3}) {
      WritePlan plan = WritePlan.zipf(3, 50_000, 250_000, exponent);
      var one = new PageSet(50_003);
      GuestWrites singly = GuestWrites.of(plan, new SplitMix64(4));
      for (int i = 1; i <= 50; i++) {
        singly.advance(i * SECOND / 50, one);
      }

      assertThat((double) dirty(plan, 1)).isCloseTo(one.count(), within(600.0));
    }
    assertThat(dirty(WritePlan.zipf(3, 50_000, 1e13, 1), 1)).isEqualTo(50_000);
  }

  static Stream<Scenario> workloads() {
    List<Workload> workloads =
        List.of(
            new Workload.Zipf(100_000, 30_000, 1),
            new Workload.Zipf(100_000, 30_000, 0.7),
            new Workload.Traced(100_000, Duration.ofSeconds(1), List.of(12_000L, 4_000L)),
            Workload.hotAndCold(100_000, 5_000, 30_000, 0.9));
    Link link = Link.wire(DataRate.gigabitsPerSecond(2));
    return workloads.stream()
        .map(w -> new Vm("w", ByteCount.gibibytes(1), 50_000, w))
        .flatMap(
            vm ->
                Stream.of("qemu-10.1", "xen-v2", "cloud-hypervisor-52")
                    .map(h -> Scenario.of(vm, link, h)));
  }

  /** Agreement: both engines tell the same of workloads that the seeded grid does not hold. */
  @ParameterizedTest
  @MethodSource("workloads")
  void bothEnginesTellTheSameOfEachWorkload(Scenario scenario) {
    Outcome exact = Kernel.run(scenario, Engine.PAGE_BY_PAGE);
    Outcome expected = Kernel.run(scenario, Engine.EXPECTED_COUNTS);

    assertThat(expected.word()).isEqualTo(exact.word());
    assertThat(expected.record().total().toNanos() / (double) exact.record().total().toNanos())
        .isBetween(0.975, 1.025);
  }

  /** By hand: a page of 200 B instead of 4096 makes resends 19 times cheaper. */
  @Test
  void deltasMakeResendsCheap() {
    var vm = new Vm("d", ByteCount.gibibytes(1), 0, Workload.steady(10_000, 20_000));
    Scenario plain =
        Scenario.of(vm, Link.wire(DataRate.megabitsPerSecond(500)), "qemu-7.2")
            .withGiveUpAfter(Duration.ofMinutes(2))
            .withDowntimeLimit(Duration.ofMillis(20));
    Scenario delta = plain.withOptions(MigrationOptions.none().withDelta(200));

    Outcome with = Kernel.run(delta, Engine.PAGE_BY_PAGE);

    assertThat(Kernel.run(plain, Engine.PAGE_BY_PAGE).word()).isEqualTo("aborted");
    assertThat(with.word()).isEqualTo("converged");
    assertThat(with.record().sent().deltaPages()).isGreaterThan(5_000);
  }

  /** QEMU's source: the told bandwidth changes the judgement, not the speed. */
  @Test
  void aToldBandwidthLetsAHardGuestGo() {
    var vm = new Vm("t", ByteCount.gibibytes(1), 0, Workload.steady(100_000, 200_000));
    Scenario plain =
        Scenario.of(vm, Link.wire(DataRate.gigabitsPerSecond(2)), "qemu-9.2")
            .withGiveUpAfter(Duration.ofSeconds(60));
    Scenario told =
        plain.withOptions(
            MigrationOptions.none().withSwitchoverBandwidth(DataRate.gigabitsPerSecond(20)));

    Outcome outcome = Kernel.run(told, Engine.PAGE_BY_PAGE);

    assertThat(Kernel.run(plain, Engine.PAGE_BY_PAGE).word()).isEqualTo("aborted");
    assertThat(outcome.downtime().orElseThrow().total()).isGreaterThan(Duration.ofMillis(600));
  }
}
