package blackout.ingest.format;

import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Product;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A tab of RVTools as CSV, one file of the folder that RVTools writes. */
final class RvToolsCsv implements SourceFormat {

  @Override
  public String name() {
    return "RVTools CSV";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return tab(file).isPresent();
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.VMWARE);
    Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
    CsvTable.read(file, tab(file).orElseThrow().table(file.name(), "line", numbers, findings));
  }

  private static Optional<RvTools> tab(SourceFile file) {
    return Arrays.stream(RvTools.values())
        .filter(tab -> tab.hasTitles(file.head().titles()))
        .findFirst();
  }
}
