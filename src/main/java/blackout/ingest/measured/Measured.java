package blackout.ingest.measured;

import blackout.calibrate.Observation;
import java.util.List;

/**
 * What was measured, and what was noted of it on the way.
 *
 * @param observations in the order of the file
 * @param notes how something was understood
 */
public record Measured(List<Observation> observations, List<String> notes) {
  public Measured {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }
}
