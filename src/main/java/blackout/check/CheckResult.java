package blackout.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param id the id of the check, for example {@code "N01"}
 * @param category where it stands in the report
 * @param title the rule in one line
 * @param result how it ended
 * @param lookedAt what was looked at
 * @param evidence what was found there, one finding a line; names in it are untrusted text
 * @param action what to do about it; empty if there is nothing to do
 * @param source where the rule is from
 */
public record CheckResult(
    String id,
    Category category,
    String title,
    Result result,
    String lookedAt,
    List<String> evidence,
    String action,
    String source) {

  public CheckResult {
    evidence = List.copyOf(evidence);
  }
}
