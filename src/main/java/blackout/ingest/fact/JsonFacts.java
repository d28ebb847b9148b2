package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes facts of objects, as {@link FactTable} does of rows. Keys are compared without case. Null,
 * lists and objects count as not there.
 *
 * @param <F> the fields
 */
public final class JsonFacts<F extends Enum<F>> {

  private final String source;
  private final Class<F> fields;
  private final List<Binding<F>> bindings;
  private final Findings findings;
  private final Map<String, Column> columns = new HashMap<>();

  public JsonFacts(String source, Class<F> fields, List<Binding<F>> bindings, Findings findings) {
    this.source = source;
    this.fields = fields;
    this.bindings = bindings;
    this.findings = findings;
  }

  public Facts<F> of(JsonNode object, long line) {
    Map<String, Map.Entry<String, JsonNode>> byKey = new HashMap<>();
    object
        .properties()
        .forEach(property -> byKey.putIfAbsent(CleanText.key(property.getKey()), property));
    var facts = new Facts<>(fields);
    for (Binding<F> binding : bindings) {
      for (String key : binding.keys()) {
        Map.Entry<String, JsonNode> property = byKey.get(key);
        if (property != null && property.getValue().isValueNode()) {
          String text = property.getValue().isNull() ? "" : property.getValue().asText();
          if (!text.isBlank()) {
            Place place = column(property.getKey(), binding.kind()).at(line);
            FactTable.read(binding, place, text, Numbers.POINT, findings)
                .ifPresent(fact -> FactTable.keep(facts, binding.field(), fact));
          }
          break;
        }
      }
    }
    return facts;
  }

  private Column column(String title, Kind kind) {
    return columns.computeIfAbsent(
        title, t -> new Column(source, "line", CleanText.name(t), kind.unit()));
  }
}
