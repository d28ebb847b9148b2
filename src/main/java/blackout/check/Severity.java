package blackout.check;

/** What it means when a rule is broken. */
public enum Severity {
  /** The rule is required: broken, the check has failed. */
  FAIL("required", Result.FAILED),
  /** The rule is recommended: broken, the check warns. */
  WARN("recommended", Result.WARNING),
  /** The rule is context: whatever it finds is reported and does no harm. */
  INFO("context", Result.SUCCESS);

  private final String word;
  private final Result whenBroken;

  Severity(String word, Result whenBroken) {
    this.word = word;
    this.whenBroken = whenBroken;
  }

  public String word() {
    return word;
  }

  /** The result of a check whose rule is broken. */
  public Result whenBroken() {
    return whenBroken;
  }
}
