package blackout.cli;

import blackout.check.Verdict;
import picocli.CommandLine.Option;

/** What stops a pipeline, the same for every command that gives a verdict. */
final class GateOption {

  /** From what on the exit code is not 0. */
  enum FailOn {
    failed,
    warning
  }

  @Option(
      names = "--fail-on",
      defaultValue = "failed",
      paramLabel = "RESULT",
      description =
          "What makes the exit code other than 0: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE});"
              + " warning stops at warnings and assumptions as well.")
  private FailOn failOn;

  /**
   * How a command ends.
   *
   * @param problems whether a part of the input could not be used
   */
  Exit exit(Verdict verdict, boolean problems) {
    Exit exit = Exit.of(verdict, problems);
    return exit == Exit.FINE && failOn == FailOn.warning && verdict != Verdict.READY
        ? Exit.WARNINGS
        : exit;
  }

  /** For those whose words the options are part of. */
  @Override
  public String toString() {
    return "fail on " + failOn;
  }
}
