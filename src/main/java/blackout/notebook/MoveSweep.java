package blackout.notebook;

import static blackout.quantity.Require.require;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One word of a move, to be said in several ways; see {@link Move#dirtyRates} and the methods
 * beside it.
 *
 * @param what what changes, for the head of a table
 * @param words the ways, in the order of the table
 * @param change from a move and a word to the changed move
 */
public record MoveSweep(String what, List<String> words, BiFunction<Move, String, Move> change) {
  public MoveSweep {
    words = List.copyOf(words);
  }

  /**
   * A move in every way.
   *
   * @throws IllegalArgumentException if a word cannot be understood, or there is none
   */
  Map<String, Move> of(Move move) {
    require(!words.isEmpty(), "nothing to compare: no %s given", what);
    Map<String, Move> moves = new LinkedHashMap<>();
    words.forEach(word -> moves.put(word, change.apply(move, word)));
    return moves;
  }
}
