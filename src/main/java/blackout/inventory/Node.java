package blackout.inventory;

import blackout.quantity.ByteCount;
import blackout.quantity.Key;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param state whether it takes VMs; empty if nobody stated it, which counts as up
 * @param site where it stands, of a cluster that stands in several places; empty if nobody stated
 *     it
 * @param agents the VMs that belong to it and never leave it, such as those of its storage
 */
@RecordBuilder
public record Node(
    String name,
    ByteCount memory,
    OperatingSystem os,
    Processor processor,
    NodeRoles roles,
    StorageStack storageStack,
    List<NetworkAdapter> adapters,
    Optional<NodeState> state,
    Optional<String> site,
    List<Agent> agents)
    implements NodeBuilder.With {

  /**
   * The memory that a node keeps for its own system: an assumption, the same wherever room for VMs
   * is looked for.
   */
  public static final ByteCount HOST_RESERVE = ByteCount.gibibytes(2);

  /**
   * A VM that belongs to a host.
   *
   * @param name its name, untrusted text
   * @param memory its memory
   */
  public record Agent(String name, @Key("memory_mib") ByteCount memory) {}

  public Node {
    adapters = List.copyOf(adapters);
    agents = List.copyOf(agents);
  }

  /** One that is up, in no site, without agents. */
  public Node(
      String name,
      ByteCount memory,
      OperatingSystem os,
      Processor processor,
      NodeRoles roles,
      StorageStack storageStack,
      List<NetworkAdapter> adapters) {
    this(
        name,
        memory,
        os,
        processor,
        roles,
        storageStack,
        adapters,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Whether VMs may move to it or start on it. */
  public boolean takesVms() {
    return state.orElse(NodeState.UP) == NodeState.UP;
  }

  /** The memory that is left for VMs beside {@link #HOST_RESERVE} and its agents, at least 0. */
  public ByteCount memoryForVms() {
    long taken =
        HOST_RESERVE.bytes() + agents.stream().mapToLong(agent -> agent.memory().bytes()).sum();
    return new ByteCount(Math.max(0, memory.bytes() - taken));
  }

  /** The first adapter on a network, empty if there is none. */
  public Optional<NetworkAdapter> adapterOn(String network) {
    return adapters.stream().filter(a -> a.network().equals(network)).findFirst();
  }
}
