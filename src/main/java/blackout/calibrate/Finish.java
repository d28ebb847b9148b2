package blackout.calibrate;

import static blackout.quantity.Require.require;

import java.time.Duration;

/**
 * The end of a migration that completed, measured or predicted.
 *
 * @param total from the command to the end, more than 0
 * @param downtime the pause of the guest, at least 0
 * @param syncCount how often the dirty bitmap was read, the first and the last time included
 */
public record Finish(Duration total, Duration downtime, int syncCount) {
  public Finish {
    require(total.toNanos() > 0, "total time is not longer than 0: %s", total);
    require(!downtime.isNegative(), "downtime is negative: %s", downtime);
    require(syncCount >= 0, "sync count is negative: %s", syncCount);
  }
}
