package blackout.ingest.text;

import blackout.ingest.JsonText;
import blackout.ingest.Problem;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists of objects as JSON, one object at a time: a bare list, a list under a key, or one object
 * alone, which is how PowerShell writes a list of one.
 */
public final class JsonRecords {

  /** Keys deeper than this do not tell a format. */
  private static final int DEPTH = 3;

  private JsonRecords() {}

  /** Who takes the objects. */
  public interface Sink {
    /**
     * One object of a file.
     *
     * @param list the key of the list it is in, empty for a bare list or an object alone
     * @param line the line on which the object starts, counted from 1
     */
    void record(String list, JsonNode object, long line) throws IOException;
  }

  /** The keys of the first objects of a text that may be cut off. */
  public static Set<String> firstKeys(String head) {
    var keys = new LinkedHashSet<String>();
    int depth = 0;
    try (JsonParser json = JsonText.parser(new StringReader(head))) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME && depth <= DEPTH) {
          keys.add(json.currentName());
        }
      }
    } catch (IOException e) {
      // The text is cut off where the head ends, or broken; the keys before that count.
      return keys;
    }
    return keys;
  }

  /**
   * Reads a list.
   *
   * @param wrappers the keys under which the list may stand
   * @throws IOException if it cannot be read to its end, or breaks a limit
   */
  public static void read(
      SourceFile file, Set<String> wrappers, Consumer<Problem> problems, Sink sink)
      throws IOException {
    try (Reader text = file.reader();
        JsonParser json = JsonText.parser(text)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY) {
        list("", json, sink);
      } else if (first == JsonToken.START_OBJECT) {
        object(json, wrappers, sink);
      }
      if (json.nextToken() != null) {
        throw new IOException("more text after the end of the JSON");
      }
    } catch (JsonProcessingException e) {
      problems.accept(JsonText.problem(file.name(), e));
    }
  }

  private static void object(JsonParser json, Set<String> wrappers, Sink sink) throws IOException {
    long line = json.currentTokenLocation().getLineNr();
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    boolean wrapped = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (wrappers.contains(key) && value == JsonToken.START_ARRAY) {
        wrapped = true;
        list(key, json, sink);
      } else if (wrappers.contains(key) && value == JsonToken.START_OBJECT) {
        wrapped = true;
        sink.record(key, tree(json), json.currentLocation().getLineNr());
      } else {
        alone.set(key, tree(json));
      }
    }
    if (!wrapped) {
      sink.record("", alone, line);
    }
  }

  private static void list(String key, JsonParser json, Sink sink) throws IOException {
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (++count > Limits.ROWS) {
        throw new IOException("more than " + Limits.ROWS + " objects in a list");
      }
      long line = json.currentTokenLocation().getLineNr();
      JsonNode node = tree(json);
      if (node.isObject()) {
        sink.record(key, node, line);
      }
    }
  }

  private static JsonNode tree(JsonParser json) throws IOException {
    JsonNode node = json.readValueAsTree();
    return node == null ? JsonNodeFactory.instance.nullNode() : node;
  }
}
