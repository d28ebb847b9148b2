package blackout.ingest.exports;

import java.io.IOException;
import java.util.Set;

/** {@code Get-VM | ConvertTo-Json}: several VMs as a list, one VM as an object alone. */
final class HyperVJson implements ExportFormat {

  @Override
  public String name() {
    return "Hyper-V Get-VM JSON";
  }

  @Override
  public boolean recognises(ExportFile file) {
    Head head = file.head();
    return head.hasJsonKeys("State")
        && (head.hasJsonKeys("Name") || head.hasJsonKeys("VMName"))
        && (head.hasJsonKeys("MemoryAssigned") || head.hasJsonKeys("MemoryStartup"))
        && !head.hasJsonKeys(CollectorJson.SCHEMA_KEY);
  }

  @Override
  public void read(ExportFile file, Harvest harvest) throws IOException {
    harvest.products().add(Product.HYPER_V);
    var facts = new JsonFacts<>(file.name(), VmField.class, HyperV.VM, harvest);
    JsonRecords.read(
        file,
        Set.of("value"),
        harvest,
        (list, vm, line) -> HyperV.add(facts.of(vm, line), harvest));
  }
}
