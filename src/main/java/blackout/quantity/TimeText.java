package blackout.quantity;

import java.time.Duration;

/** Times as people write them: {@code "300 ms"}, {@code "45 s"}, {@code "4h"}. */
public final class TimeText {

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private TimeText() {}

  /**
   * Reads a text such as {@code "300 ms"}; known units are ns, us, ms, s, min, h and d.
   *
   * @throws IllegalArgumentException if the text is no time, is negative, or is longer than 292
   *     years
   */
  public static Duration parse(String text) {
    UnitText parsed = UnitText.parse(text, "a time", "300 ms");
    long factor =
        switch (parsed.unit()) {
          case "ns" -> 1;
          case "us" -> MICRO;
          case "ms" -> MILLI;
          case "s" -> SECOND;
          case "min" -> 60 * SECOND;
          case "h" -> 3600 * SECOND;
          case "d" -> 86_400 * SECOND;
          default ->
              throw new IllegalArgumentException(
                  "unknown unit \""
                      + parsed.unit()
                      + "\" in \""
                      + text
                      + "\"; expected ms, s, min or h");
        };
    return Duration.ofNanos(parsed.wholeTimes(factor, "nanoseconds"));
  }

  /**
   * The time in the largest unit that shows it whole, such as {@code "300 ms"}; {@link #parse}
   * reads it back.
   */
  public static String print(Duration time) {
    long nanos = time.toNanos();
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos % (3600 * SECOND) == 0) {
      return nanos / (3600 * SECOND) + " h";
    }
    if (nanos % (60 * SECOND) == 0) {
      return nanos / (60 * SECOND) + " min";
    }
    if (nanos % SECOND == 0) {
      return nanos / SECOND + " s";
    }
    if (nanos % MILLI == 0) {
      return nanos / MILLI + " ms";
    }
    return nanos % MICRO == 0 ? nanos / MICRO + " us" : nanos + " ns";
  }
}
