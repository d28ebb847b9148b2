package blackout.calibrate;

import java.util.List;

/**
 * How far a model is off on one file.
 *
 * @param model the model
 * @param file the file
 * @param all over all rows
 * @param plain over the rows without auto-converge
 * @param autoConverge over the rows with it
 */
public record AccuracySummary(
    Model model, String file, ErrorFigures all, ErrorFigures plain, ErrorFigures autoConverge) {

  static AccuracySummary of(Model model, String file, List<AccuracyRow> rows) {
    return new AccuracySummary(
        model,
        file,
        ErrorFigures.of(rows),
        ErrorFigures.of(rows.stream().filter(r -> !r.run().autoConverge()).toList()),
        ErrorFigures.of(rows.stream().filter(r -> r.run().autoConverge()).toList()));
  }
}
