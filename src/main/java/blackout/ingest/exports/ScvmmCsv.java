package blackout.ingest.exports;

import java.io.IOException;
import java.util.List;

/**
 * {@code Get-SCVirtualMachine | Export-Csv} of System Center VMM. Memory is in MB, which Windows
 * counts in 2^20 bytes; {@code MemoryAssignedMB} is what a VM with dynamic memory has now.
 */
final class ScvmmCsv implements ExportFormat {

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
  public boolean recognises(ExportFile file) {
    Head head = file.head();
    return head.hasTitles("name", "status", "cpucount", "memory")
        && (head.hasTitles("vmhost") || head.hasTitles("hostname"));
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
            VM,
            harvest,
            vm -> HyperV.add(vm, harvest)));
  }
}
