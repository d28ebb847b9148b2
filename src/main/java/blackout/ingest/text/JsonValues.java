package blackout.ingest.text;

import blackout.ingest.JsonText;
import blackout.ingest.Problem;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * JSON values of a source, one at a time: of a file that is JSON the objects of its lists, and of
 * any other text the values that stand somewhere in it, be it behind a time stamp, in an answer of
 * a log or over several lines. A value that is broken costs itself.
 */
public final class JsonValues {

  /**
   * Keys under which lists of objects stand: these are read object by object and never as a whole.
   */
  private static final Set<String> WRAPPERS =
      Set.of(
          "data",
          "result",
          "items",
          "value",
          "servers",
          "flavors",
          "hypervisors",
          "server",
          "migrations",
          "migration",
          "vm",
          "host",
          "Cluster",
          "Nodes",
          "Adapters",
          "Volumes",
          "Vms",
          "Objs",
          "return");

  /** Values that do not end are tried at most so often in a text: each may cost all of the rest. */
  private static final int MOST_FAILURES = 200;

  /** Braces of one line that are tried. */
  private static final int MOST_IN_LINE = 4;

  private JsonValues() {}

  /** Who takes the values. */
  public interface Sink {
    /**
     * A value.
     *
     * @param list the key of the list it is in, empty for a bare list or a value alone
     */
    void value(String list, LocatedJson value);
  }

  /**
   * Reads a file that is JSON: one value, or several one after the other.
   *
   * @throws IOException if it cannot be read to its end, or breaks a limit
   */
  public static void read(SourceFile file, Consumer<Problem> problems, Sink sink)
      throws IOException {
    var at = new int[] {1};
    try (Reader text = file.reader();
        JsonParser json = JsonText.parser(text)) {
      all(json, sink, at);
    } catch (JsonProcessingException e) {
      Problem broken = JsonText.problem(file.name(), e);
      // What does not end is broken where it begins, not at the end of the file.
      problems.accept(
          e instanceof JsonEOFException
              ? new Problem(
                  file.name(), "line " + at[0] + ", column 1", broken.value(), broken.expectation())
              : broken);
      if (file.isShort()) {
        rest(file.text(), at[0], problems, file.name(), sink);
      }
    }
  }

  /**
   * Reads a file that is YAML, of one document or several, as the JSON that it stands for.
   *
   * @throws IOException if it cannot be read to its end, or breaks a limit
   */
  public static void yaml(SourceFile file, Consumer<Problem> problems, Sink sink)
      throws IOException {
    try (Reader text = file.reader();
        JsonParser yaml = JsonText.yamlParser(text)) {
      all(yaml, sink, new int[] {1});
    } catch (JsonProcessingException e) {
      Problem broken = JsonText.problem(file.name(), e);
      problems.accept(
          new Problem(
              file.name(),
              broken.place(),
              broken.value().lines().findFirst().orElse(""),
              "well-formed YAML"));
    }
  }

  private static void all(JsonParser json, Sink sink, int[] at) throws IOException {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      at[0] = json.currentTokenLocation().getLineNr();
      root(json, token, sink, at);
    }
  }

  private static void root(JsonParser json, JsonToken token, Sink sink, int[] at)
      throws IOException {
    if (token == JsonToken.START_ARRAY) {
      list("", json, sink, at);
    } else if (token == JsonToken.START_OBJECT) {
      object(json, sink, at, 0);
    } else {
      sink.value("", LocatedJson.value(json, token, 0));
    }
  }

  private static void object(JsonParser json, Sink sink, int[] at, int depth) throws IOException {
    int line = json.currentTokenLocation().getLineNr();
    int column = json.currentTokenLocation().getColumnNr();
    Map<String, LocatedJson> alone = new LinkedHashMap<>();
    boolean wrapped = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (WRAPPERS.contains(key) && value == JsonToken.START_ARRAY) {
        wrapped = true;
        list(key, json, sink, at);
      } else if (WRAPPERS.contains(key) && value == JsonToken.START_OBJECT) {
        wrapped = true;
        if (key.equals("data") && depth == 0) {
          object(json, sink, at, depth + 1);
        } else {
          sink.value(key, LocatedJson.value(json, value, 0));
        }
      } else {
        alone.put(key, LocatedJson.value(json, value, 0));
      }
    }
    if (!wrapped) {
      sink.value("", LocatedJson.object(alone, line, column));
    }
  }

  private static void list(String key, JsonParser json, Sink sink, int[] at) throws IOException {
    int count = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (++count > Limits.ROWS) {
        throw new IOException("more than " + Limits.ROWS + " objects in a list");
      }
      at[0] = json.currentTokenLocation().getLineNr();
      sink.value(key, LocatedJson.value(json, token, 0));
    }
  }

  /** The lines behind the one in which a broken value begins, each value that begins a line. */
  private static void rest(
      String text, int brokenLine, Consumer<Problem> problems, String source, Sink sink) {
    int from = 0;
    for (int line = 1; line <= brokenLine; line++) {
      int end = text.indexOf('\n', from);
      if (end < 0) {
        return;
      }
      from = end + 1;
    }
    int number = brokenLine + 1;
    int failures = 0;
    while (from < text.length() && failures < MOST_FAILURES) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      if (line.stripLeading().startsWith("{")) {
        LocatedJson.Sequence part = LocatedJson.sequence(line, source, number);
        part.values().forEach(value -> sink.value("", value));
        part.problem().ifPresent(problems);
        failures += part.problem().isPresent() ? 1 : 0;
      }
      from = end < 0 ? text.length() : end + 1;
      number++;
    }
  }

  /**
   * The values of a text whose quotes are not those of JSON: doubled as in a cell of CSV, or single
   * as a script prints a dictionary.
   */
  public static void withinQuoted(String text, Sink sink) {
    if (text.contains("{\"\"")) {
      within(text.replace("\"\"", "\""), sink);
    } else if (text.contains("{'")) {
      within(
          text.replace('\'', '"')
              .replace(": True", ": true")
              .replace(": False", ": false")
              .replace(": None", ": null"),
          sink);
    }
  }

  /** The values that stand in a text which is not JSON itself. */
  public static void within(String text, Sink sink) {
    int line = 1;
    int counted = 0;
    int failures = 0;
    int inLine = 0;
    int lineEnd = -1;
    int at = begins(text, 0);
    while (at >= 0 && failures < MOST_FAILURES) {
      if (at > lineEnd) {
        int end = text.indexOf('\n', at);
        lineEnd = end < 0 ? text.length() : end;
        inLine = 0;
      }
      for (; counted < at; counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      int length = ++inLine > MOST_IN_LINE ? 0 : one(text, at, line, sink);
      failures += length < 0 ? 1 : 0;
      int next = length > 0 ? at + length : inLine > MOST_IN_LINE ? lineEnd : at + 1;
      at = begins(text, next);
    }
  }

  /** Where an object may begin: a brace before a key or before the end of the object. */
  private static int begins(String text, int from) {
    for (int at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
      int next = at + 1;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      if (next < text.length() && text.charAt(next) == '"') {
        return at;
      }
    }
    return -1;
  }

  /** The length of the value at a place; -1 if there is none. */
  private static int one(String text, int at, int line, Sink sink) {
    var reader = new StringReader(text);
    try {
      reader.skip(at);
      try (JsonParser json = JsonText.parser(reader)) {
        LocatedJson value = LocatedJson.value(json, json.nextToken(), line - 1);
        sink.value("", value);
        return (int) Math.max(1, json.currentLocation().getCharOffset());
      }
    } catch (IOException e) {
      return -1;
    }
  }
}
