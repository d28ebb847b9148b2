package blackout.report;

import blackout.check.Result;
import blackout.check.Verdict;
import blackout.report.PageView.Mark;

/** The shape, which also gives the colour, of every result and verdict. */
final class ResultStyles {

  private ResultStyles() {}

  static Mark of(Result result) {
    return new Mark(result.label(), shape(result));
  }

  /** The result after a number of checks, as in "2 with a warning". */
  static String phrase(Result result) {
    return switch (result) {
      case SUCCESS -> "passed";
      case WARNING -> "with a warning";
      case FAILED -> "failed";
      case NOT_APPLICABLE -> "not applicable";
      case CANCELED -> "canceled";
      case INCOMPLETE -> "not decided";
      case WAIVED -> "waived";
    };
  }

  static String shape(Verdict verdict) {
    return switch (verdict) {
      case READY -> "success";
      case READY_WITH_WARNINGS, READY_ON_ASSUMPTIONS -> "warning";
      case NOT_READY -> "failed";
      case INCOMPLETE -> "incomplete";
    };
  }

  private static String shape(Result result) {
    return switch (result) {
      case SUCCESS -> "success";
      case WARNING -> "warning";
      case FAILED -> "failed";
      case NOT_APPLICABLE -> "none";
      case CANCELED -> "canceled";
      case INCOMPLETE -> "incomplete";
      case WAIVED -> "waived";
    };
  }
}
