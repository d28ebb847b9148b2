package blackout.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The keys of an estate file, as its schema has them: the one place where each is described. */
public final class EstateKeys {

  private static final List<Map.Entry<String, String>> UNITS =
      List.of(
          Map.entry("_mib_s", "MiB a second (2^20 bytes)"),
          Map.entry("_gbit_s", "Gbit/s (10^9 bits a second)"),
          Map.entry("_per_s", "a second"),
          Map.entry("_mib", "MiB (2^20 bytes)"),
          Map.entry("_gib", "GiB (2^30 bytes)"),
          Map.entry("_ms", "milliseconds"),
          Map.entry("_us", "microseconds"),
          Map.entry("_s", "seconds"),
          Map.entry("_percent", "percent"),
          Map.entry("_ratio", "a share, 0 to 1"),
          Map.entry("_b", "bytes"));

  /**
   * A key.
   *
   * @param path where it stands, such as {@code vms[].memory_mib}
   * @param meaning what it says
   * @param unit the unit of its number; empty for other values
   * @param values what may stand there
   * @param required whether its object has to have it
   * @param usual what is taken where it is left out; empty if that means that nobody knows
   */
  public record Key(
      String path,
      String meaning,
      Optional<String> unit,
      String values,
      boolean required,
      Optional<String> usual) {

    /** The key alone, without the place of its object. */
    public String name() {
      return path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
    }
  }

  private final JsonNode schema;
  private final List<Key> keys = new ArrayList<>();

  private EstateKeys() {
    try {
      schema = new ObjectMapper().readTree(Schemas.text("estate"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    walk(schema, "", new HashSet<>());
  }

  /** All keys in the order of the schema. */
  public static List<Key> all() {
    return List.copyOf(new EstateKeys().keys);
  }

  private void walk(JsonNode given, String path, Set<String> above) {
    JsonNode rule = resolved(given);
    if (rule.has("items")) {
      walk(rule.get("items"), path + "[]", above);
      return;
    }
    Set<String> required =
        StreamSupport.stream(rule.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> property : rule.path("properties").properties()) {
      String name = property.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      keys.add(key(at, name, property.getValue(), required.contains(name)));
      String target = property.getValue().path("$ref").asText(at);
      var inner = new HashSet<>(above);
      if (inner.add(target)) {
        walk(property.getValue(), at, inner);
      }
    }
  }

  private Key key(String path, String name, JsonNode given, boolean required) {
    JsonNode rule = resolved(given);
    String meaning = given.path("description").asText(rule.path("description").asText());
    JsonNode usual = given.path("default");
    return new Key(
        path,
        meaning,
        isNumber(rule) ? unit(name) : Optional.empty(),
        values(rule),
        required,
        usual.isMissingNode() ? Optional.empty() : Optional.of(usual.asText()));
  }

  private JsonNode resolved(JsonNode rule) {
    String ref = rule.path("$ref").asText();
    return ref.isEmpty() ? rule : schema.at(ref.substring(1));
  }

  private static boolean isNumber(JsonNode rule) {
    String type = rule.path("type").asText();
    return type.equals("number") || type.equals("integer");
  }

  private static Optional<String> unit(String name) {
    return UNITS.stream()
        .filter(u -> name.endsWith(u.getKey()))
        .findFirst()
        .map(Map.Entry::getValue);
  }

  private static String values(JsonNode rule) {
    if (rule.has("enum")) {
      return StreamSupport.stream(rule.get("enum").spliterator(), false)
          .map(JsonNode::toString)
          .collect(Collectors.joining(", "));
    }
    if (rule.has("const")) {
      return rule.get("const").toString();
    }
    String type = rule.path("type").asText("object");
    String words =
        switch (type) {
          case "integer" -> "a whole number";
          case "boolean" -> "true or false";
          case "string" -> "a text";
          case "array" -> "a list";
          case "object" -> "an object";
          default -> "a " + type;
        };
    return words + bounds(rule);
  }

  private static String bounds(JsonNode rule) {
    var found = new ArrayList<String>();
    bound(found, rule, "exclusiveMinimum", "more than ");
    bound(found, rule, "minimum", "at least ");
    bound(found, rule, "maximum", "at most ");
    return found.isEmpty() ? "" : ", " + String.join(", ", found);
  }

  private static void bound(List<String> found, JsonNode rule, String keyword, String words) {
    if (rule.has(keyword)) {
      found.add(words + rule.get(keyword).asText());
    }
  }

  /** A key as people may write it: {@code /vms/0/memory_mib}, {@code vms.memory_mib}. */
  public static String plain(String said) {
    return said.strip()
        .toLowerCase(Locale.ROOT)
        .replace("[]", "")
        .replaceAll("^[/.]+", "")
        .replaceAll("[/.][0-9]+(?=[/.]|$)", "")
        .replace('/', '.');
  }
}
