package blackout.cli;

import blackout.ingest.CounterNames;
import blackout.ingest.fact.TitleWords;
import blackout.ingest.format.SourceOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What titles of tables are called, beyond the languages that are known. */
final class ColumnsOption {

  @Option(
      names = "--columns",
      paramLabel = "FILE",
      description =
          "What titles are called in your tables, a line each: English title = your title | another"
              + " one. German, French and Spanish are known.")
  private Optional<Path> file = Optional.empty();

  SourceOptions options(CounterNames counters) {
    return new SourceOptions(file.map(TitleWords::of).orElseGet(TitleWords::languages), counters);
  }
}
