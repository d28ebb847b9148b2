package blackout.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a tree that its schema has accepted: the keys it needs are there, the values have
 * their types.
 *
 * @param json the object, or a missing node for an object that was left out
 */
record Section(JsonNode json) {

  Section part(String key) {
    return new Section(json.path(key));
  }

  List<Section> parts(String key) {
    List<Section> parts = new ArrayList<>();
    json.path(key).forEach(part -> parts.add(new Section(part)));
    return parts;
  }

  String text(String key) {
    return json.path(key).asText();
  }

  Optional<Boolean> flag(String key) {
    return json.has(key) ? Optional.of(json.path(key).asBoolean()) : Optional.empty();
  }

  int count(String key) {
    return json.path(key).intValue();
  }

  double number(String key) {
    return json.path(key).doubleValue();
  }

  Optional<Double> optionalNumber(String key) {
    return json.has(key) ? Optional.of(number(key)) : Optional.empty();
  }
}
