package blackout.inventory;

import java.util.Optional;

/**
 * A fact of the estate that nobody measured or looked up.
 *
 * @param code what the program knows it by, for example {@link #WRITES}; empty for one that only
 *     people read
 * @param field the JSON pointer of the fact in the estate file, for example {@code
 *     "/storage/write_mib_s"}
 * @param value the assumed value, as text
 * @param reason why this value
 */
public record Assumption(Optional<String> code, String field, String value, String reason) {

  /** That the writes of some VMs are assumed: told anew when some of them are measured. */
  public static final String WRITES = "writes";

  /** One that only people read. */
  public Assumption(String field, String value, String reason) {
    this(Optional.empty(), field, value, reason);
  }
}
