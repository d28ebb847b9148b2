package blackout.ingest.format;

import blackout.ingest.fact.Findings;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.Head;
import blackout.ingest.text.JsonRecords;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.Set;

/** {@code Get-VM | ConvertTo-Json}: several VMs as a list, one VM as an object alone. */
final class HyperVJson implements SourceFormat {

  @Override
  public String name() {
    return "Hyper-V Get-VM JSON";
  }

  @Override
  public boolean recognises(SourceFile file) {
    Head head = file.head();
    return head.hasJsonKeys("State")
        && (head.hasJsonKeys("Name") || head.hasJsonKeys("VMName"))
        && (head.hasJsonKeys("MemoryAssigned") || head.hasJsonKeys("MemoryStartup"))
        && !head.hasJsonKeys(CollectorJson.SCHEMA_KEY);
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.HYPER_V);
    var facts = new JsonFacts<>(file.name(), VmField.class, HyperV.VM, findings);
    JsonRecords.read(
        file,
        Set.of("value"),
        findings::problem,
        (list, vm, line) -> HyperV.add(facts.of(vm, line), findings));
  }
}
