package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Labelled;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A network that connects the nodes. A fact that nobody stated is empty.
 *
 * @param name the name in the cluster
 * @param purposes what travels over it, in the order of {@link Purpose}
 * @param clusterUse what the cluster may use it for
 * @param metric the cluster's preference: the lowest metric carries the traffic of shared volumes
 * @param ipsec whether IPsec is on
 * @param managementCapRatio the share of the bandwidth that management may use, 0 to 1
 * @param migrationPortOpen whether the port of live migration is reachable between all nodes
 */
public record ClusterNetwork(
    String name,
    Set<Purpose> purposes,
    Optional<ClusterUse> clusterUse,
    Optional<Integer> metric,
    Optional<Boolean> ipsec,
    Optional<Double> managementCapRatio,
    Optional<Boolean> migrationPortOpen) {

  public ClusterNetwork {
    EnumSet<Purpose> sorted = EnumSet.noneOf(Purpose.class);
    sorted.addAll(purposes);
    purposes = Collections.unmodifiableSet(sorted);
    double cap = managementCapRatio.orElse(0.0);
    require(cap >= 0 && cap <= 1, "management cap of \"%s\" is not in 0..1: %s", name, cap);
  }

  public boolean carries(Purpose purpose) {
    return purposes.contains(purpose);
  }

  /** Whether nothing but this travels over it. */
  public boolean isDedicatedTo(Purpose purpose) {
    return purposes.size() == 1 && carries(purpose);
  }

  /** What travels over a network. */
  public enum Purpose implements Labelled {
    /** Clients reach the VMs. */
    PUBLIC("public"),
    MANAGEMENT("management"),
    HEARTBEAT("heartbeat"),
    /** Metadata of cluster shared volumes, and their blocks in redirected access. */
    SHARED_VOLUMES("shared volumes"),
    LIVE_MIGRATION("live migration"),
    ISCSI("iSCSI"),
    BACKUP("backup");

    private final String label;

    Purpose(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What the cluster may use a network for. */
  public enum ClusterUse implements Labelled {
    NONE("none"),
    CLUSTER_ONLY("cluster only"),
    CLUSTER_AND_CLIENT("cluster and client");

    private final String label;

    ClusterUse(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
