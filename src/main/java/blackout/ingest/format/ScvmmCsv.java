package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.Head;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.List;

/**
 * {@code Get-SCVirtualMachine | Export-Csv} of System Center VMM. Memory is in MB, which Windows
 * counts in 2^20 bytes; {@code MemoryAssignedMB} is what a VM with dynamic memory has now.
 */
final class ScvmmCsv implements SourceFormat {

  private static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "Name"),
          Binding.of(VmField.HOST, Kind.TEXT, "VMHost", "HostName"),
          Binding.of(VmField.RUNNING, Kind.POWER, "Status"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPUCount"),
          Binding.of(VmField.MEMORY, Kind.MIB, "MemoryAssignedMB"),
          Binding.of(VmField.STARTUP_MEMORY, Kind.MIB, "Memory"));

  @Override
  public String name() {
    return "SCVMM CSV";
  }

  @Override
  public boolean recognises(SourceFile file) {
    Head head = file.head();
    return head.hasTitles("name", "status", "cpucount", "memory")
        && (head.hasTitles("vmhost") || head.hasTitles("hostname"));
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
            VM,
            findings,
            vm -> HyperV.add(vm, findings)));
  }
}
