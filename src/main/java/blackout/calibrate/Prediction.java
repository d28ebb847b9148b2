package blackout.calibrate;

import blackout.outcome.Round;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of a run.
 *
 * @param finish the end; empty if the model says that the run does not complete in its time
 * @param replays the spread of the replays, empty for a model without chance
 * @param rounds the rounds of the typical replay; empty for a closed form
 * @param throttleRatio the share of time taken from the guest's processors at the end, 0 to 1
 */
public record Prediction(
    Optional<Finish> finish, Optional<Replays> replays, List<Round> rounds, double throttleRatio) {

  /**
   * The spread of several replays.
   *
   * @param count the replays
   * @param finished those of them that completed
   * @param totalLow the 10th percentile of the total time of those that completed
   * @param totalHigh the 90th percentile
   */
  public record Replays(int count, int finished, Duration totalLow, Duration totalHigh) {}

  public Prediction {
    rounds = List.copyOf(rounds);
  }
}
