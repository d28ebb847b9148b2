package blackout.calibrate;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One run, and what one model says of it.
 *
 * @param file the file that the run stands in
 * @param model the name of the model
 * @param run what was measured
 * @param prediction what the model predicts from the inputs
 */
public record AccuracyRow(String file, String model, MeasuredRun run, Prediction prediction) {

  /** Whether the model is right about whether the run completes within its time. */
  public boolean verdictRight() {
    return prediction.finish().isPresent() == run.measured().finish().isPresent();
  }

  /** The difference of the total times, as a share of the measured one; with its sign. */
  public Optional<Double> totalErrorRatio() {
    return both(
        (predicted, measured) ->
            (double) predicted.total().minus(measured.total()).toNanos()
                / measured.total().toNanos());
  }

  /** The predicted less the measured downtime. */
  public Optional<Duration> downtimeError() {
    return both((predicted, measured) -> predicted.downtime().minus(measured.downtime()));
  }

  /** The predicted less the measured number of syncs. */
  public Optional<Integer> syncCountError() {
    return both((predicted, measured) -> predicted.syncCount() - measured.syncCount());
  }

  private <T> Optional<T> both(BiFunction<Finish, Finish, T> difference) {
    return prediction
        .finish()
        .flatMap(p -> run.measured().finish().map(m -> difference.apply(p, m)));
  }
}
