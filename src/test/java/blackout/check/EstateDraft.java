package blackout.check;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A data set of this repository, changed here and there by JSON pointers. */
final class EstateDraft {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode tree;

  private EstateDraft(ObjectNode tree) {
    this.tree = tree;
  }

  static EstateDraft of(String dataset) {
    try {
      var draft =
          new EstateDraft(
              (ObjectNode) MAPPER.readTree(Path.of("datasets", dataset, "estate.json").toFile()));
      draft.tree.remove("assumptions"); // their pointers may lead nowhere after a change
      return draft;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Applies changes: {@code "/name = \"x\""} sets, {@code "-/name"} removes, {@code "/nodes * 3"}
   * copies the first entry of a list until there are so many, each with a name of its own.
   */
  EstateDraft with(String... changes) {
    for (String change : changes) {
      if (change.startsWith("-")) {
        remove(JsonPointer.compile(change.substring(1)));
      } else if (change.contains(" * ")) {
        String[] parts = change.split(" \\* ", 2);
        multiply((ArrayNode) tree.at(parts[0]), Integer.parseInt(parts[1]));
      } else {
        String[] parts = change.split(" = ", 2);
        set(JsonPointer.compile(parts[0]), json(parts[1]));
      }
    }
    return this;
  }

  private void set(JsonPointer place, JsonNode value) {
    JsonNode parent = tree.at(place.head());
    if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
    }
  }

  private void remove(JsonPointer place) {
    JsonNode parent = tree.at(place.head());
    JsonNode removed =
        parent instanceof ArrayNode array
            ? array.remove(place.last().getMatchingIndex())
            : ((ObjectNode) parent).remove(place.last().getMatchingProperty());
    if (removed == null) {
      throw new AssertionError("nothing at " + place);
    }
  }

  private static void multiply(ArrayNode list, int count) {
    ObjectNode first = (ObjectNode) list.get(0);
    while (list.size() < count) {
      list.add(first.deepCopy().put("name", first.get("name").asText() + "-" + list.size()));
    }
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  Loaded<Estate> loaded() {
    return EstateFile.parse(tree.toString().getBytes(StandardCharsets.UTF_8), "draft.json");
  }

  /** The estate; a problem in it is a mistake of the test. */
  Estate estate() {
    Loaded<Estate> loaded = loaded();
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return loaded.value();
  }
}
