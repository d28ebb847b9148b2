package blackout.notebook;

import blackout.exhibit.Chart;
import blackout.exhibit.MoveCharts;
import blackout.exhibit.Tables;
import blackout.outcome.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * Several moves that differ in one word.
 *
 * @param what the word in which they differ
 * @param moves at least one, each by its word, in the order in which they were named
 */
public record Moves(String what, Map<String, Move> moves) {

  public Moves {
    moves = Collections.unmodifiableMap(new LinkedHashMap<>(moves));
  }

  /** A line for each: how it ends, its downtime, its time, its rounds. */
  public Table table() {
    return Tables.moves(what, outcomes());
  }

  /** The memory that waits after each round, a line for each move. */
  public Chart chart() {
    Move first = moves.values().iterator().next();
    return MoveCharts.remaining(first.question().guest().memory(), outcomes());
  }

  private Map<String, Outcome> outcomes() {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    moves.forEach((word, move) -> outcomes.put(word, move.outcome()));
    return outcomes;
  }
}
