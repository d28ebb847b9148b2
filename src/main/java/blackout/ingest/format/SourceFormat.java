package blackout.ingest.format;

import blackout.ingest.fact.TableKind;
import java.util.List;
import java.util.Optional;

/**
 * What one product writes, in whatever form: tables, lines of text, JSON, XML. It is known by what
 * stands in a file, never by its name.
 */
interface SourceFormat {

  /** The kinds of table it writes. */
  default List<TableKind<?>> tables() {
    return List.of();
  }

  /** Who takes its lines and values of one file; empty if it has only tables. */
  default Optional<ContentReader> reader(Reading reading) {
    return Optional.empty();
  }
}
