package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Product;
import blackout.ingest.sheet.XlsxBook;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TableSink;
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
public final class RvToolsXlsx implements SourceFormat {

  @Override
  public String name() {
    return "RVTools workbook";
  }

  @Override
  public boolean recognises(SourceFile file) {
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
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.VMWARE);
    boolean activeKnown = false;
    try (var book = new XlsxBook(file.path())) {
      for (RvTools tab : RvTools.values()) {
        Optional<String> sheet = sheet(book, tab);
        if (sheet.isPresent() && (tab != RvTools.VMEMORY || !activeKnown)) {
          String source = file.name() + ", sheet " + tab.tab();
          TableSink rows = tab.table(source, "row", Numbers.POINT, findings);
          var sink = new TitledSink(tab, source, rows, findings);
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
    private final Findings findings;
    private Set<String> keys = Set.of();

    TitledSink(RvTools tab, String source, TableSink rows, Findings findings) {
      this.tab = tab;
      this.source = source;
      this.rows = rows;
      this.findings = findings;
    }

    @Override
    public BitSet titles(List<String> titles, long number) {
      keys = titles.stream().map(CleanText::key).collect(Collectors.toSet());
      if (tab.hasTitles(keys)) {
        return rows.titles(titles, number);
      }
      findings.problem(
          new Problem(source, "row " + number, String.join(", ", titles), tab.expectation()));
      return new BitSet();
    }

    @Override
    public void row(long number, List<String> cells) {
      rows.row(number, cells);
    }
  }
}
