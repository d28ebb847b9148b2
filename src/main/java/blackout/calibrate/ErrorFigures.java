package blackout.calibrate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a model is off over some rows. Errors are absolute, and over the rows that completed both
 * in truth and by the model; read them together with the verdicts.
 *
 * @param rows the rows that the model could predict
 * @param verdictRight those of them where it is right about completing
 * @param errors the errors, empty if no row completed in both
 */
public record ErrorFigures(int rows, int verdictRight, Optional<Errors> errors) {

  /**
   * The errors.
   *
   * @param rows the rows that completed in both
   * @param totalMedian median error of the total time, as a share of the measured one
   * @param totalP90 its 90th percentile
   * @param downtimeMedianMillis median error of the downtime (ms)
   * @param downtimeP90Millis its 90th percentile (ms)
   * @param syncCountMedian median error of the sync count
   * @param syncCountEqualRatio the share of rows with the very sync count
   * @param syncCountWithinTwoRatio the share of rows whose sync count is at most 2 off
   */
  public record Errors(
      int rows,
      double totalMedian,
      double totalP90,
      double downtimeMedianMillis,
      double downtimeP90Millis,
      double syncCountMedian,
      double syncCountEqualRatio,
      double syncCountWithinTwoRatio) {

    private static Errors of(List<AccuracyRow> rows) {
      List<Double> totals =
          rows.stream().flatMap(r -> r.totalErrorRatio().stream()).map(Math::abs).toList();
      List<Double> downtimes =
          rows.stream()
              .flatMap(r -> r.downtimeError().stream())
              .map(Duration::abs)
              .map(d -> d.toNanos() / 1e6)
              .toList();
      List<Integer> syncs =
          rows.stream().flatMap(r -> r.syncCountError().stream()).map(Math::abs).toList();
      return new Errors(
          totals.size(),
          Percentiles.median(totals, e -> e),
          Percentiles.of(totals, e -> e, 90),
          Percentiles.median(downtimes, e -> e),
          Percentiles.of(downtimes, e -> e, 90),
          Percentiles.median(syncs, e -> e),
          share(syncs, 0),
          share(syncs, 2));
    }

    private static double share(List<Integer> errors, int most) {
      return (double) errors.stream().filter(e -> e <= most).count() / errors.size();
    }
  }

  static ErrorFigures of(List<AccuracyRow> rows) {
    List<AccuracyRow> completed =
        rows.stream().filter(r -> r.totalErrorRatio().isPresent()).toList();
    return new ErrorFigures(
        rows.size(),
        (int) rows.stream().filter(AccuracyRow::verdictRight).count(),
        completed.isEmpty() ? Optional.empty() : Optional.of(Errors.of(completed)));
  }
}
