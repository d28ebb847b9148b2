package blackout.cli;

import blackout.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The answer as one JSON document, beside or in place of tables. */
final class JsonOption {

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything as JSON to a file; - for standard output, without tables.")
  private Optional<String> file = Optional.empty();

  Optional<String> file() {
    return file;
  }

  /** Whether the document takes the place of tables. */
  boolean isStandardOutput() {
    return file.filter("-"::equals).isPresent();
  }

  /** Writes the document, if it is asked for. */
  void write(Terminal terminal, Supplier<?> document) throws IOException {
    if (file.isPresent()) {
      terminal.write(file.get(), Json.text(document.get()));
    }
  }
}
