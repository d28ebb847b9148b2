package blackout.check;

import java.time.LocalDate;

/**
 * Somebody answers for a check that fails or warns.
 *
 * @param check the id of the check
 * @param reason why it may be so
 * @param owner who answers for it
 * @param expires the last day on which it counts
 */
public record Waiver(String check, String reason, String owner, LocalDate expires) {

  boolean hasExpired(LocalDate today) {
    return today.isAfter(expires);
  }

  /** The waiver as a line of evidence. */
  String line() {
    return "Waived until " + expires + " by " + owner + ": " + reason;
  }
}
