package blackout.ingest.format;

import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.Head;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import java.io.IOException;

/** {@code Get-VM | Export-Csv}, in UTF-8 or UTF-16, with or without a line {@code #TYPE}. */
final class HyperVCsv implements SourceFormat {

  @Override
  public String name() {
    return "Hyper-V Get-VM CSV";
  }

  @Override
  public boolean recognises(SourceFile file) {
    Head head = file.head();
    return head.hasTitles("state")
        && (head.hasTitles("name") || head.hasTitles("vmname"))
        && (head.hasTitles("memoryassigned") || head.hasTitles("memorystartup"));
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.HYPER_V);
    Numbers numbers = Numbers.of(CsvTable.separator(file.head().text()));
    CsvTable.read(
        file,
        new FactTable<>(
            file.name(),
            "line",
            numbers,
            VmField.class,
            HyperV.VM,
            findings,
            vm -> HyperV.add(vm, findings)));
  }
}
