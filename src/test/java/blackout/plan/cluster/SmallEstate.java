package blackout.plan.cluster;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Link;
import blackout.inventory.MigrationLink;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Processor;
import blackout.inventory.StorageRates;
import blackout.inventory.StorageStack;
import blackout.inventory.Vm;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster small enough to be worked by hand: storage takes and gives 100 MiB/s; a disk goes
 * off-line in 2 s, changes its owner in 1 s and comes on-line in 3 s; a heartbeat a second, 5
 * missed; arbitration 6 s; resume 500 ms; a VM starts in 3 s, two at once on a node; a guest boots
 * in 90 s.
 */
public final class SmallEstate {

  private final WindowsVersion version;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<EstateVm> vms = new ArrayList<>();
  private final List<ClusterNetwork> networks = new ArrayList<>();

  private SmallEstate(WindowsVersion version) {
    this.version = version;
  }

  public static SmallEstate of(WindowsVersion version) {
    return new SmallEstate(version);
  }

  public SmallEstate node(String name, long gibibytes) {
    return node(name, gibibytes, List.of());
  }

  public SmallEstate node(String name, long gibibytes, List<NetworkAdapter> adapters) {
    nodes.add(
        new Node(
            name,
            ByteCount.gibibytes(gibibytes),
            new OperatingSystem(
                Optional.of(version),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new Processor(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new NodeRoles(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new StorageStack(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            adapters));
    return this;
  }

  /** A network that carries shared volumes, and the adapter of a node on it. */
  public SmallEstate sharedVolumeNetwork(String name) {
    networks.add(
        new ClusterNetwork(
            name,
            Set.of(ClusterNetwork.Purpose.SHARED_VOLUMES),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  public static NetworkAdapter adapter(String network, DataRate speed) {
    return new NetworkAdapter(
        network, 1, Optional.of(speed), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public SmallEstate volume(String name, Volume.VolumeUse kind) {
    return volume(name, kind, false);
  }

  public SmallEstate volume(String name, Volume.VolumeUse kind, boolean redirected) {
    volumes.add(
        new Volume(
            name,
            kind,
            ByteCount.gibibytes(100),
            Optional.of(ByteCount.gibibytes(6)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(redirected),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  public SmallEstate vm(String name, long gibibytes, String node, String volume) {
    return vm(name, gibibytes, node, volume, Priority.MEDIUM, Optional.empty());
  }

  public SmallEstate vm(
      String name,
      long gibibytes,
      String node,
      String volume,
      Priority priority,
      Optional<Double> availability) {
    vms.add(
        new EstateVm(
            new Vm(name, ByteCount.gibibytes(gibibytes), 0, Workload.idle()),
            node,
            volume,
            List.of(),
            Optional.of(priority),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            availability));
    return this;
  }

  public Estate estate() {
    var link = Link.wire(DataRate.gigabitsPerSecond(1));
    return new Estate(
        "small",
        version,
        nodes,
        networks,
        List.of(),
        volumes,
        Optional.empty(),
        Optional.of(new MigrationLink("lm", link.wire(), 1, Optional.empty())),
        new StorageRates(DataRate.mebibytesPerSecond(100), DataRate.mebibytesPerSecond(100)),
        new FailoverSettings(
            Duration.ofSeconds(1),
            5,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(3),
            Duration.ofSeconds(90),
            2),
        Optional.empty(),
        List.of(),
        vms,
        List.of());
  }
}
