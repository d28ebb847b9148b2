package blackout.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Says line and column of what a JSON pointer leads to, once something is wrong with it. */
final class JsonPlaces {

  private JsonPlaces() {}

  /**
   * What a reading gives, with line and column in its problems.
   *
   * @param json the text that was read
   * @param at the pointer that its places go on from
   * @throws UnreadableInput as the reading does
   */
  static <T> Loaded<T> located(byte[] json, String at, Supplier<Loaded<T>> reading) {
    try {
      Loaded<T> loaded = reading.get();
      return new Loaded<>(loaded.value(), located(json, at, loaded.problems()));
    } catch (UnreadableInput e) {
      throw new UnreadableInput(located(json, at, e.problems()));
    }
  }

  private static List<Problem> located(byte[] json, String at, List<Problem> problems) {
    Set<String> wanted = new HashSet<>();
    for (Problem problem : problems) {
      for (String p = at + problem.place(); isPointer(p); p = parent(p)) {
        wanted.add(p);
      }
    }
    Map<String, String> found = wanted.isEmpty() ? Map.of() : places(json, wanted);
    return problems.stream().map(p -> located(p, at, found)).toList();
  }

  private static Problem located(Problem problem, String at, Map<String, String> found) {
    String pointer = at + problem.place();
    while (isPointer(pointer) && !found.containsKey(pointer)) {
      pointer = parent(pointer);
    }
    String place = found.get(pointer);
    return place == null
        ? problem
        : new Problem(
            problem.source(),
            (problem.place().isEmpty() ? "" : problem.place() + ", ") + place,
            problem.value(),
            problem.expectation());
  }

  private static boolean isPointer(String place) {
    return place.startsWith("/");
  }

  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  private static Map<String, String> places(byte[] json, Set<String> wanted) {
    Map<String, String> found = new HashMap<>();
    var text = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8);
    try (JsonParser parser = JsonText.parser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
          String pointer = parser.getParsingContext().pathAsPointer().toString();
          if (wanted.contains(pointer)) {
            JsonLocation where = parser.currentTokenLocation();
            found.putIfAbsent(
                pointer,
                String.format(
                    Locale.ROOT, "line %d, column %d", where.getLineNr(), where.getColumnNr()));
          }
        }
      }
    } catch (IOException e) {
      return found; // what is no JSON has its line and column from the parser
    }
    return found;
  }
}
