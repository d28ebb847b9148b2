package blackout.plan.drain;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisor.Slots;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many live migrations may be under way at once. What does not get a place waits in the order
 * of the queue; one behind it that gets a place goes first.
 *
 * <p>A limit per node counts a migration at both ends, source and destination; an outbound limit
 * counts it at the source alone. Queues: Hyper-V from 2012 on, vCenter, KubeVirt (pending) and Nova
 * (queued) have one; in 2008 R2 an administrator, or a manager above the cluster, has to wait and
 * ask again, and here that is done without a pause: an assumption. That one behind may go first is
 * an assumption for all of them.
 *
 * @param name for people
 * @param perNode those that a node takes part in, as source or destination; empty for any number
 * @param outbound those that leave a node; empty for any number
 * @param perCluster those in the whole cluster; empty for any number
 * @param source where the numbers were read
 */
public record Concurrency(
    String name,
    Optional<Integer> perNode,
    Optional<Integer> outbound,
    Optional<Integer> perCluster,
    String source) {

  /**
   * The defaults of KubeVirt: {@code parallelMigrationsPerCluster} and {@code
   * parallelOutboundMigrationsPerNode}; what a node receives is not limited.
   *
   * @see <a
   *     href="https://github.com/kubevirt/kubevirt/blob/v1.1.1/pkg/virt-config/virt-config.go">virt-config.go</a>
   */
  public static final Concurrency KUBEVIRT =
      new Concurrency(
          "kubevirt",
          Optional.empty(),
          Optional.of(2),
          Optional.of(5),
          "kubevirt.io/user-guide/compute/live_migration");

  /**
   * The default of Nova: {@code max_concurrent_live_migrations}, which keeps outbound migrations
   * from overwhelming a host; the others are queued.
   *
   * @see <a
   *     href="https://docs.openstack.org/nova/latest/configuration/config.html#DEFAULT.max_concurrent_live_migrations">Nova,
   *     configuration options</a>
   */
  public static final Concurrency NOVA =
      new Concurrency(
          "nova",
          Optional.empty(),
          Optional.of(1),
          Optional.empty(),
          "docs.openstack.org/nova/latest/configuration/config.html");

  /** Without a limit. */
  public static final Concurrency ALL =
      new Concurrency(
          "all at once", Optional.empty(), Optional.empty(), Optional.empty(), "no platform");

  public Concurrency {
    for (Optional<Integer> limit : List.of(perNode, outbound, perCluster)) {
      require(limit.orElse(1) >= 1, "%s: %s at once; at least 1 expected", name, limit.orElse(1));
    }
  }

  /** One after the other in the whole cluster. */
  public static Concurrency serial() {
    return new Concurrency(
        "one at a time", Optional.empty(), Optional.empty(), Optional.of(1), "no platform");
  }

  /** A number of live migrations per node. */
  public static Concurrency perNode(int atOnce) {
    return new Concurrency(
        atOnce + " per node", Optional.of(atOnce), Optional.empty(), Optional.empty(), "stated");
  }

  private static Concurrency of(String name, Slots slots, DataRate link) {
    return new Concurrency(
        name, Optional.of(slots.on(link)), Optional.empty(), Optional.empty(), slots.source());
  }

  /**
   * The rule of an estate: what was configured, which nothing can be before Windows Server 2012;
   * otherwise the default of the platform, or one: an assumption, for QEMU itself has no limit.
   */
  public static Concurrency of(Estate estate) {
    Optional<Integer> configured = estate.migrationLink().flatMap(MigrationLink::simultaneous);
    boolean fixed = estate.windows().filter(v -> !v.movesSeveralAtOnce()).isPresent();
    if (configured.isPresent() && !fixed) {
      return perNode(configured.get());
    }
    DataRate link = estate.migrationLink().map(m -> m.link().wire()).orElse(DataRate.ZERO);
    return estate
        .platform()
        .slots()
        .map(slots -> of(name(estate, slots.on(link)), slots, link))
        .orElse(perNode(1));
  }

  private static String name(Estate estate, int atOnce) {
    return estate
        .hypervisor()
        .filter(by -> !by.isHyperV())
        .map(Hypervisor::name)
        .orElse(atOnce + " per node");
  }

  /**
   * Reads a number per node, or the name of a platform or of a hypervisor that has a limit.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Concurrency parse(String text, DataRate link) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "all" -> ALL;
      case "kubevirt" -> KUBEVIRT;
      case "nova" -> NOVA;
      default -> {
        if (text.matches("[0-9]{1,4}")) {
          yield perNode(Integer.parseInt(text));
        }
        yield limited(text)
            .flatMap(by -> by.slots().map(slots -> of(by.name(), slots, link)))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" is neither a number nor one of %s"
                            .formatted(text, String.join(", ", names()))));
      }
    };
  }

  /** What {@link #parse} knows besides numbers. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of("all", "kubevirt", "nova"),
            Hypervisors.all().stream().filter(h -> h.slots().isPresent()).map(Hypervisor::name))
        .toList();
  }

  private static Optional<Hypervisor> limited(String name) {
    return Hypervisors.names().contains(name)
        ? Optional.of(Hypervisors.named(name))
        : Optional.empty();
  }

  /** Whether one more may start beside those under way. */
  boolean allows(List<LiveMove> underWay, LiveMove next) {
    return allowsFrom(underWay, next.from())
        && parts(underWay, next.to()) < perNode.orElse(Integer.MAX_VALUE);
  }

  /** Whether a node may send one more beside those under way, wherever it goes. */
  boolean allowsFrom(List<LiveMove> underWay, String node) {
    return underWay.size() < perCluster.orElse(Integer.MAX_VALUE)
        && underWay.stream().filter(m -> m.from().equals(node)).count()
            < outbound.orElse(Integer.MAX_VALUE)
        && parts(underWay, node) < perNode.orElse(Integer.MAX_VALUE);
  }

  /** Whether no node has two outbound migrations at once. */
  boolean isOneByOne() {
    return Math.min(perNode.orElse(2), Math.min(outbound.orElse(2), perCluster.orElse(2))) == 1;
  }

  private static long parts(List<LiveMove> underWay, String node) {
    return underWay.stream().filter(m -> m.from().equals(node) || m.to().equals(node)).count();
  }
}
