package blackout.check;

import java.util.List;

/** What all checks together say. */
public enum Verdict {
  READY("READY", "Every check passed."),
  READY_WITH_WARNINGS(
      "READY WITH WARNINGS", "No check failed; the warnings should be reviewed before VMs move."),
  NOT_READY("NOT READY", "At least one required condition is not met."),
  INCOMPLETE("INCOMPLETE", "Some checks could not be decided, so nothing is promised.");

  private final String words;
  private final String sentence;

  Verdict(String words, String sentence) {
    this.words = words;
    this.sentence = sentence;
  }

  public String words() {
    return words;
  }

  /** The sentence that explains the verdict. */
  public String sentence() {
    return sentence;
  }

  /**
   * The verdict over a list of results: a failure decides, then a check that was not run, then a
   * warning. What was waived counts as a warning. No check at all is INCOMPLETE.
   */
  public static Verdict of(List<CheckResult> results) {
    if (has(results, Result.FAILED)) {
      return NOT_READY;
    }
    boolean nothingRan = results.stream().allMatch(r -> r.result() == Result.NOT_APPLICABLE);
    if (nothingRan || has(results, Result.INCOMPLETE) || has(results, Result.CANCELED)) {
      return INCOMPLETE;
    }
    return has(results, Result.WARNING) || has(results, Result.WAIVED)
        ? READY_WITH_WARNINGS
        : READY;
  }

  private static boolean has(List<CheckResult> results, Result result) {
    return results.stream().anyMatch(r -> r.result() == result);
  }
}
