package blackout.inventory;

/**
 * Where one fact comes from.
 *
 * @param field the key of the fact in an estate file, for example {@code "memory_mib"}
 * @param origin how it is known
 * @param source the place it was read at, or why it was inferred or assumed; untrusted text
 */
public record Sourced(String field, Origin origin, String source) {

  /** How it is known, a colon, and the place or the reason: as an estate file says it. */
  public String text() {
    return origin.label() + ": " + source;
  }
}
