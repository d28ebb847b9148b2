package blackout.check;

import blackout.quantity.Text;
import java.util.List;

/**
 * What all checks of a cluster say together, the worst last. The one place where prerequisites,
 * blockers, objectives, window and evidence become a word.
 */
public enum Verdict {
  READY("READY", "Every check passed."),
  READY_WITH_WARNINGS(
      "READY WITH WARNINGS", "No check failed; the warnings should be reviewed before VMs move."),
  READY_ON_ASSUMPTIONS(
      "READY ON ASSUMPTIONS",
      "No check failed, but no dirty rate is measured: every predicted downtime is an assumption."),
  INCOMPLETE("INCOMPLETE", "Readiness is not confirmed."),
  NOT_READY("NOT READY", "At least one required condition is not met.");

  /** The id of the rule whose warning makes a cluster ready on assumptions only. */
  public static final String EVIDENCE = "D08";

  /** The id of the rule that lacks facts where no prerequisite of the platform is known. */
  public static final String PREREQUISITES = "N00";

  private final String words;
  private final String sentence;

  Verdict(String words, String sentence) {
    this.words = words;
    this.sentence = sentence;
  }

  public String words() {
    return words;
  }

  /**
   * The verdict over the results of all checks.
   *
   * <ol>
   *   <li>{@link #NOT_READY} if a check failed: a prerequisite or an objective is broken, a stated
   *       window is missed, a VM has nowhere to go.
   *   <li>{@link #INCOMPLETE} if a check could not be decided, a part of the input was left out, or
   *       no rule about prerequisites applied: those of this platform are not known here.
   *   <li>{@link #READY_ON_ASSUMPTIONS} if nobody knows how fast any VM writes.
   *   <li>{@link #READY_WITH_WARNINGS} if a check warns or was waived.
   *   <li>{@link #READY} otherwise.
   * </ol>
   *
   * @param leftOut how many parts of the input could not be used
   */
  public static Verdict of(List<CheckResult> results, int leftOut) {
    if (count(results, Result.FAILED) > 0) {
      return NOT_READY;
    }
    if (leftOut > 0 || undecided(results) > 0 || !prerequisitesKnown(results)) {
      return INCOMPLETE;
    }
    boolean assumed =
        results.stream().anyMatch(r -> r.id().equals(EVIDENCE) && r.result() == Result.WARNING);
    if (assumed) {
      return READY_ON_ASSUMPTIONS;
    }
    return warnings(results) > 0 ? READY_WITH_WARNINGS : READY;
  }

  /**
   * The sentence that explains the verdict over these results.
   *
   * @param leftOut how many parts of the input could not be used
   */
  public String sentence(List<CheckResult> results, int leftOut) {
    if (this != INCOMPLETE) {
      return sentence;
    }
    if (leftOut > 0) {
      return "A part of the input could not be used; readiness is not confirmed.";
    }
    if (!prerequisitesKnown(results)) {
      return "No prerequisite of this platform was checked; readiness is not confirmed."
          + " Check its own requirements before VMs move.";
    }
    long lacking = undecided(results);
    return "%s data; readiness is not confirmed."
        .formatted(Text.count(lacking, "check") + Text.verb(lacking, " lacks", " lack"));
  }

  /** The last line of a command: the verdict, and how many checks it is about. */
  public String line(List<CheckResult> results, int leftOut) {
    String why =
        switch (this) {
          case READY -> Text.count(results.size(), "check");
          case READY_WITH_WARNINGS -> Text.count(warnings(results), "warning");
          case READY_ON_ASSUMPTIONS -> "no dirty rate is measured";
          case NOT_READY -> Text.count(count(results, Result.FAILED), "failed check");
          case INCOMPLETE ->
              leftOut > 0
                  ? Text.count(leftOut, "problem") + " of the input"
                  : prerequisitesKnown(results)
                      ? Text.count(undecided(results), "check") + " without data"
                      : "no prerequisite of this platform was checked";
        };
    return words + ": " + why;
  }

  private static boolean prerequisitesKnown(List<CheckResult> results) {
    return results.stream()
            .filter(r -> r.category() != Category.DOWNTIME && !r.id().equals(Waivers.ID))
            .anyMatch(r -> r.result() != Result.NOT_APPLICABLE)
        && results.stream()
            .noneMatch(r -> r.id().equals(PREREQUISITES) && r.result() == Result.INCOMPLETE);
  }

  private static long undecided(List<CheckResult> results) {
    return count(results, Result.INCOMPLETE) + count(results, Result.CANCELED);
  }

  private static long warnings(List<CheckResult> results) {
    return count(results, Result.WARNING) + count(results, Result.WAIVED);
  }

  private static long count(List<CheckResult> results, Result result) {
    return results.stream().filter(r -> r.result() == result).count();
  }
}
