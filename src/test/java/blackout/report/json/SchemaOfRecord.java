package blackout.report.json;

import blackout.json.Description;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Labelled;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a document, made from its record by the rules of {@code blackout.json}. */
final class SchemaOfRecord {

  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
  private final Class<?> document;

  private SchemaOfRecord(Class<?> document) {
    this.document = document;
  }

  static ObjectNode of(Class<?> document, String form) {
    var making = new SchemaOfRecord(document);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", document.getAnnotation(Description.class).value());
    schema.setAll(making.object(document));
    ((ObjectNode) schema.at("/properties/schema")).removeAll().put("const", form);
    ((ObjectNode) schema.at("/properties/schema"))
        .put("description", "The name and version of the form.");
    schema.set("$defs", making.definitions);
    return schema;
  }

  private ObjectNode object(Class<?> record) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").put("additionalProperties", false);
    schema.putArray("required");
    schema.putObject("properties");
    members(record, schema);
    return schema;
  }

  private void members(Class<?> record, ObjectNode schema) {
    for (RecordComponent member : record.getRecordComponents()) {
      if (member.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        members(member.getType(), schema);
        continue;
      }
      String key = key(member);
      Description says = description(record, member);
      if (says == null) {
        throw new AssertionError(record + " says nothing of " + key);
      }
      if (member.getType() != Optional.class) {
        schema.withArray("/required").add(key);
      }
      ObjectNode property = value(member.getAnnotatedType());
      schema.withObject("/properties").set(key, property);
      property.put("description", says.value());
    }
  }

  private static String key(RecordComponent member) {
    @Nullable JsonProperty named = member.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? NAMES.translate(member.getName()) : named.value();
  }

  private static @Nullable Description description(Class<?> record, RecordComponent member) {
    try {
      return record.getDeclaredField(member.getName()).getAnnotation(Description.class);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private ObjectNode value(AnnotatedType annotated) {
    ObjectNode schema = plain(annotated);
    if (!annotated.isAnnotationPresent(Nullable.class)) {
      return schema;
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private ObjectNode plain(AnnotatedType annotated) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    Type type = annotated.getType();
    if (annotated instanceof AnnotatedParameterizedType several) {
      AnnotatedType[] parts = several.getAnnotatedActualTypeArguments();
      Type raw = ((ParameterizedType) type).getRawType();
      if (raw == Optional.class) {
        return value(parts[0]);
      }
      if (raw == List.class) {
        schema.put("type", "array").set("items", value(parts[0]));
        return schema;
      }
      if (raw == Map.class) {
        schema.put("type", "object").set("additionalProperties", value(parts[1]));
        return schema;
      }
    }
    if (type instanceof Class<?> c && c.isRecord() && !isNumber(c)) {
      String name =
          c.getDeclaringClass() == null || c.getDeclaringClass() == document
              ? c.getSimpleName()
              : c.getDeclaringClass().getSimpleName() + "." + c.getSimpleName();
      if (!definitions.has(name)) {
        definitions.putNull(name); // against endless turns of a record within itself
        definitions.set(name, object(c));
      }
      return schema.put("$ref", "#/$defs/" + name);
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      for (Object constant : c.getEnumConstants()) {
        schema.withArray("/enum").add(((Labelled) constant).label());
      }
      return schema;
    }
    return schema.put("type", word((Class<?>) type));
  }

  private static boolean isNumber(Class<?> type) {
    return List.of(Duration.class, ByteCount.class, DataRate.class, BigDecimal.class)
        .contains(type);
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
      return "integer";
    }
    if (type == double.class || type == Double.class || isNumber(type)) {
      return "number";
    }
    throw new AssertionError("no form for " + type);
  }
}
