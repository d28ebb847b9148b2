package blackout.ingest.exports;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A tab of RVTools as CSV, one file of the folder that RVTools writes. */
final class RvToolsCsv implements ExportFormat {

  @Override
  public String name() {
    return "RVTools CSV";
  }

  @Override
  public boolean recognises(ExportFile file) {
    return tab(file).isPresent();
  }

  @Override
  public void read(ExportFile file, Harvest harvest) throws IOException {
    harvest.products().add(Product.VMWARE);
    Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
    CsvTable.read(file, tab(file).orElseThrow().table(file.name(), "line", numbers, harvest));
  }

  private static Optional<RvTools> tab(ExportFile file) {
    return Arrays.stream(RvTools.values())
        .filter(tab -> tab.hasTitles(file.head().titles()))
        .findFirst();
  }
}
