package blackout.report;

import blackout.calibrate.Accuracy;
import blackout.ingest.Problem;
import blackout.outcome.Provenance;
import java.util.List;

/**
 * Predictions held against measured runs, before they become a page or a file.
 *
 * @param accuracy the predictions and their errors
 * @param problems what in the input could not be used
 * @param provenance where the numbers come from, one for each file
 */
public record AccuracyReport(
    Accuracy accuracy, List<Problem> problems, List<Provenance> provenance) {

  /** The rows that are shown as missed most. */
  public static final int WORST_ROWS = 5;

  public AccuracyReport {
    problems = List.copyOf(problems);
    provenance = List.copyOf(provenance);
  }
}
