package blackout.ingest.fact;

import blackout.inventory.Origin;

/**
 * A value and how it is known.
 *
 * @param value a text, an amount, a rate, a number or yes and no
 * @param origin whether it was counted, read or follows from what was read
 * @param column the column it stands in
 * @param number its line or row, counted from 1
 */
public record Fact(Object value, Origin origin, Column column, long number) {

  public Fact(Object value, Origin origin, Place place) {
    this(value, origin, place.column(), place.number());
  }

  /** Where it stands. */
  public Place place() {
    return column.at(number);
  }
}
