package blackout.ingest.estate;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.NodeState;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Processor;
import blackout.inventory.StorageStack;
import blackout.inventory.WindowsVersion;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Optional;

/** Hosts and volumes of an estate from facts. What no source says stays unknown. */
final class NodeBuilder {

  private NodeBuilder() {}

  static Node node(
      Facts<HostField> host,
      HostRegister hosts,
      ByteCount memory,
      Optional<WindowsVersion> windows,
      Optional<NodeState> state,
      List<Node.Agent> agents) {
    String name = host.text(HostField.NAME).orElseThrow();
    Optional<WindowsVersion> said =
        windows.map(
            version -> host.text(HostField.SYSTEM).flatMap(WindowsGuess::of).orElse(version));
    return new Node(
        name,
        ByteCount.mebibytes(Math.max(1, memory.bytes() >> 20)),
        new OperatingSystem(
            said,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new Processor(
            Optional.empty(),
            manufacturer(host),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        NodeRoles.UNKNOWN,
        StorageStack.UNKNOWN,
        hosts.speed(name).map(speed -> adapter(speed, hosts)).map(List::of).orElse(List.of()),
        state,
        host.text(HostField.SITE),
        agents);
  }

  private static Optional<String> manufacturer(Facts<HostField> host) {
    Optional<String> said = host.text(HostField.MANUFACTURER);
    if (said.isPresent()) {
      return said;
    }
    String model = host.text(HostField.CPU_MODEL).orElse("");
    return List.of("Intel", "AMD").stream().filter(model::contains).findFirst();
  }

  private static NetworkAdapter adapter(DataRate speed, HostRegister hosts) {
    return new NetworkAdapter(
        hosts.migration().map(HostRegister.Network::name).orElse(EstateBuilder.NETWORK),
        1,
        Optional.of(speed),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
