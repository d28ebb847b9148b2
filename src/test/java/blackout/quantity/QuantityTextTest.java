package blackout.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Amounts are read as people write them, printed so that they can be read back, and never guessed.
 */
final class QuantityTextTest {

  /** By hand: powers of 1024. */
  @ParameterizedTest
  @CsvSource({
    "16 GiB, 17179869184",
    "16GiB, 17179869184",
    "1.5 MiB, 1572864",
    "4096 B, 4096",
    "2 TiB, 2199023255552",
    "0 B, 0"
  })
  void memoryIsReadInBinaryUnits(String text, long bytes) {
    assertThat(ByteCount.parse(text)).isEqualTo(new ByteCount(bytes));
  }

  /** By hand: a Gbit is 10^9 bits, 125,000,000 bytes; a MiB is 1,048,576 bytes. */
  @ParameterizedTest
  @CsvSource({
    "1 Gbit/s, 125000000",
    "10Gbps, 1250000000",
    "100 Mbit/s, 12500000",
    "40MiB/s, 41943040",
    "1000 B/s, 1000",
    "8 bit/s, 1"
  })
  void ratesAreReadInDecimalBitsAndBinaryBytes(String text, double bytesPerSecond) {
    assertThat(DataRate.parse(text).bytesPerSecond()).isEqualTo(bytesPerSecond);
  }

  /** By hand: 16 GiB over 10 Gbit/s is 137,438,953,472 bits / 10^10. */
  @Test
  void sixteenGibibytesTakeTenGigabitsPerSecondMoreThanThirteenSeconds() {
    assertThat(DataRate.gigabitsPerSecond(10).timeFor(ByteCount.gibibytes(16)))
        .isEqualTo(Duration.ofNanos(13_743_895_347L));
  }

  /** By hand: GB and GiB are 7.4 % apart seen from the smaller, 6.9 % seen from the larger. */
  @Test
  void aUnitThatMeansTwoThingsIsExplained() {
    assertThatThrownBy(() -> ByteCount.parse("16GB"))
        .hasMessage(
            "\"16GB\" can mean 16 GiB (2^30 bytes each) or 10^9 bytes each, which is 6.9 % less; "
                + "write \"16 GiB\", or the number of bytes with B");
    assertThatThrownBy(() -> DataRate.parse("100 MB/s"))
        .hasMessageContaining("can mean decimal or binary bytes (4.9 % apart)")
        .hasMessageContaining("\"100 MiB/s\"")
        .hasMessageContaining("\"800 Mbit/s\"");
  }

  @Test
  void aRateWithoutATimeIsExplained() {
    assertThatThrownBy(() -> DataRate.parse("10 GB"))
        .hasMessageContaining("says no time")
        .hasMessageContaining("Did you mean \"10 Gbit/s\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GiB", "16", "-1 GiB", "1,5 GiB", "NaN GiB", "0.3 B", "9999999 TiB", "1 XiB"})
  void whatIsNoAmountOfMemoryIsRefused(String text) {
    assertThatThrownBy(() -> ByteCount.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoRateIsRefused(double bytesPerSecond) {
    assertThatThrownBy(() -> new DataRate(bytesPerSecond))
        .hasMessageContaining("not a finite number of at least 0");
  }

  @ParameterizedTest
  @CsvSource({"300 ms, 300000000", "45 s, 45000000000", "4h, 14400000000000", "2min, 120000000000"})
  void timesAreReadWithTheirUnits(String text, long nanos) {
    assertThat(TimeText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  /** Law: what is printed reads back as the same. */
  @Test
  void whatIsPrintedIsReadBack() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      var bytes = new ByteCount(random.nextLong(1L << random.nextInt(1, 62)));
      var rate =
          switch (random.nextInt(3)) {
            case 0 -> DataRate.megabitsPerSecond(random.nextInt(1, 400_000));
            case 1 -> DataRate.mebibytesPerSecond(random.nextInt(1, 100_000));
            default -> new DataRate(random.nextDouble() * 1e10);
          };
      Duration time = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 60)));

      assertThat(ByteCount.parse(bytes.toString())).isEqualTo(bytes);
      assertThat(DataRate.parse(rate.toString())).isEqualTo(rate);
      assertThat(TimeText.parse(TimeText.print(time))).isEqualTo(time);
    }
  }
}
