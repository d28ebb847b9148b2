package blackout.ingest.estate;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.VolumeField;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Processor;
import blackout.inventory.StorageStack;
import blackout.inventory.Volume;
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
      Optional<WindowsVersion> windows) {
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
        hosts.speed(name).map(NodeBuilder::adapter).map(List::of).orElse(List.of()));
  }

  private static Optional<String> manufacturer(Facts<HostField> host) {
    Optional<String> said = host.text(HostField.MANUFACTURER);
    if (said.isPresent()) {
      return said;
    }
    String model = host.text(HostField.CPU_MODEL).orElse("");
    return List.of("Intel", "AMD").stream().filter(model::contains).findFirst();
  }

  private static NetworkAdapter adapter(DataRate speed) {
    return new NetworkAdapter(
        EstateBuilder.NETWORK,
        1,
        Optional.of(speed),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A volume that a source describes; empty without a name or a size. */
  static Optional<Volume> volume(Facts<VolumeField> facts) {
    Optional<String> name = facts.text(VolumeField.NAME);
    Optional<ByteCount> size =
        facts.value(VolumeField.SIZE, ByteCount.class).filter(s -> s.bytes() > 0);
    if (name.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    Optional<ByteCount> free =
        facts.value(VolumeField.FREE, ByteCount.class).filter(f -> f.compareTo(size.get()) <= 0);
    boolean shared = facts.value(VolumeField.SHARED, Boolean.class).orElse(true);
    return Optional.of(volume(name.get(), size.get(), free, shared));
  }

  static Volume volume(String name, ByteCount size, Optional<ByteCount> free, boolean shared) {
    return new Volume(
        name,
        shared ? Volume.Kind.SHARED : Volume.Kind.EXCLUSIVE,
        size,
        free,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
