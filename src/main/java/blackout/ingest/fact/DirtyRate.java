package blackout.ingest.fact;

import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * How fast a guest dirtied its memory in one window.
 *
 * @param rate the bytes of the distinct pages written in the window, per second
 * @param window the length of the window, more than 0
 */
public record DirtyRate(DataRate rate, Duration window) {}
