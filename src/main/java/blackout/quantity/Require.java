package blackout.quantity;

import java.util.Locale;
import java.util.Map;

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
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be one more library of the core.
  public static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }

  /**
   * What a map holds for a key that it must have.
   *
   * @throws IllegalArgumentException if it does not have it
   */
  public static <K, V> V entry(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("\"" + key + "\" is not known; known are " + map.keySet());
    }
    return value;
  }
}
