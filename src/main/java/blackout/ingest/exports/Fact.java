package blackout.ingest.exports;

import blackout.inventory.Origin;

/**
 * A value and how it is known.
 *
 * @param value a text, an amount, a rate, a number or yes and no
 * @param origin whether it was counted, read or follows from what was read
 * @param place where it stands
 */
record Fact(Object value, Origin origin, Place place) {}
