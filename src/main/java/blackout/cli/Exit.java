package blackout.cli;

import blackout.check.Assessment;
import blackout.check.Verdict;
import java.util.Arrays;
import java.util.Collection;

/** How a command ended. When several apply, the one named first below {@link #INTERNAL} counts. */
enum Exit {
  FINE(0),
  INTERNAL(1),
  USAGE(2),
  OUTPUT_LOST(7),
  OUT_OF_MEMORY(8),
  BAD_INPUT(5),
  CHECK_FAILED(3),
  CHECKS_INCOMPLETE(6),
  WARNINGS(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The end of a report: bad input before a failed check before one that was not run. */
  static Exit of(Verdict verdict, boolean problems) {
    if (problems) {
      return BAD_INPUT;
    }
    return switch (verdict) {
      case READY, READY_WITH_WARNINGS, READY_ON_ASSUMPTIONS -> FINE;
      case NOT_READY -> CHECK_FAILED;
      case INCOMPLETE -> CHECKS_INCOMPLETE;
    };
  }

  /** The end of an assessment. */
  static Exit of(Assessment assessment) {
    return of(assessment.verdict(), assessment.leftOut() > 0);
  }

  /** The exit of a code. */
  static Exit of(int code) {
    return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst().orElse(INTERNAL);
  }

  /** The end of several: the first of them below {@link #INTERNAL}, fine if all are. */
  static Exit gravest(Collection<Exit> all) {
    return Arrays.stream(values())
        .filter(exit -> exit != FINE && all.contains(exit))
        .findFirst()
        .orElse(FINE);
  }
}
