package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.JsonRecords;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Proxmox VE, {@code /cluster/resources}: under the key {@code data} from the web service, a bare
 * list from {@code pvesh --output-format json}. Memory is in bytes. Containers move in another way
 * and are left out; nodes are read where they are in the list.
 *
 * @see <a href="https://pve.proxmox.com/pve-docs/api-viewer/#/cluster/resources">Proxmox VE API</a>
 */
final class ProxmoxJson implements SourceFormat {

  private static final List<Binding<VmField>> VM =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "name", "id"),
          Binding.of(VmField.HOST, Kind.TEXT, "node"),
          Binding.of(VmField.RUNNING, Kind.POWER, "status"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "maxcpu"),
          Binding.of(VmField.MEMORY, Kind.BYTES, "maxmem"),
          Binding.of(VmField.TEMPLATE, Kind.FLAG, "template"));

  private static final List<Binding<HostField>> NODE =
      List.of(
          Binding.of(HostField.NAME, Kind.TEXT, "node"),
          Binding.of(HostField.MEMORY, Kind.BYTES, "maxmem"));

  @Override
  public String name() {
    return "Proxmox VE JSON";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return file.head().hasJsonKeys("type", "node", "maxmem");
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.QEMU);
    var vms = new JsonFacts<>(file.name(), VmField.class, VM, findings);
    var nodes = new JsonFacts<>(file.name(), HostField.class, NODE, findings);
    JsonRecords.read(
        file,
        Set.of("data"),
        findings::problem,
        (list, object, line) -> {
          switch (object.path("type").asText()) {
            case "qemu" -> findings.vms().add(vms.of(object, line));
            case "node" -> findings.hosts().add(nodes.of(object, line));
            case "lxc" ->
                findings.note("Containers (type lxc) are left out: they are not moved live.");
            default -> {
              // Storage, pools and networks say nothing about VMs.
            }
          }
        });
  }
}
