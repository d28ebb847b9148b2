package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.Head;
import blackout.ingest.text.JsonRecords;
import blackout.ingest.text.SourceFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * OpenStack Nova: {@code GET /servers/detail} with the flavor in each server (2.47 and later, its
 * memory {@code ram} in MiB), what {@code openstack server show -f json} prints of one, and {@code
 * GET /servers/{id}/migrations} (2.23 and later), which knows the memory of a server in bytes but
 * not its name.
 *
 * @see <a href="https://docs.openstack.org/api-ref/compute/">Compute API</a>
 */
final class OpenStackJson implements SourceFormat {

  private static final List<Binding<VmField>> SERVER =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "name"),
          Binding.of(VmField.UUID, Kind.UUID, "id"),
          Binding.of(
              VmField.HOST,
              Kind.TEXT,
              "OS-EXT-SRV-ATTR:hypervisor_hostname",
              "OS-EXT-SRV-ATTR:host"),
          Binding.of(VmField.RUNNING, Kind.POWER, "status"),
          Binding.of(VmField.MEMORY, Kind.MIB, "flavor.ram"),
          Binding.of(VmField.PROCESSORS, Kind.COUNT, "flavor.vcpus"));

  private static final List<Binding<VmField>> MIGRATION =
      List.of(
          Binding.of(VmField.UUID, Kind.UUID, "server_uuid"),
          Binding.of(VmField.STARTUP_MEMORY, Kind.BYTES, "memory_total_bytes"));

  @Override
  public String name() {
    return "OpenStack JSON";
  }

  @Override
  public boolean recognises(SourceFile file) {
    Head head = file.head();
    boolean servers =
        (head.hasJsonKeys("servers") || head.hasJsonKeys("server"))
            && head.hasJsonKeys("id", "name", "status");
    boolean shown = head.hasJsonKeys("id", "name", "status", "flavor");
    return servers || shown || head.hasJsonKeys("server_uuid", "memory_total_bytes");
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.QEMU);
    var servers = new JsonFacts<>(file.name(), VmField.class, SERVER, findings);
    var migrations = new JsonFacts<>(file.name(), VmField.class, MIGRATION, findings);
    JsonRecords.read(
        file,
        Set.of("servers", "server", "migrations", "migration"),
        findings::problem,
        (list, object, line) ->
            findings
                .vms()
                .add(
                    object.has("server_uuid")
                        ? migrations.of(object, line)
                        : servers.of(withFlavor(object), line)));
  }

  private static JsonNode withFlavor(JsonNode server) {
    ObjectNode flat = ((ObjectNode) server).deepCopy();
    server
        .path("flavor")
        .properties()
        .forEach(entry -> flat.set("flavor." + entry.getKey(), entry.getValue()));
    return flat;
  }
}
