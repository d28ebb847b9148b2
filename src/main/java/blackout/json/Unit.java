package blackout.json;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The unit of an amount in a document, known by a word of its key: {@code downtime_ms}, {@code
 * total_ms_p90}, {@code memory_mib}. Numbers are exact: times to the nanosecond, amounts to the
 * byte.
 *
 * @param word what keys say, with an underscore before it
 * @param number the number in this unit
 * @param amount the amount of a number
 */
record Unit<T>(String word, Function<T, Number> number, Function<BigDecimal, T> amount) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  static final List<Unit<Duration>> OF_TIMES =
      List.of(
          new Unit<>(
              "_ms",
              time -> Json.plain(BigDecimal.valueOf(time.toNanos(), 6)),
              number -> Duration.ofNanos(number.multiply(MILLION).longValue())),
          new Unit<>(
              "_s",
              time -> Json.plain(BigDecimal.valueOf(time.toNanos(), 9)),
              number -> Duration.ofNanos(Math.round(number.multiply(BILLION).doubleValue()))));

  static final List<Unit<ByteCount>> OF_BYTES =
      List.of(
          new Unit<>("_bytes", ByteCount::bytes, number -> new ByteCount(number.longValueExact())),
          new Unit<>(
              "_mib",
              bytes -> Json.plain(bytes.bytes() / MIB),
              number -> new ByteCount(Math.round(number.doubleValue() * MIB))),
          new Unit<>(
              "_gib",
              bytes -> Json.plain(bytes.bytes() / GIB),
              number -> new ByteCount(Math.round(number.doubleValue() * GIB))));

  static final List<Unit<DataRate>> OF_RATES =
      List.of(
          new Unit<>(
              "_bytes_per_s",
              DataRate::bytesPerSecond,
              number -> new DataRate(number.doubleValue())),
          new Unit<>(
              "_mib_s",
              rate -> Json.plain(rate.bytesPerSecond() / MIB),
              number -> DataRate.mebibytesPerSecond(number.doubleValue())),
          new Unit<>(
              "_gbit_s",
              rate -> Json.plain(rate.bytesPerSecond() * 8 / 1e9),
              number -> DataRate.gigabitsPerSecond(number.doubleValue())));

  /**
   * The unit of a key.
   *
   * @throws IllegalArgumentException if the key names none of them
   */
  static <T> Unit<T> of(String key, List<Unit<T>> units) {
    String words = "_" + key + "_";
    return units.stream()
        .filter(unit -> words.contains(unit.word + (unit.word.endsWith("_bytes_per_s") ? "" : "_")))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the key " + key + " names no unit"));
  }
}
