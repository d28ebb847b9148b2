package blackout.ingest;

import blackout.inventory.Hypervisors;
import blackout.quantity.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A JSON Schema, and what it says against a tree, in our words. */
public final class JsonRules {

  private final JsonNode tree;
  private final Schema schema;

  private JsonRules(JsonNode tree, Schema schema) {
    this.tree = tree;
    this.schema = schema;
  }

  /** The schema of a resource beside this class. */
  static JsonRules resource(String name) {
    return of(tree(name));
  }

  /** The same schema without what it says of the entries of a list, one of its properties. */
  static JsonRules withoutEntries(String name, String list) {
    JsonNode schema = tree(name);
    ((ObjectNode) schema.at("/properties/" + list)).remove("items");
    return of(schema);
  }

  /** What the same schema says of an entry of that list. */
  static JsonRules ofEntries(String name, String list) {
    ObjectNode schema = (ObjectNode) tree(name);
    ObjectNode items = (ObjectNode) schema.at("/properties/" + list + "/items");
    return of(items.set("$defs", schema.get("$defs")));
  }

  /**
   * A part of a schema: of some objects some keys alone, which are needed; other keys may be there.
   *
   * @param keys the keys by the place of the object in the schema, a JSON pointer
   */
  public static JsonRules part(String name, Map<String, List<String>> keys) {
    JsonNode schema = tree(name);
    keys.forEach(
        (place, needed) -> {
          var object = (ObjectNode) schema.at(place);
          object.remove("additionalProperties");
          ((ObjectNode) object.path("properties")).retain(needed);
          needed.forEach(object.putArray("required")::add);
        });
    return of(schema);
  }

  private static JsonNode tree(String name) {
    try {
      // The library's own reader would look for modules in the whole class path.
      return new ObjectMapper().readTree(Schemas.resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonRules of(JsonNode schema) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    return new JsonRules(
        schema,
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
            .getSchema(schema));
  }

  /** What is wrong with a tree, in the order in which the schema finds it. */
  public List<Problem> problems(JsonNode tree, String source) {
    return problems(tree, source, "");
  }

  /** The same of a tree that stands somewhere in a larger one; safe for several threads. */
  List<Problem> problems(JsonNode tree, String source, String at) {
    List<Problem> problems = new ArrayList<>();
    for (Error error : schema.validate(tree)) {
      problems.add(problem(error, source, at));
    }
    return problems;
  }

  private Problem problem(Error error, String source, String at) {
    String place = at + error.getInstanceLocation();
    return switch (error.getKeyword()) {
      case "required" ->
          new Problem(source, place, "nothing", "the key \"" + error.getProperty() + "\"");
      case "dependentRequired" ->
          new Problem(
              source, place, "nothing", "the key \"" + error.getArguments()[0] + "\" as well");
      case "additionalProperties" ->
          new Problem(source, place + "/" + error.getProperty(), "an unknown key", known(error));
      default -> new Problem(source, place, shown(error.getInstanceNode()), expectation(error));
    };
  }

  /** The keys that there are where one is unknown, the likeliest first. */
  private String known(Error error) {
    String rule = error.getSchemaLocation().toString();
    String object =
        rule.substring(rule.indexOf('#') + 1, rule.length() - "/additionalProperties".length());
    List<String> keys = new ArrayList<>();
    tree.at(object).path("properties").fieldNames().forEachRemaining(keys::add);
    String unknown = error.getProperty();
    String all = "one of " + String.join(", ", keys);
    return keys.stream()
        .filter(key -> Text.distance(key, unknown) <= Math.min(3, unknown.length() / 2))
        .min(Comparator.comparingInt(key -> Text.distance(key, unknown)))
        .map(near -> "did you mean " + near + "? " + all)
        .orElse(all);
  }

  private static String expectation(Error error) {
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "type" -> types(rule);
      case "enum" ->
          error.getInstanceLocation().toString().equals("/hypervisor")
              ? "a hypervisor; " + Hypervisors.expected(error.getInstanceNode().asText())
              : "one of "
                  + StreamSupport.stream(rule.spliterator(), false)
                      .map(JsonNode::toString)
                      .collect(Collectors.joining(", "));
      case "const" -> rule.toString();
      case "minimum" -> "a number of at least " + rule.asText();
      case "exclusiveMinimum" -> "a number greater than " + rule.asText();
      case "maximum" -> "a number of at most " + rule.asText();
      case "minItems" -> "at least " + rule.asText() + " entry";
      case "maxItems" -> "at most " + rule.asText() + " entries";
      case "uniqueItems" -> "no entry twice";
      case "maxLength" -> "at most " + rule.asText() + " characters";
      case "pattern" -> patternMeaning(error);
      default -> error.getMessage();
    };
  }

  private static String patternMeaning(Error error) {
    String place = error.getSchemaLocation().toString();
    if (place.contains("/ipv4/")) {
      return "an IPv4 address such as \"10.0.0.11\"";
    }
    if (place.contains("/subnet/")) {
      return "an IPv4 subnet such as \"10.0.0.0/24\"";
    }
    if (place.contains("/system_drive/") || place.contains("/drive_letters/")) {
      return "a drive such as \"C:\"";
    }
    if (place.contains("/expires/")) {
      return "a day such as \"2027-01-31\"";
    }
    if (place.contains("/field/")) {
      return "a JSON pointer such as \"/storage/write_mib_s\"";
    }
    return "one line of text without control characters, not blank";
  }

  private static String types(JsonNode rule) {
    return rule.isArray()
        ? StreamSupport.stream(rule.spliterator(), false)
            .map(type -> withArticle(type.asText()))
            .collect(Collectors.joining(" or "))
        : withArticle(rule.asText());
  }

  private static String withArticle(String type) {
    return switch (type) {
      case "null" -> type;
      case "integer" -> "a whole number";
      case "object", "array" -> "an " + type;
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  /** A value as the file has it; a container by its kind. */
  static String shown(JsonNode value) {
    if (value.isArray()) {
      return Text.count(value.size(), "entry");
    }
    return value.toString();
  }
}
