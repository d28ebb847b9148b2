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

  /** {@code Mar 1 09:00:03}, as syslog writes it, without a year. */
  private static final Pattern SYSLOG =
      Pattern.compile(
          "\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})\\b");

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  /** A leap year, for the day that only these have. */
  private static final int ANY_YEAR = 2024;

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
    String start = line.length() > 200 ? line.substring(0, 200) : line;
    Matcher stamp = STAMP.matcher(start);
    if (!stamp.find()) {
      return syslog(start);
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

  private static OptionalDouble syslog(String line) {
    Matcher stamp = SYSLOG.matcher(line);
    if (!stamp.find()) {
      return OptionalDouble.empty();
    }
    try {
      int month = MONTHS.indexOf(stamp.group(1)) / 3 + 1;
      var time =
          LocalDateTime.of(
              ANY_YEAR,
              month,
              number(stamp, 2),
              number(stamp, 3),
              number(stamp, 4),
              number(stamp, 5));
      return OptionalDouble.of((double) time.toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return OptionalDouble.empty();
    }
  }

  private static int number(Matcher stamp, int group) {
    return Integer.parseInt(stamp.group(group));
  }
}
