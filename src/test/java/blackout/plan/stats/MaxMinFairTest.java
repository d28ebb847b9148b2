package blackout.plan.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.plan.stats.MaxMinFair.Sharer;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Worked by hand, but for the example of S. Keshav's textbook. */
final class MaxMinFairTest {

  private static final DataRate HUNDRED = DataRate.mebibytesPerSecond(100);

  @Test
  void keshavsFourSourcesGetWhatTheBookSays() {
    // S. Keshav, An Engineering Approach to Computer Networking, 1997, section 9.2.1: capacity 10,
    // demands 2, 2.6, 4 and 5 are given 2, 2.6, 2.7 and 2.7.
    assertThat(rates(10, 5, 2, 4, 2.6)).containsExactly(2.7, 2.0, 2.7, 2.6);
  }

  @Test
  void withoutLimitsAllGetTheSame() {
    assertThat(rates(90, 90, 90, 90)).containsExactly(30.0, 30.0, 30.0);
  }

  @Test
  void nobodyGetsMoreThanItCanUseAlthoughSomethingIsLeft() {
    assertThat(rates(100, 10, 20)).containsExactly(10.0, 20.0);
  }

  @Test
  void whoeverIsDoneLeavesItsShareToTheOthers() {
    // 1, 2 and 4 GiB at 100 MiB/s. All three at 33.3 until the first is done: 3 * 1024 / 100 =
    // 30.72 s. Then two at 50: 1 GiB more each, 20.48 s later, 51.2 s. The last 2 GiB at 100, 20.48
    // s later: 71.68 s, which is 7 GiB / 100 MiB/s.
    assertThat(MaxMinFair.finishTimes(HUNDRED, gibibytes(4, 1, 2)))
        .containsExactly(
            Duration.ofMillis(71_680), Duration.ofMillis(30_720), Duration.ofMillis(51_200));
  }

  @Test
  void aLimitOfItsOwnLeavesTheRestToTheOther() {
    // 1 GiB limited to 20 MiB/s needs 51.2 s; 2 GiB at the other 80 need 25.6 s.
    assertThat(
            MaxMinFair.finish(
                HUNDRED,
                List.of(
                    new Sharer(
                        ByteCount.gibibytes(1), DataRate.mebibytesPerSecond(20), Duration.ZERO),
                    new Sharer(ByteCount.gibibytes(2), HUNDRED, Duration.ZERO))))
        .containsExactly(Duration.ofMillis(51_200), Duration.ofMillis(25_600));
  }

  @Test
  void whoeverStartsLaterTakesItsShareFromThenOn() {
    // 2 GiB alone for 10.24 s moves 1 GiB; then both at 50 MiB/s: its second GiB and the first of
    // the other need 20.48 s, until 30.72 s; the other's second GiB alone 10.24 s more, 40.96 s.
    assertThat(
            MaxMinFair.finish(
                HUNDRED,
                List.of(
                    new Sharer(ByteCount.gibibytes(2), HUNDRED, Duration.ofMillis(10_240)),
                    new Sharer(ByteCount.gibibytes(2), HUNDRED, Duration.ZERO))))
        .containsExactly(Duration.ofMillis(40_960), Duration.ofMillis(30_720));
  }

  @Test
  void oneAloneTakesWhatItsRateTakesAndNothingTakesNoTime() {
    assertThat(MaxMinFair.finishTimes(HUNDRED, gibibytes(3, 0)))
        .containsExactly(HUNDRED.timeFor(ByteCount.gibibytes(3)), Duration.ZERO);
    assertThat(MaxMinFair.finishTimes(HUNDRED, List.of())).isEmpty();
  }

  @Test
  void theLastIsDoneWhenTheStorageHasMovedAllWhateverTheSizes() {
    var random = new SplittableRandom(7);
    for (int run = 0; run < 50; run++) {
      List<ByteCount> amounts =
          IntStream.range(0, 40)
              .mapToObj(i -> new ByteCount(random.nextLong(1, 1L << 37)))
              .toList();
      long all = amounts.stream().mapToLong(ByteCount::bytes).sum();

      List<Duration> done = MaxMinFair.finishTimes(HUNDRED, amounts);

      Duration last = done.stream().max(Duration::compareTo).orElseThrow();
      assertThat(last.toNanos())
          .isCloseTo(HUNDRED.timeFor(new ByteCount(all)).toNanos(), within(1000L));
      assertThat(done.indexOf(last)).isEqualTo(largest(amounts));
    }
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> new Sharer(ByteCount.gibibytes(1), DataRate.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never moves 1 GiB");
  }

  private static int largest(List<ByteCount> amounts) {
    return IntStream.range(0, amounts.size())
        .reduce((a, b) -> amounts.get(a).compareTo(amounts.get(b)) >= 0 ? a : b)
        .orElseThrow();
  }

  private static List<ByteCount> gibibytes(long... sizes) {
    return Arrays.stream(sizes).mapToObj(ByteCount::gibibytes).toList();
  }

  private static List<Double> rates(double capacity, double... limits) {
    return MaxMinFair.rates(
            DataRate.bytesPerSecond(capacity),
            DoubleStream.of(limits).mapToObj(DataRate::bytesPerSecond).toList())
        .stream()
        .map(r -> Math.round(r.bytesPerSecond() * 1e9) / 1e9)
        .toList();
  }
}
