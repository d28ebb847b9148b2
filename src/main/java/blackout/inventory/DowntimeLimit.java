package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Key;
import java.time.Duration;

/**
 * A pause that something notices.
 *
 * @param name who notices, for example {@code "one lost ping"}
 * @param limit the longest pause that goes unnoticed, more than 0
 * @param source where the number is from
 */
public record DowntimeLimit(String name, @Key("limit_ms") Duration limit, String source) {
  public DowntimeLimit {
    require(limit.toNanos() > 0, "limit \"%s\" is not longer than 0: %s", name, limit);
  }
}
