package blackout.inventory;

import blackout.quantity.ByteCount;
import java.util.List;
import java.util.Optional;

/**
 * A host of the cluster.
 *
 * @param name the computer name, untrusted text
 * @param memory the physical memory
 * @param os its operating system
 * @param processor its processors
 * @param roles what it is to cluster and domain
 * @param storageStack what stands between it and its disks
 * @param adapters its network adapters
 */
public record Node(
    String name,
    ByteCount memory,
    OperatingSystem os,
    Processor processor,
    NodeRoles roles,
    StorageStack storageStack,
    List<NetworkAdapter> adapters) {

  public Node {
    adapters = List.copyOf(adapters);
  }

  /** The first adapter on a network, empty if there is none. */
  public Optional<NetworkAdapter> adapterOn(String network) {
    return adapters.stream().filter(a -> a.network().equals(network)).findFirst();
  }
}
