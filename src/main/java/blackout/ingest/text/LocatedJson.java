package blackout.ingest.text;

import blackout.ingest.JsonText;
import blackout.ingest.Problem;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands.
 *
 * @param kind the first token of the value
 * @param text a scalar as the file has it; empty for a container
 * @param fields the values of an object by their keys
 * @param items the values of an array
 * @param line the line that it begins in, from 1
 * @param column the column, from 1
 */
public record LocatedJson(
    JsonToken kind,
    String text,
    Map<String, LocatedJson> fields,
    List<LocatedJson> items,
    int line,
    int column) {

  /** Values that stand one after the other, and what was wrong behind the last of them. */
  public record Sequence(List<LocatedJson> values, Optional<Problem> problem) {}

  /**
   * All values of a text, separated by blanks or line ends, as far as it is well-formed.
   *
   * @param firstLine the number of the first line of the text
   */
  public static Sequence sequence(String text, String source, int firstLine) {
    List<LocatedJson> values = new ArrayList<>();
    try (JsonParser parser = JsonText.parser(new StringReader(text))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values.add(value(parser, token, firstLine - 1));
      }
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? "line " + firstLine
              : place(firstLine - 1 + e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      return new Sequence(
          values,
          Optional.of(new Problem(source, place, JsonText.complaint(e), "well-formed JSON")));
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
    return new Sequence(values, Optional.empty());
  }

  static LocatedJson value(JsonParser parser, JsonToken token, int linesBefore) throws IOException {
    int line = linesBefore + parser.currentTokenLocation().getLineNr();
    int column = parser.currentTokenLocation().getColumnNr();
    var fields = new LinkedHashMap<String, LocatedJson>();
    var items = new ArrayList<LocatedJson>();
    String text = "";
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        fields.put(key, value(parser, parser.nextToken(), linesBefore));
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        items.add(value(parser, next, linesBefore));
      }
    } else {
      text = parser.getText();
    }
    return new LocatedJson(token, text, fields, items, line, column);
  }

  /** A text as a value. */
  public static LocatedJson string(String text, int line) {
    return new LocatedJson(JsonToken.VALUE_STRING, text, Map.of(), List.of(), line, 1);
  }

  /** A list of values. */
  public static LocatedJson list(List<LocatedJson> items, int line) {
    return new LocatedJson(JsonToken.START_ARRAY, "", Map.of(), items, line, 1);
  }

  /** An object of these values. */
  public static LocatedJson object(Map<String, LocatedJson> fields, int line, int column) {
    return new LocatedJson(JsonToken.START_OBJECT, "", fields, List.of(), line, column);
  }

  /** The value under keys one within the other, absent if one of them is. */
  public Optional<LocatedJson> at(String key, String... more) {
    Optional<LocatedJson> value = at(key);
    for (String next : more) {
      value = value.flatMap(v -> v.at(next));
    }
    return value;
  }

  /** The value under a path of keys separated by points; a key may have points itself. */
  public Optional<LocatedJson> under(String path) {
    Optional<LocatedJson> whole = at(path);
    int point = path.indexOf('.');
    return whole.isPresent() || point < 0
        ? whole
        : at(path.substring(0, point)).flatMap(v -> v.under(path.substring(point + 1)));
  }

  /** The texts of a value, in their order, however deep. */
  public Stream<String> texts() {
    return kind == JsonToken.VALUE_STRING
        ? Stream.of(text)
        : Stream.concat(fields.values().stream(), items.stream()).flatMap(LocatedJson::texts);
  }

  public boolean isNull() {
    return kind == JsonToken.VALUE_NULL;
  }

  /** The text of a scalar under keys one within the other. */
  public Optional<String> text(String key, String... more) {
    return at(key, more).filter(v -> !v.isObjectOrArray()).map(LocatedJson::text);
  }

  public boolean isObject() {
    return kind == JsonToken.START_OBJECT;
  }

  public boolean isObjectOrArray() {
    return isObject() || kind == JsonToken.START_ARRAY;
  }

  /** The value of a key, absent if there is none or it is null. */
  public Optional<LocatedJson> at(String key) {
    @Nullable LocatedJson value = fields.get(key);
    return value == null || value.kind == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(value);
  }

  public boolean has(String key) {
    return fields.containsKey(key);
  }

  /** The value as a problem shows it. */
  public String shown() {
    return switch (kind) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> items.size() + " entries";
      case VALUE_STRING -> '"' + text + '"';
      default -> text;
    };
  }

  public boolean isNumber() {
    return kind.isNumeric();
  }

  public String place() {
    return place(line, column);
  }

  public static String place(int line, int column) {
    return String.format(Locale.ROOT, "line %d, column %d", line, column);
  }
}
