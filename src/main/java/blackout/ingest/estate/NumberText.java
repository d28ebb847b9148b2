package blackout.ingest.estate;

import java.math.BigDecimal;

/** Numbers as an estate file writes them. */
final class NumberText {

  /** Below this every whole number is a double. */
  private static final long MOST_EXACT = 1L << 53;

  private NumberText() {}

  /** A number without exponent, a whole one without fraction; reading it gives the same number. */
  static String of(double number) {
    long whole = (long) number;
    if (whole == number && Math.abs(whole) < MOST_EXACT) {
      return Long.toString(whole);
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }
}
