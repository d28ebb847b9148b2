package blackout.quantity;

import static blackout.quantity.Require.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number and a unit as a person writes them: {@code "16 GiB"}, {@code "1.5Gbit/s"}, {@code "300
 * ms"}.
 */
record UnitText(BigDecimal number, String unit, String original) {

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile(
          "\\s*([+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\\s*([A-Za-z/]*)\\s*");

  /**
   * Splits a text into number and unit.
   *
   * @param text the text, for example {@code "16 GiB"}
   * @param what the quantity that is expected, for the message
   * @param example a well-formed text of that quantity, for the message
   * @throws IllegalArgumentException if the text is not a number followed by a unit, or the number
   *     is negative
   */
  static UnitText parse(String text, String what, String example) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    require(
        text.length() <= 64 && matcher.matches(),
        "%s expected as a number with a unit, such as \"%s\"; found \"%s\"",
        what,
        example,
        text.length() <= 64 ? text : text.substring(0, 64) + "...");
    var number = new BigDecimal(matcher.group(1));
    require(number.signum() >= 0, "%s must not be negative: \"%s\"", what, text);
    return new UnitText(number, matcher.group(2), text);
  }

  /**
   * The number times a factor as a whole number.
   *
   * @throws IllegalArgumentException if the product has a fraction or does not fit into a long
   */
  long wholeTimes(long factor, String baseUnit) {
    BigDecimal product = number.multiply(BigDecimal.valueOf(factor));
    try {
      return product.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + original + "\" is not a whole number of " + baseUnit + " below 2^63", e);
    }
  }

  double times(double factor) {
    return number.doubleValue() * factor;
  }
}
