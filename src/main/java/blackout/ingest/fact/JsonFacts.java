package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes facts of objects by paths of keys such as {@code spec.domain.memory.guest}, as {@link
 * FactTable} does of rows. Null, lists and objects count as not there.
 *
 * @param <F> the fields
 */
public final class JsonFacts<F extends Enum<F>> {

  private final String source;
  private final Class<F> fields;
  private final Findings findings;
  private final List<Path<F>> paths;
  private final Map<String, Column> columns = new HashMap<>();

  /** Where a field stands; of several paths for a field the first that is there counts. */
  public record Path<F extends Enum<F>>(F field, Kind kind, String path) {}

  public JsonFacts(String source, Class<F> fields, List<Path<F>> paths, Findings findings) {
    this.source = source;
    this.fields = fields;
    this.paths = paths;
    this.findings = findings;
  }

  public Facts<F> of(LocatedJson object) {
    var facts = new Facts<>(fields);
    for (Path<F> path : paths) {
      if (facts.fact(path.field()).isEmpty()) {
        object
            .under(path.path())
            .filter(v -> !v.isObjectOrArray() && !v.text().isBlank())
            .ifPresent(
                value ->
                    FactTable.read(
                            path.kind(),
                            column(path).at(value.line()),
                            value.text(),
                            Numbers.POINT,
                            findings)
                        .ifPresent(fact -> facts.put(path.field(), fact)));
      }
    }
    return facts;
  }

  private Column column(Path<F> path) {
    return columns.computeIfAbsent(
        path.path(), p -> new Column(source, "line", CleanText.name(p), path.kind().unit()));
  }
}
