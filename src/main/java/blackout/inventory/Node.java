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

  /**
   * The memory that a node keeps for its own system: an assumption, the same wherever room for VMs
   * is looked for.
   */
  public static final ByteCount HOST_RESERVE = ByteCount.gibibytes(2);

  public Node {
    adapters = List.copyOf(adapters);
  }

  /** The memory that is left for VMs beside {@link #HOST_RESERVE}, at least 0. */
  public ByteCount memoryForVms() {
    return new ByteCount(Math.max(0, memory.bytes() - HOST_RESERVE.bytes()));
  }

  /** The first adapter on a network, empty if there is none. */
  public Optional<NetworkAdapter> adapterOn(String network) {
    return adapters.stream().filter(a -> a.network().equals(network)).findFirst();
  }
}
