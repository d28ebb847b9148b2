package blackout.plan;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many live migrations may be under way at once. What does not get a place waits in the order
 * of the queue; one behind it that gets a place goes first.
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
   * The default of 2 live migrations per node since Windows Server 2012, {@code
   * MaximumVirtualMachineMigrations}.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/powershell/module/hyper-v/set-vmhost">Set-VMHost</a>
   */
  public static final int WINDOWS_2012_DEFAULT = 2;

  /**
   * The defaults of KubeVirt: {@code parallelMigrationsPerCluster} and {@code
   * parallelOutboundMigrationsPerNode}.
   */
  public static final Concurrency KUBEVIRT =
      new Concurrency(
          "kubevirt",
          Optional.empty(),
          Optional.of(2),
          Optional.of(5),
          "kubevirt.io/user-guide/compute/live_migration");

  /** The default of Nova: {@code max_concurrent_live_migrations}, counted on the source. */
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

  /**
   * vMotion: 4 per host on less than 10 Gbit/s, otherwise 8.
   *
   * @see <a
   *     href="https://techdocs.broadcom.com/us/en/vmware-cis/vsphere/vsphere/8-0/vcenter-and-host-management.html">Limits
   *     on simultaneous migrations, vCenter and Host Management</a>
   */
  public static Concurrency vMotion(DataRate link) {
    // A 10 Gbit/s port leaves a little less for payload.
    int most = link.compareTo(DataRate.gigabitsPerSecond(9)) >= 0 ? 8 : 4;
    return new Concurrency(
        "vmotion",
        Optional.of(most),
        Optional.empty(),
        Optional.empty(),
        "vSphere, vCenter and Host Management, limits on simultaneous migrations");
  }

  /**
   * The rule of an estate: one before Windows Server 2012, later what was configured; that of
   * vMotion where it moves the VMs, otherwise what was configured or one.
   */
  public static Concurrency of(Estate estate) {
    if (!estate.isWindows()) {
      return estate
          .migrationLink()
          .flatMap(m -> m.simultaneous())
          .map(Concurrency::perNode)
          .or(
              () ->
                  estate
                      .hypervisor()
                      .filter("vmotion"::equals)
                      .flatMap(name -> estate.migrationLink())
                      .map(m -> vMotion(m.link().wire())))
          .orElse(perNode(1));
    }
    if (!estate.version().movesSeveralAtOnce()) {
      return new Concurrency(
          "1 per node",
          Optional.of(1),
          Optional.empty(),
          Optional.empty(),
          "Hyper-V: Live Migration FAQ, Windows Server 2008 R2");
    }
    return perNode(
        estate.migrationLink().flatMap(m -> m.simultaneous()).orElse(WINDOWS_2012_DEFAULT));
  }

  /**
   * Reads a number per node, or the name of a platform.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Concurrency parse(String text, DataRate link) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "all" -> ALL;
      case "kubevirt" -> KUBEVIRT;
      case "nova" -> NOVA;
      case "vmotion" -> vMotion(link);
      default -> {
        require(
            text.matches("[0-9]{1,4}"),
            "\"%s\" is neither a number nor one of all, kubevirt, nova and vmotion",
            text);
        yield perNode(Integer.parseInt(text));
      }
    };
  }

  /** Whether one more may start beside those under way. */
  boolean allows(List<LiveMove> underWay, LiveMove next) {
    return underWay.size() < perCluster.orElse(Integer.MAX_VALUE)
        && underWay.stream().filter(m -> m.from().equals(next.from())).count()
            < outbound.orElse(Integer.MAX_VALUE)
        && parts(underWay, next.from()) < perNode.orElse(Integer.MAX_VALUE)
        && parts(underWay, next.to()) < perNode.orElse(Integer.MAX_VALUE);
  }

  /** Whether no node has two outbound migrations at once. */
  boolean isOneByOne() {
    return Math.min(perNode.orElse(2), Math.min(outbound.orElse(2), perCluster.orElse(2))) == 1;
  }

  private static long parts(List<LiveMove> underWay, String node) {
    return underWay.stream().filter(m -> m.from().equals(node) || m.to().equals(node)).count();
  }
}
