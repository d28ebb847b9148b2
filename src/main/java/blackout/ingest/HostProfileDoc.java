package blackout.ingest;

import blackout.calibrate.HostProfiles;
import blackout.inventory.HostNumbers;
import blackout.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the hosts of an estate take, as an estate file says it: the figures of a host profile. A
 * figure that is known exactly needs no range.
 */
record HostProfileDoc(String name, Optional<String> source, Map<String, FigureDoc> figures) {

  /** One figure, in the unit of its key. */
  record FigureDoc(
      BigDecimal value,
      Optional<BigDecimal> low,
      Optional<BigDecimal> high,
      Optional<String> origin) {

    static FigureDoc of(HostNumbers.Range range) {
      return new FigureDoc(
          Json.plain(range.value()),
          Optional.of(Json.plain(range.low())),
          Optional.of(Json.plain(range.high())),
          Optional.of(range.origin()).filter(o -> !o.isEmpty()));
    }

    HostNumbers.Range range() {
      return new HostNumbers.Range(
          value.doubleValue(),
          low.orElse(value).doubleValue(),
          high.orElse(value).doubleValue(),
          origin.orElse(""));
    }
  }

  static HostProfileDoc of(HostNumbers numbers) {
    var figures = new LinkedHashMap<String, FigureDoc>();
    numbers.figures().forEach((key, range) -> figures.put(key, FigureDoc.of(range)));
    return new HostProfileDoc(
        numbers.name(), Optional.of(numbers.source()).filter(s -> !s.isEmpty()), figures);
  }

  /**
   * The numbers.
   *
   * @throws IllegalArgumentException if a key is not one of a host profile, or a range does not
   *     hold its value
   */
  HostNumbers numbers() {
    var ranges = new LinkedHashMap<String, HostNumbers.Range>();
    figures.forEach((key, figure) -> ranges.put(key, figure.range()));
    var numbers = new HostNumbers(name, source.orElse(""), ranges);
    HostProfiles.of(numbers);
    return numbers;
  }
}
