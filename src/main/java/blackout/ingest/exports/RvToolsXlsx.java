package blackout.ingest.exports;

import blackout.ingest.Problem;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workbook of RVTools, one sheet a tab, in any order. From RVTools 4 on vInfo has the active
 * memory as well; vMemory, of the same moment, then says nothing new and is not read.
 */
final class RvToolsXlsx implements ExportFormat {

  @Override
  public String name() {
    return "RVTools workbook";
  }

  @Override
  public boolean recognises(ExportFile file) {
    if (!file.head().zip()) {
      return false;
    }
    try (var book = new XlsxBook(file.path())) {
      return sheet(book, RvTools.VINFO).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void read(ExportFile file, Harvest harvest) throws IOException {
    harvest.products().add(Product.VMWARE);
    boolean activeKnown = false;
    try (var book = new XlsxBook(file.path())) {
      for (RvTools tab : RvTools.values()) {
        Optional<String> sheet = sheet(book, tab);
        if (sheet.isPresent() && (tab != RvTools.VMEMORY || !activeKnown)) {
          String source = file.name() + ", sheet " + tab.tab();
          TableSink rows = tab.table(source, "row", Numbers.POINT, harvest);
          var sink = new TitledSink(tab, source, rows, harvest);
          book.read(sheet.get(), sink);
          activeKnown |= tab == RvTools.VINFO && sink.keys.contains("activememory");
        }
      }
    }
  }

  private static Optional<String> sheet(XlsxBook book, RvTools tab) {
    List<String> names = book.sheetNames();
    return names.stream().filter(tab.tab()::equalsIgnoreCase).findFirst();
  }

  /** Passes rows on if the titles are those of the tab; otherwise none, and a problem. */
  private static final class TitledSink implements TableSink {

    private final RvTools tab;
    private final String source;
    private final TableSink rows;
    private final Harvest harvest;
    private Set<String> keys = Set.of();

    TitledSink(RvTools tab, String source, TableSink rows, Harvest harvest) {
      this.tab = tab;
      this.source = source;
      this.rows = rows;
      this.harvest = harvest;
    }

    @Override
    public BitSet titles(List<String> titles, long number) {
      keys = titles.stream().map(CleanText::key).collect(Collectors.toSet());
      if (tab.hasTitles(keys)) {
        return rows.titles(titles, number);
      }
      harvest.problem(
          new Problem(source, "row " + number, String.join(", ", titles), tab.expectation()));
      return new BitSet();
    }

    @Override
    public void row(long number, List<String> cells) {
      rows.row(number, cells);
    }
  }
}
