package blackout.ingest.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time at which a line of a log was written; only differences are of use, so zones are not
 * read.
 */
final class LogTime {

  private static final Pattern STAMP =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]{1,9}))?");

  private LogTime() {}

  /** Whole seconds of the first stamp of a line. */
  static OptionalLong seconds(String line) {
    OptionalDouble exact = exact(line);
    return exact.isPresent()
        ? OptionalLong.of((long) Math.floor(exact.getAsDouble()))
        : OptionalLong.empty();
  }

  /** Seconds of the first stamp of a line, with their fraction. */
  static OptionalDouble exact(String line) {
    Matcher stamp = STAMP.matcher(line.length() > 200 ? line.substring(0, 200) : line);
    if (!stamp.find()) {
      return OptionalDouble.empty();
    }
    try {
      var time =
          LocalDateTime.of(
              number(stamp, 1),
              number(stamp, 2),
              number(stamp, 3),
              number(stamp, 4),
              number(stamp, 5),
              number(stamp, 6));
      String fraction = stamp.group(7) == null ? "0" : stamp.group(7);
      return OptionalDouble.of(
          time.toEpochSecond(ZoneOffset.UTC) + Double.parseDouble("0." + fraction));
    } catch (DateTimeException e) {
      return OptionalDouble.empty();
    }
  }

  private static int number(Matcher stamp, int group) {
    return Integer.parseInt(stamp.group(group));
  }
}
