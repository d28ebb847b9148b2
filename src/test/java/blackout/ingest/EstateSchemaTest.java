package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Key;
import blackout.quantity.Labelled;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema of an estate has the keys and the words of the records that read and write one. */
final class EstateSchemaTest {

  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /** What a file may say shorter, see {@link EstateShorthand}. */
  private static final List<String> SHORTHAND =
      List.of("workload", "virtual_processors", "dirty_rate_mib_s");

  private final JsonNode root;
  private final Set<Type> walked = new HashSet<>();

  EstateSchemaTest() throws IOException {
    root = new ObjectMapper().readTree(Schemas.text("estate"));
  }

  @Test
  void theSchemaHasTheKeysOfTheRecords() {
    walk(EstateDoc.class, root, "estate");

    // Else the walk would hold for want of records.
    assertThat(walked).contains(EstateVmDoc.class, WritesDoc.class, EstateDoc.NodeDoc.class);
    assertThat(walked).hasSizeGreaterThan(15);
  }

  private void walk(Type type, JsonNode schema, String place) {
    if (type instanceof ParameterizedType several) {
      JsonNode inner = schema.has("items") ? schema.path("items") : schema;
      walk(several.getActualTypeArguments()[0], inner, place);
      return;
    }
    JsonNode rule =
        schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    Class<?> of = (Class<?>) type;
    if (of.isEnum() && Labelled.class.isAssignableFrom(of) && rule.has("enum")) {
      List<String> words = new ArrayList<>();
      rule.path("enum").forEach(word -> words.add(word.asText()));
      assertThat(Stream.of(of.getEnumConstants()).map(c -> ((Labelled) c).label()))
          .as(place)
          .containsAll(words);
    }
    if (!of.isRecord()
        || of == ByteCount.class
        || of == DataRate.class
        || !rule.has("properties")) {
      return;
    }
    boolean first = walked.add(of);
    List<String> keys = Stream.of(of.getRecordComponents()).map(EstateSchemaTest::key).toList();
    List<String> known = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(known::add);
    if (of == EstateDoc.class) {
      known.remove("description"); // for people who write a file; the program needs none
    }
    known.removeAll(SHORTHAND); // written out before the records are read
    if (first) {
      assertThat(known).as(place).containsExactlyInAnyOrderElementsOf(keys);
      for (RecordComponent part : of.getRecordComponents()) {
        walk(
            part.getGenericType(),
            rule.path("properties").path(key(part)),
            place + "/" + key(part));
      }
    }
  }

  private static String key(RecordComponent part) {
    Key told = part.getAnnotation(Key.class);
    Key ofAccessor = part.getAccessor().getAnnotation(Key.class);
    Key named = told == null ? ofAccessor : told;
    return named == null ? NAMES.translate(part.getName()) : named.value();
  }
}
