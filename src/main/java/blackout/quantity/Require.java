package blackout.quantity;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * The one way in which a record refuses a bad number: the message names the number and what was
 * expected.
 */
public final class Require {

  private Require() {}

  /**
   * Does nothing if the claim holds.
   *
   * @param holds the claim
   * @param message a {@link String#format} pattern that says what was wrong with which number
   * @param values the values of the pattern
   * @throws IllegalArgumentException with the formatted message if the claim does not hold
   */
  @FormatMethod
  public static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }
}
