package blackout.ingest.exports;

import java.math.BigDecimal;

/** Numbers as an estate file writes them. */
final class NumberText {

  private NumberText() {}

  /** A number without exponent, a whole one without fraction; reading it gives the same number. */
  static String of(double number) {
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }
}
