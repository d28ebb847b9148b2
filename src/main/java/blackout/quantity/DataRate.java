package blackout.quantity;

import static blackout.quantity.Require.require;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * Bytes per second: of a link, of storage, of a guest that dirties memory. Links are spoken of in
 * decimal bits (1 Gbit/s is 125,000,000 B/s), memory rates in binary bytes (1 MiB/s is 1,048,576
 * B/s).
 *
 * @param bytesPerSecond the rate in bytes per second, finite and at least 0
 */
public record DataRate(double bytesPerSecond) implements Comparable<DataRate> {

  public static final DataRate ZERO = new DataRate(0);

  /**
   * The longest time that is worked with: 90 years of 365 days. Three of it still fit the 292 years
   * that a count of nanoseconds holds, and nobody waits for one.
   */
  public static final Duration LONGEST = Duration.ofDays(90 * 365);

  private static final double MEGABIT = 125_000.0;
  private static final double GIGABIT = 125_000_000.0;
  private static final double KIB = 1024.0;
  private static final double MIB = KIB * 1024;
  private static final double GIB = MIB * 1024;

  /**
   * @throws IllegalArgumentException if the rate is negative, infinite or not a number
   */
  public DataRate {
    if (!(Double.isFinite(bytesPerSecond) && bytesPerSecond >= 0)) { // guarded, as in ByteCount
      require(false, "data rate is not a finite number of at least 0: %s B/s", bytesPerSecond);
    }
    bytesPerSecond = bytesPerSecond + 0.0; // turns -0.0 into 0.0
  }

  public static DataRate bytesPerSecond(double bytesPerSecond) {
    return new DataRate(bytesPerSecond);
  }

  public static DataRate megabitsPerSecond(double megabits) {
    return new DataRate(megabits * MEGABIT);
  }

  public static DataRate gigabitsPerSecond(double gigabits) {
    return new DataRate(gigabits * GIGABIT);
  }

  public static DataRate mebibytesPerSecond(double mebibytes) {
    return new DataRate(mebibytes * MIB);
  }

  /**
   * Reads a text such as {@code "1 Gbit/s"}, {@code "10Gbps"}, {@code "40 MiB/s"} or {@code "1000
   * B/s"}.
   *
   * @throws IllegalArgumentException if the text is no rate, is negative, lacks the time, or names
   *     a unit that means two things (KB/s, MB/s, GB/s)
   */
  public static DataRate parse(String text) {
    UnitText parsed = UnitText.parse(text, "a rate", "10 Gbit/s");
    double factor =
        switch (parsed.unit()) {
          case "B/s" -> 1;
          case "KiB/s" -> KIB;
          case "MiB/s" -> MIB;
          case "GiB/s" -> GIB;
          case "bit/s", "bps" -> 0.125;
          case "kbit/s", "kbps", "kb/s" -> 125;
          case "Mbit/s", "Mbps", "Mb/s" -> MEGABIT;
          case "Gbit/s", "Gbps", "Gb/s" -> GIGABIT;
          default -> throw unknownUnit(parsed);
        };
    return new DataRate(parsed.times(factor));
  }

  private static IllegalArgumentException unknownUnit(UnitText parsed) {
    String number = parsed.number().toPlainString();
    String unit = parsed.unit();
    if (!unit.contains("/") && !unit.endsWith("ps")) {
      return new IllegalArgumentException(
          "\""
              + parsed.original()
              + "\" says no time; a rate needs one. Did you mean \""
              + number
              + " Gbit/s\" (a link) or \""
              + number
              + " MiB/s\" (memory or storage)?");
    }
    String prefix = unit.substring(0, 1).toUpperCase(Locale.ROOT);
    if (unit.length() > 1 && "KMGT".contains(prefix) && unit.substring(1).equals("B/s")) {
      return new IllegalArgumentException(
          String.format(
              "\"%s\" can mean decimal or binary bytes (%s apart); write \"%s %siB/s\" for binary bytes, or \"%s %sbit/s\""
                  + " for decimal ones",
              parsed.original(),
              prefix.equals("K")
                  ? "2.4 %"
                  : prefix.equals("M") ? "4.9 %" : prefix.equals("G") ? "7.4 %" : "10 %",
              number,
              prefix,
              parsed.number().multiply(BigDecimal.valueOf(8)).stripTrailingZeros().toPlainString(),
              prefix.equals("K") ? "k" : prefix));
    }
    return new IllegalArgumentException(
        "unknown unit \""
            + unit
            + "\" in \""
            + parsed.original()
            + "\"; expected bit/s, kbit/s, Mbit/s, Gbit/s, B/s, KiB/s, MiB/s or GiB/s");
  }

  /**
   * Whether the amount is moved within a time; never at a rate of 0.
   *
   * @param time at most {@link #LONGEST}
   */
  public boolean moves(ByteCount amount, Duration time) {
    return amount.bytes() == 0 || amount.bytes() / bytesPerSecond < time.toSeconds();
  }

  /**
   * The time that this rate needs for an amount, to the nanosecond.
   *
   * @throws IllegalArgumentException if the rate is 0 and the amount is not, or it takes longer
   *     than {@link #LONGEST}
   */
  public Duration timeFor(ByteCount amount) {
    if (amount.bytes() == 0) {
      return Duration.ZERO;
    }
    require(bytesPerSecond > 0, "a rate of 0 B/s never moves %s", amount);
    if (!moves(amount, LONGEST)) { // guarded, because sweeps come here a million times
      require(false, "%s at %s takes longer than 90 years", amount, this);
    }
    return Duration.ofNanos(Math.round(amount.bytes() / bytesPerSecond * 1e9));
  }

  public DataRate times(double factor) {
    return new DataRate(bytesPerSecond * factor);
  }

  public DataRate min(DataRate other) {
    return bytesPerSecond <= other.bytesPerSecond ? this : other;
  }

  public double ratioTo(DataRate other) {
    return bytesPerSecond / other.bytesPerSecond;
  }

  @Override
  public int compareTo(DataRate other) {
    return Double.compare(bytesPerSecond, other.bytesPerSecond);
  }

  /**
   * The rate in the unit that shows it without loss, such as {@code "25 Gbit/s"}; {@link #parse}
   * reads it back.
   */
  @Override
  public String toString() {
    if (isWhole(bytesPerSecond / MIB)) {
      return whole(bytesPerSecond / MIB) + " MiB/s";
    }
    if (isWhole(bytesPerSecond / GIGABIT)) {
      return whole(bytesPerSecond / GIGABIT) + " Gbit/s";
    }
    if (isWhole(bytesPerSecond / MEGABIT)) {
      return whole(bytesPerSecond / MEGABIT) + " Mbit/s";
    }
    return new BigDecimal(Double.toString(bytesPerSecond)).stripTrailingZeros().toPlainString()
        + " B/s";
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && value < 1e15;
  }

  private static String whole(double value) {
    return Long.toString((long) value);
  }
}
