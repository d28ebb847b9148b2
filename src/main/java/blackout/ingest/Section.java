package blackout.ingest;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  Optional<Section> optionalPart(String key) {
    return known(key).map(Section::new);
  }

  List<Section> parts(String key) {
    List<Section> parts = new ArrayList<>();
    json.path(key).forEach(part -> parts.add(new Section(part)));
    return parts;
  }

  String text(String key) {
    return json.path(key).asText();
  }

  Optional<String> optionalText(String key) {
    return known(key).map(JsonNode::asText);
  }

  List<String> texts(String key) {
    return parts(key).stream().map(part -> part.json.asText()).toList();
  }

  Optional<List<String>> optionalTexts(String key) {
    return known(key).map(list -> texts(key));
  }

  Optional<Boolean> flag(String key) {
    return known(key).map(JsonNode::asBoolean);
  }

  int count(String key) {
    return json.path(key).intValue();
  }

  Optional<Integer> optionalCount(String key) {
    return known(key).map(JsonNode::intValue);
  }

  double number(String key) {
    return json.path(key).doubleValue();
  }

  Optional<Double> optionalNumber(String key) {
    return known(key).map(JsonNode::doubleValue);
  }

  ByteCount mebibytes(String key) {
    return ByteCount.mebibytes(json.path(key).longValue());
  }

  /** An amount in GiB, perhaps with a fraction, to the byte. */
  Optional<ByteCount> optionalGibibytes(String key) {
    return optionalNumber(key).map(gib -> new ByteCount(Math.round(gib * (1L << 30))));
  }

  Optional<DataRate> optionalGigabits(String key) {
    return optionalNumber(key).map(DataRate::gigabitsPerSecond);
  }

  Duration millis(String key) {
    return Duration.ofMillis(json.path(key).longValue());
  }

  /** A time in seconds, perhaps with a fraction, to the nanosecond. */
  Optional<Duration> optionalSeconds(String key) {
    return optionalNumber(key).map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  /** The constant with the label that stands at a key. */
  <E extends Enum<E>> Optional<E> choice(String key, E[] choices, Function<E, String> label) {
    return optionalText(key)
        .flatMap(
            text -> Arrays.stream(choices).filter(c -> label.apply(c).equals(text)).findFirst());
  }

  private Optional<JsonNode> known(String key) {
    JsonNode value = json.path(key);
    return value instanceof MissingNode ? Optional.empty() : Optional.of(value);
  }
}
