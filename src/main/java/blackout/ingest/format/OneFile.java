package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Titles;
import blackout.ingest.sheet.XlsxBook;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.Head;
import blackout.ingest.text.JsonValues;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TextLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One file on its way through the readers. What it is, is tried in turn: a workbook, JSON, YAML,
 * objects of PowerShell, counters, a table; and if it is none of these, a text in which any of them
 * may stand. The texts within JSON are looked through as well, for a script may have kept in them
 * what a command printed.
 */
final class OneFile {

  /** Texts within JSON that are looked through, in characters. */
  private static final int MOST_KEPT = 16 << 20;

  private final Reading reading;
  private final SourceFile file;
  private final Set<String> names;
  private final List<ContentReader> readers;

  /**
   * @param names where it is noted what the file was taken for
   */
  OneFile(Reading reading, Set<String> names) {
    this.reading = reading;
    this.names = names;
    file = reading.file();
    readers = SourceFormats.ALL.stream().flatMap(f -> f.reader(reading).stream()).toList();
  }

  /** Reads it; what it was not taken for, if for nothing. */
  Optional<Problem> read() throws IOException {
    Head head = file.head();
    if (head.zip()) {
      return workbook();
    }
    if (head.looksLikeJson()) {
      int before = reading.findings().problems().size();
      Optional<Problem> unknown = objects(JsonValues::read, "JSON");
      if (names.isEmpty() && reading.findings().problems().size() > before) {
        text();
      } else if (names.isEmpty()) {
        keptTexts();
      }
      return names.isEmpty() ? unknown : Optional.empty();
    }
    if (head.looksLikeYaml()) {
      int before = reading.findings().problems().size();
      Optional<Problem> unknown = objects(JsonValues::yaml, "YAML");
      if (!names.isEmpty() || reading.findings().problems().size() > before) {
        return unknown.filter(u -> names.isEmpty());
      }
      text();
      return unknown.filter(u -> names.isEmpty());
    }
    if (head.looksLikeXml() && head.text().contains("<Objs")) {
      Optional<Problem> unknown = objects(Clixml::read, "Export-Clixml");
      return unknown.filter(u -> names.isEmpty());
    }
    if (Perfmon.recognises(head.text())) {
      names.add("performance counters");
      Perfmon.read(reading);
      return Optional.empty();
    }
    Optional<Titles> widest = Optional.empty();
    if (!head.looksLikeXml()) {
      var rows = csv();
      if (rows.kind().isPresent()) {
        names.add(rows.kind().get().name() + " CSV");
        return Optional.empty();
      }
      widest = rows.widest().filter(w -> w.texts().size() > 2);
    }
    Optional<Titles> printed = text();
    return widest
        .or(() -> printed)
        .filter(w -> names.isEmpty())
        .flatMap(
            w ->
                SourceFormats.tables()
                    .nearest(w)
                    .map(
                        near ->
                            SourceFormats.unknown(
                                file, "the titles " + String.join(", ", w.texts()), near)));
  }

  private TableKinds.Rows csv() throws IOException {
    Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
    // What its titles do not tell, the name of the file may: RVTools names it after the tab.
    var rows = SourceFormats.tables().new Rows(reading, file.name(), file.name(), "line", numbers);
    try {
      CsvTable.read(file, rows);
    } catch (IOException e) {
      // A text that is no table may break the rules of one: then it is no table.
      if (rows.kind().isPresent()) {
        names.add(rows.kind().get().name() + " CSV");
        throw e;
      }
    }
    return rows;
  }

  private Optional<Problem> workbook() throws IOException {
    if (file.path().isEmpty()) {
      throw new IOException("a workbook that is in no file");
    }
    try (var book = new XlsxBook(file.path().get())) {
      return new Workbook(reading, book, SourceFormats.tables()).read(names);
    }
  }

  /** Gives the objects of a file one by one. */
  private interface Form {
    void read(SourceFile file, java.util.function.Consumer<Problem> problems, JsonValues.Sink sink)
        throws IOException;
  }

  private Optional<Problem> objects(Form source, String form) throws IOException {
    var objects = SourceFormats.tables().new Objects(reading);
    var keys = new LinkedHashSet<String>();
    int problems = reading.findings().problems().size();
    source.read(
        file, reading.findings()::problem, (list, value) -> value(list, value, objects, keys));
    end();
    objects.names().forEach(name -> names.add(name + " " + form));
    if (!names.isEmpty()) {
      return Optional.empty();
    }
    if (reading.findings().problems().size() > problems) {
      return Optional.of(reading.findings().problems().get(problems));
    }
    String found =
        keys.isEmpty()
            ? form + " without an object"
            : form + " with the keys " + String.join(", ", keys);
    return Optional.of(
        SourceFormats.unknown(
            file,
            found,
            objects
                .unknown()
                .flatMap(SourceFormats.tables()::nearest)
                .orElse(SourceFormats.expectation())));
  }

  private void value(String list, LocatedJson value, TableKinds.Objects objects, Set<String> keys) {
    if (keys.size() < 8) {
      value.fields().keySet().stream().limit(8).map(CleanText::name).forEach(keys::add);
    }
    for (ContentReader reader : readers) {
      if (reader.json(list, value)) {
        names.add(reader.name());
        return;
      }
    }
    if (value.isObject()) {
      objects.take(list, value);
    } else if (!value.items().isEmpty()) {
      value.items().forEach(item -> value(list, item, objects, keys));
    }
  }

  /** The texts that stand in JSON, as a text of their own. */
  private void keptTexts() throws IOException {
    if (!file.isShort()) {
      return;
    }
    var kept = new StringBuilder();
    JsonValues.read(
        file,
        problem -> {},
        (list, value) -> {
          if (kept.length() < MOST_KEPT) {
            kept.append(value.texts().collect(Collectors.joining("\n", "", "\n\n")));
          }
        });
    SourceFile texts =
        SourceFile.of(kept.toString().getBytes(StandardCharsets.UTF_8), file.name() + ": texts");
    new OneFile(new Reading(texts, reading.options(), reading.findings()), names).text();
  }

  /** Reads it as a text; the titles of a table in it that is of no known kind. */
  private Optional<Titles> text() throws IOException {
    var tables = new TextTables(reading, SourceFormats.tables());
    var braces = new boolean[1];
    var angles = new boolean[1];
    TextLines.read(
        file,
        (number, line) -> {
          braces[0] |= line.indexOf('{') >= 0;
          angles[0] |= XmlDocuments.mayBegin(line);
          boolean taken = false;
          for (ContentReader reader : readers) {
            if (reader.line(number, line)) {
              names.add(reader.name());
              taken = true;
            }
          }
          tables.line(number, taken ? "" : line);
        });
    tables.end().forEach(names::add);
    if (braces[0] && file.isShort()) {
      var objects = SourceFormats.tables().new Objects(reading);
      JsonValues.Sink sink = (list, value) -> value(list, value, objects, new LinkedHashSet<>());
      String text = file.text();
      JsonValues.within(text, sink);
      if (names.isEmpty() && objects.names().isEmpty()) {
        JsonValues.withinQuoted(text, sink);
      }
      objects.names().forEach(name -> names.add(name + " JSON"));
    }
    if (angles[0] && file.isShort()) {
      XmlDocuments.within(
          file.text(),
          (document, line) ->
              readers.stream()
                  .filter(r -> r.xml(document, line))
                  .forEach(r -> names.add(r.name())));
    }
    end();
    return tables.unknown();
  }

  private void end() {
    readers.forEach(ContentReader::end);
  }
}
