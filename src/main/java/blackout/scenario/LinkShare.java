package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * What one migration has of a link that it shares with others, from a time on.
 *
 * @param from the time since the migration's command
 * @param rate the payload rate, more than 0
 */
public record LinkShare(Duration from, DataRate rate) {
  public LinkShare {
    require(!from.isNegative(), "share of a link from a time before the command: %s", from);
    require(rate.bytesPerSecond() > 0, "share of a link is nothing");
  }
}
