package blackout.ingest;

import java.util.List;
import java.util.stream.Collectors;

/** A file of which nothing can be used. */
public final class UnreadableInput extends RuntimeException {

  private final List<Problem> problems;

  public UnreadableInput(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
