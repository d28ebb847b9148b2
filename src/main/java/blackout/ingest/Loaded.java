package blackout.ingest;

import java.util.List;

/**
 * What a file held, and what in it could not be used.
 *
 * @param value what could be used
 * @param problems what could not, in the order of the file
 * @param <T> what the file describes
 */
public record Loaded<T>(T value, List<Problem> problems) {
  public Loaded {
    problems = List.copyOf(problems);
  }
}
