package blackout.outcome;

import static blackout.quantity.Require.require;

import java.time.Duration;
import java.util.List;

/**
 * The time in which no virtual processor runs, split into named parts that follow one another and
 * add up to the whole.
 *
 * @param parts the parts in the order in which they happen
 */
public record Downtime(List<Part> parts) {

  /**
   * A part of a downtime.
   *
   * @param name what happens, for example {@code "save"}
   * @param duration how long it takes, at least 0
   */
  public record Part(String name, Duration duration) {
    public Part {
      require(!duration.isNegative(), "part \"%s\" of a downtime is negative: %s", name, duration);
    }
  }

  public Downtime {
    parts = List.copyOf(parts);
  }

  /** The sum of the parts. */
  public Duration total() {
    Duration total = Duration.ZERO;
    for (Part part : parts) {
      total = total.plus(part.duration());
    }
    return total;
  }

  /** The duration of the part with a name, 0 if there is none. */
  public Duration part(String name) {
    return parts.stream()
        .filter(p -> p.name().equals(name))
        .map(Part::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
