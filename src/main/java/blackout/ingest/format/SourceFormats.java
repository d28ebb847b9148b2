package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.Titles;
import blackout.ingest.sheet.XlsxBook;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.JsonValues;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TextLines;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a source of any format into findings. What a file is, is found by its content: a workbook,
 * JSON, XML, a table, or a text, in which every format takes what is its own. A new format is a
 * class and a line here.
 */
public final class SourceFormats {

  static final List<SourceFormat> ALL =
      List.of(
          new RvTools(),
          new Collector(),
          new PowerCli(),
          new HyperV(),
          new Scvmm(),
          new Libvirt(),
          new Xen(),
          new Proxmox(),
          new OpenStack(),
          new KubeVirt(),
          new Qemu(),
          new CloudHypervisor(),
          new VMotionLog(),
          new OVirt(),
          new MeasuredRuns());

  private static final Tables TABLES =
      new Tables(
          ALL.stream().flatMap(f -> f.tables().stream()).<TableKind<?>>map(kind -> kind).toList());

  private SourceFormats() {}

  /**
   * How a file was understood.
   *
   * @param format what it was taken for; empty if for nothing
   * @param unknown what was found in it and what was expected, if it was taken for nothing
   */
  public record Result(Optional<String> format, Problem unknown) {}

  /** The kinds of table that are known. */
  static Tables tables() {
    return TABLES;
  }

  /** Reads a file; what cannot be used becomes a problem of the findings. */
  public static Result read(SourceFile file, Findings findings, SourceOptions options) {
    var names = new LinkedHashSet<String>();
    Problem unknown = unknown(file, firstLine(file.head().text()), expectation());
    try {
      unknown = new OneFile(new Reading(file, options, findings), names).read().orElse(unknown);
    } catch (IOException e) {
      Problem broken =
          unknown(file, String.valueOf(e.getMessage()), "a file that can be read to its end");
      findings.problem(broken);
      unknown = broken;
    }
    return new Result(
        names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names)), unknown);
  }

  private static Problem unknown(SourceFile file, String found, String expectation) {
    return new Problem(file.name(), "", found, expectation);
  }

  private static String firstLine(String text) {
    return text.isBlank()
        ? "an empty file"
        : "a text that begins with "
            + text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
  }

  /** What a source may be, for a message. */
  public static String expectation() {
    return "an estate file, or what RVTools, PowerCLI, Hyper-V (Get-VM, performance counters), SCVMM,"
        + " virsh (domstats, dominfo, domjobinfo, nodeinfo, dumpxml), QEMU (query-migrate,"
        + " query-dirty-rate, info migrate), Proxmox, OpenStack, oVirt, KubeVirt, Xen or Cloud"
        + " Hypervisor write";
  }

  /** One file on its way through the readers. */
  private static final class OneFile {

    private final Reading reading;
    private final SourceFile file;
    private final Set<String> names;
    private final List<ContentReader> readers;

    OneFile(Reading reading, Set<String> names) {
      this.reading = reading;
      this.names = names;
      file = reading.file();
      readers = ALL.stream().flatMap(f -> f.reader(reading).stream()).toList();
    }

    /** Reads it; what it was not taken for, if for nothing. */
    Optional<Problem> read() throws IOException {
      if (file.head().zip()) {
        return workbook();
      }
      if (file.head().looksLikeJson()) {
        int before = reading.findings().problems().size();
        Optional<Problem> unknown = json();
        if (names.isEmpty() && reading.findings().problems().size() > before) {
          text();
        }
        return names.isEmpty() ? unknown : Optional.empty();
      }
      if (Perfmon.recognises(file.head().text())) {
        names.add("performance counters");
        Perfmon.read(reading);
        return Optional.empty();
      }
      Optional<Titles> widest = Optional.empty();
      if (!file.head().looksLikeXml()) {
        var rows = csv();
        if (rows.kind().isPresent()) {
          names.add(rows.kind().get().name() + " CSV");
          return Optional.empty();
        }
        widest = rows.widest().filter(w -> w.texts().size() > 2);
      }
      text();
      return widest
          .filter(w -> names.isEmpty())
          .flatMap(
              w ->
                  TABLES
                      .nearest(w)
                      .map(
                          near ->
                              unknown(file, "the titles " + String.join(", ", w.texts()), near)));
    }

    private Tables.Rows csv() throws IOException {
      Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
      var rows = TABLES.new Rows(reading, "", file.name(), "line", numbers);
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
        return new Workbook(reading, book, TABLES).read(names);
      }
    }

    private Optional<Problem> json() throws IOException {
      var objects = TABLES.new Objects(reading);
      var keys = new LinkedHashSet<String>();
      JsonValues.Sink sink = (list, value) -> value(list, value, objects, keys);
      int problems = reading.findings().problems().size();
      JsonValues.read(file, reading.findings()::problem, sink);
      end();
      objects.names().forEach(name -> names.add(name + " JSON"));
      if (!names.isEmpty()) {
        return Optional.empty();
      }
      String found =
          keys.isEmpty()
              ? "JSON without an object"
              : "JSON with the keys " + String.join(", ", keys);
      if (reading.findings().problems().size() > problems) {
        return Optional.of(reading.findings().problems().get(problems));
      }
      return Optional.of(
          unknown(
              file,
              found,
              objects.unknown().flatMap(TABLES::nearest).orElse(SourceFormats.expectation())));
    }

    private void value(String list, LocatedJson value, Tables.Objects objects, Set<String> keys) {
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

    private void text() throws IOException {
      var tables = new TextTables(reading, TABLES);
      var braces = new boolean[1];
      var angles = new boolean[1];
      TextLines.read(
          file,
          (number, line) -> {
            braces[0] |= line.indexOf('{') >= 0;
            angles[0] |= line.indexOf("<domain") >= 0 || line.indexOf("<Obj") >= 0;
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
        var objects = TABLES.new Objects(reading);
        JsonValues.within(
            file.text(), (list, value) -> value(list, value, objects, new LinkedHashSet<>()));
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
    }

    private void end() {
      readers.forEach(ContentReader::end);
    }
  }
}
