package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.Titles;
import blackout.ingest.sheet.XlsxBook;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.TableSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sheets of a workbook, each by its name or its titles, in the order in which kinds are listed:
 * what a first sheet says of a VM, others add to.
 */
final class Workbook {

  private final Reading reading;
  private final XlsxBook book;
  private final TableKinds tables;

  Workbook(Reading reading, XlsxBook book, TableKinds tables) {
    this.reading = reading;
    this.book = book;
    this.tables = tables;
  }

  /** Reads what is known; what was found if nothing is. */
  Optional<Problem> read(Set<String> names) throws IOException {
    Map<String, TableKind<?>> kindBySheet = new LinkedHashMap<>();
    List<Titles> unknown = new ArrayList<>();
    for (String sheet : book.sheetNames()) {
      var looking = new Looking(sheet);
      book.read(sheet, looking);
      looking.kind.ifPresent(kind -> kindBySheet.put(sheet, kind));
      if (looking.kind.isEmpty()) {
        unknown.addAll(looking.widest.stream().toList());
        looking.widest.ifPresent(
            titles -> tables.lacking(sheet, titles).ifPresent(l -> problem(sheet, titles, l)));
      }
    }
    boolean activeKnown = false;
    for (TableKind<?> kind : tables.kinds()) {
      for (var each : kindBySheet.entrySet()) {
        if (each.getValue().equals(kind) && !(activeKnown && kind.equals(RvTools.VMEMORY))) {
          read(each.getKey());
          names.add(kind.name().replaceFirst(" .*", "") + " workbook");
          activeKnown |= kind.equals(RvTools.VINFO) && activeOf(each.getKey());
        }
      }
    }
    if (!names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            reading.file().name(),
            "",
            "a workbook with the sheets " + CleanText.name(String.join(", ", book.sheetNames())),
            unknown.stream()
                .flatMap(t -> tables.nearest(t).stream())
                .findFirst()
                .orElse("a sheet such as vInfo of RVTools, or with the titles of a known table")));
  }

  private void problem(String sheet, Titles titles, String expectation) {
    reading
        .findings()
        .problem(
            new Problem(source(sheet), "titles", String.join(", ", titles.texts()), expectation));
  }

  private String source(String sheet) {
    return reading.file().name() + ", sheet " + CleanText.name(sheet);
  }

  /** From version 4 on vInfo has the active memory as well: vMemory then says nothing new. */
  private boolean activeOf(String sheet) throws IOException {
    var looking = new Looking(sheet);
    book.read(sheet, looking);
    return looking.widest.filter(t -> t.column(RvTools.ACTIVE_IN_VINFO).isPresent()).isPresent();
  }

  private void read(String sheet) throws IOException {
    book.read(sheet, tables.new Rows(reading, sheet, source(sheet), "row", Numbers.POINT));
  }

  /** Looks at the titles alone. */
  private final class Looking implements TableSink {

    private final String sheet;
    private Optional<TableKind<?>> kind = Optional.empty();
    private Optional<Titles> widest = Optional.empty();

    Looking(String sheet) {
      this.sheet = sheet;
    }

    @Override
    public Optional<BitSet> titles(List<String> texts, long number) {
      Titles titles = Titles.of(texts, reading.options().words());
      kind = tables.of(sheet, titles);
      if (kind.isPresent() || widest.filter(w -> w.texts().size() >= texts.size()).isEmpty()) {
        widest = Optional.of(titles);
      }
      return kind.isPresent() ? Optional.of(new BitSet()) : Optional.empty();
    }

    @Override
    public void row(long number, List<String> cells) {}
  }
}
