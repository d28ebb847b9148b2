package blackout.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations by hand: three digits, rounded half up, in the unit that keeps the number short. */
final class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "16400, 16.4 us",
    "999500, 1 ms",
    "15000000, 15 ms",
    "29695499, 29.7 ms",
    "999499999, 999 ms",
    "999500000, 1 s",
    "6149999999, 6.15 s",
    "99949999999, 99.9 s",
    "99950000000, 1 min 40 s",
    "120000000000, 2 min",
    "655900000000, 10 min 56 s",
    "3599500000000, 1 h",
    "7500000000000, 2 h 5 min"
  })
  void aTimeHasThreeDigitsUpToAMinuteAndAHalf(long nanos, String text) {
    assertThat(Amounts.duration(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1536, 1.5 KiB",
    "268435456, 256 MiB",
    "17179869184, 16 GiB",
    "62062592000, 57.8 GiB"
  })
  void memoryIsInBinaryUnits(long bytes, String text) {
    assertThat(Amounts.bytes(new ByteCount(bytes))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"125000000, 1 Gbit/s", "117500000, 940 Mbit/s", "3125000000, 25 Gbit/s"})
  void aLinkIsInDecimalBits(double bytesPerSecond, String text) {
    assertThat(Amounts.linkRate(new DataRate(bytesPerSecond))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"41943040, 40 MiB/s", "123456789, 118 MiB/s"})
  void memoryIsWrittenInBinaryBytes(double bytesPerSecond, String text) {
    assertThat(Amounts.rate(new DataRate(bytesPerSecond))).isEqualTo(text);
  }
}
