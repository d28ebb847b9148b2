package blackout.ingest.exports;

import java.io.IOException;

/** {@code Get-VM | Export-Csv}, in UTF-8 or UTF-16, with or without a line {@code #TYPE}. */
final class HyperVCsv implements ExportFormat {

  @Override
  public String name() {
    return "Hyper-V Get-VM CSV";
  }

  @Override
  public boolean recognises(ExportFile file) {
    Head head = file.head();
    return head.hasTitles("state")
        && (head.hasTitles("name") || head.hasTitles("vmname"))
        && (head.hasTitles("memoryassigned") || head.hasTitles("memorystartup"));
  }

  @Override
  public void read(ExportFile file, Harvest harvest) throws IOException {
    harvest.products().add(Product.HYPER_V);
    Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
    CsvTable.read(
        file,
        new FactTable<>(
            file.name(),
            "line",
            numbers,
            VmField.class,
            HyperV.VM,
            harvest,
            vm -> HyperV.add(vm, harvest)));
  }
}
