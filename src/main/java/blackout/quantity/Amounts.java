package blackout.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/**
 * Amounts rounded and written for people: three significant digits where nothing else is said, and
 * the unit that keeps the number short.
 */
public final class Amounts {

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final long SECOND = 1_000_000_000L;

  private Amounts() {}

  /**
   * A time such as {@code "16.4 us"}, {@code "15 ms"}, {@code "6.15 s"}, {@code "1 min 52 s"} or
   * {@code "2 h 5 min"}.
   */
  public static String duration(Duration time) {
    long nanos = time.toNanos();
    if (nanos != 0 && nanos < 999_500) {
      return number(BigDecimal.valueOf(nanos, 3)) + " us";
    }
    if (nanos < 999_500_000) {
      return number(BigDecimal.valueOf(nanos, 6)) + " ms";
    }
    if (nanos < 99_950_000_000L) {
      return number(BigDecimal.valueOf(nanos, 9)) + " s";
    }
    long whole = (nanos + SECOND / 2) / SECOND;
    if (whole < 3600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    long minutes = (whole + 30) / 60;
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** An amount of memory such as {@code "16 GiB"} or {@code "1.23 MiB"}, in binary units. */
  public static String bytes(ByteCount amount) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (unit + 1 < units.length && amount.bytes() >> (10 * (unit + 1)) != 0) {
      unit++;
    }
    // Over a power of two nothing is rounded, up to 8 PiB.
    double value = amount.bytes() / (double) (1L << (10 * unit));
    return number(new BigDecimal(value)) + " " + units[unit];
  }

  /** The rate of memory or storage, in binary bytes: {@code "40 MiB/s"}. */
  public static String rate(DataRate rate) {
    return number(BigDecimal.valueOf(rate.bytesPerSecond() / 1048576)) + " MiB/s";
  }

  /** The rate of a network, in decimal bits: {@code "940 Mbit/s"} or {@code "10 Gbit/s"}. */
  public static String linkRate(DataRate rate) {
    double megabits = rate.bytesPerSecond() * 8 / 1e6;
    return megabits >= 1000
        ? number(BigDecimal.valueOf(megabits / 1000)) + " Gbit/s"
        : number(BigDecimal.valueOf(megabits)) + " Mbit/s";
  }

  /** A whole number with its thousands apart: {@code "4,194,304"}. */
  public static String count(long count) {
    return count >= 0 && count < 1000 ? Long.toString(count) : decimal("#,##0").format(count);
  }

  /** A share as percent, whole: {@code "25 %"}. */
  public static String percent(double ratio) {
    return decimal("0").format(ratio * 100) + " %";
  }

  /** A share as percent with some decimals: {@code "0.004 %"}. */
  public static String percent(double ratio, int decimals) {
    return decimal(decimals == 0 ? "0" : "0." + "0".repeat(decimals)).format(ratio * 100) + " %";
  }

  /** A share as percent with as many decimals as it needs, up to five: {@code "99.99 %"}. */
  public static String exactPercent(double ratio) {
    return decimal("0.#####").format(ratio * 100) + " %";
  }

  /** Seconds, not rounded. */
  public static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** Mebibytes, not rounded. */
  public static double mebibytes(ByteCount amount) {
    return amount.bytes() / 1048576.0;
  }

  /** Gibibytes, not rounded. */
  public static double gibibytes(ByteCount amount) {
    return amount.bytes() / 1073741824.0;
  }

  public static DecimalFormat decimal(String pattern) {
    var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  /** Three significant digits, but never fewer than the whole part has. */
  private static String number(BigDecimal value) {
    BigDecimal rounded =
        value.precision() - value.scale() > 3
            ? value.setScale(0, RoundingMode.HALF_UP)
            : value.round(THREE_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
