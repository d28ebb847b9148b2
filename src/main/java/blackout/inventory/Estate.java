package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.TimeText;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A failover cluster and the VMs on it.
 *
 * @param name what its owner calls it, untrusted text
 * @param platform what it runs on
 * @param nodes the hosts, at least one
 * @param networks the networks between them
 * @param switches the virtual switches of every node
 * @param volumes the shared disks
 * @param witness what breaks a tie; empty if nobody stated it
 * @param migrationLink how live migrations travel; empty where there are none
 * @param storage how fast saved states are written and read
 * @param failover the times of the cluster itself
 * @param drainThreshold the priority below which a drain saves a VM instead of moving it live;
 *     empty if nobody stated it
 * @param limits the pauses that somebody notices
 * @param vms the VMs, their names unique in any case of letters
 * @param assumptions the facts that nobody measured or looked up
 * @param origins where the facts come from, if the estate was imported
 * @param cluster what is known of the cluster as one
 */
@RecordBuilder
public record Estate(
    String name,
    Platform platform,
    List<Node> nodes,
    List<ClusterNetwork> networks,
    List<VirtualSwitch> switches,
    List<Volume> volumes,
    Optional<Witness> witness,
    Optional<MigrationLink> migrationLink,
    StorageRates storage,
    FailoverSettings failover,
    Optional<Integer> drainThreshold,
    List<DowntimeLimit> limits,
    List<EstateVm> vms,
    List<Assumption> assumptions,
    Origins origins,
    ClusterTraits cluster)
    implements EstateBuilder.With {

  public Estate {
    nodes = List.copyOf(nodes);
    networks = List.copyOf(networks);
    switches = List.copyOf(switches);
    volumes = List.copyOf(volumes);
    limits = List.copyOf(limits);
    vms = List.copyOf(vms);
    assumptions = List.copyOf(assumptions);
    require(!nodes.isEmpty(), "cluster \"%s\" has no nodes", name);
  }

  /** An estate of which nobody stated anything of the cluster as one. */
  public Estate(
      String name,
      Platform platform,
      List<Node> nodes,
      List<ClusterNetwork> networks,
      List<VirtualSwitch> switches,
      List<Volume> volumes,
      Optional<Witness> witness,
      Optional<MigrationLink> migrationLink,
      StorageRates storage,
      FailoverSettings failover,
      Optional<Integer> drainThreshold,
      List<DowntimeLimit> limits,
      List<EstateVm> vms,
      List<Assumption> assumptions,
      Origins origins) {
    this(
        name,
        platform,
        nodes,
        networks,
        switches,
        volumes,
        witness,
        migrationLink,
        storage,
        failover,
        drainThreshold,
        limits,
        vms,
        assumptions,
        origins,
        ClusterTraits.UNKNOWN);
  }

  /** An estate of Windows whose origins nobody said. */
  public Estate(
      String name,
      WindowsVersion version,
      List<Node> nodes,
      List<ClusterNetwork> networks,
      List<VirtualSwitch> switches,
      List<Volume> volumes,
      Optional<Witness> witness,
      Optional<MigrationLink> migrationLink,
      StorageRates storage,
      FailoverSettings failover,
      Optional<Integer> drainThreshold,
      List<DowntimeLimit> limits,
      List<EstateVm> vms,
      List<Assumption> assumptions) {
    this(
        name,
        new Platform.Windows(version),
        nodes,
        networks,
        switches,
        volumes,
        witness,
        migrationLink,
        storage,
        failover,
        drainThreshold,
        limits,
        vms,
        assumptions,
        Origins.NONE);
  }

  /** Whether it is a failover cluster of Windows, so that the rules of those hold. */
  public boolean isWindows() {
    return platform instanceof Platform.Windows;
  }

  /**
   * The version of Windows Server whose rules apply.
   *
   * @throws IllegalStateException unless {@link #isWindows}
   */
  public WindowsVersion version() {
    return windows()
        .orElseThrow(() -> new IllegalStateException("no version of Windows in " + platform));
  }

  /** The version of Windows Server; empty for another platform. */
  public Optional<WindowsVersion> windows() {
    return platform instanceof Platform.Windows windows
        ? Optional.of(windows.version())
        : Optional.empty();
  }

  /** Whose live migration moves the VMs; empty where there is none. */
  public Optional<Hypervisor> hypervisor() {
    return platform.hypervisor();
  }

  /** What is switched on at the hypervisor, with its numbers. */
  public List<String> switchedOn() {
    return migrationLink
        .map(
            m ->
                Stream.concat(
                        m.options().words().stream(),
                        m.downtimeLimit().stream().map(t -> "downtime limit " + TimeText.print(t)))
                    .toList())
        .orElse(List.of());
  }

  /** The VMs that run on a node, in the order of the estate. */
  public List<EstateVm> vmsOn(String nodeName) {
    return vms.stream().filter(v -> v.node().equals(nodeName)).toList();
  }

  public Optional<Node> node(String nodeName) {
    return nodes.stream().filter(n -> n.name().equals(nodeName)).findFirst();
  }

  public Optional<ClusterNetwork> network(String networkName) {
    return networks.stream().filter(n -> n.name().equals(networkName)).findFirst();
  }

  public Optional<Volume> volume(String volumeName) {
    return volumes.stream().filter(v -> v.name().equals(volumeName)).findFirst();
  }
}
