package blackout.inventory;

import static blackout.quantity.Require.require;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the hosts of an estate take for a live migration, as numbers by the key that a host profile
 * has for each; {@code scenario.HostFigure} says what the keys mean.
 *
 * @param name for tables
 * @param source where the numbers come from, in words
 * @param figures by key
 */
public record HostNumbers(String name, String source, Map<String, Range> figures) {

  /**
   * One number, in the unit of its key.
   *
   * @param value the number, at least 0
   * @param low the end below which one host of twenty lies
   * @param high the end above which one host of twenty lies
   * @param origin where it was read or how it was measured
   */
  public record Range(double value, double low, double high, String origin) {
    public Range {
      require(
          low >= 0 && low <= value && value <= high && Double.isFinite(high),
          "low, value and high do not grow from 0: %s, %s, %s",
          low,
          value,
          high);
    }
  }

  public HostNumbers {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }
}
