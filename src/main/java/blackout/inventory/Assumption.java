package blackout.inventory;

/**
 * A fact of the estate that nobody measured or looked up.
 *
 * @param field the JSON pointer of the fact in the estate file, for example {@code
 *     "/storage/write_mib_s"}
 * @param value the assumed value, as text
 * @param reason why this value
 */
public record Assumption(String field, String value, String reason) {}
