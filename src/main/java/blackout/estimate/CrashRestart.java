package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.inventory.WindowsVersion;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;

/**
 * The host is lost without warning: the cluster notices, another host takes the VM over and starts
 * it, and its guest boots from its disk. Memory is gone, so its size does not matter.
 *
 * <pre>  downtime = heartbeat interval * threshold + isolation + ownership + restart + guest boot
 * </pre>
 *
 * <p>The detection is counted from the last heartbeat that was heard, so it is up to one interval
 * longer than what passes after the crash.
 *
 * @param heartbeatInterval between two heartbeats, more than 0
 * @param missedHeartbeats the heartbeats in a row that may be missed, at least 1
 * @param isolation how long the cluster goes on waiting for a host it has lost before it takes its
 *     VMs over; 0 if it does not
 * @param ownership arbitration and the move of the disks
 * @param restart from the decision to the first instruction of the guest's firmware
 * @param guestBoot from there to a service that answers
 */
@RecordBuilder
public record CrashRestart(
    Duration heartbeatInterval,
    int missedHeartbeats,
    Duration isolation,
    Duration ownership,
    Duration restart,
    Duration guestBoot)
    implements CrashRestartBuilder.With {

  /**
   * How Windows Server failover clusters detect a lost host, by version, hosts on one subnet or on
   * several. All send a heartbeat every 1000 ms ({@code SameSubnetDelay}, {@code
   * CrossSubnetDelay}).
   *
   * <p>From Windows Server 2016 on a lost host counts as isolated at first, and its VMs stay with
   * it for {@code ResiliencyDefaultPeriod}, 240 s, in case it comes back. That is so with {@code
   * ResiliencyLevel} 2, AlwaysIsolate, which is described as the default although the property page
   * prints 1 (isolate only a host that sent a special heartbeat before). A host that lost its power
   * looks the same: a user of Windows Server 2022 reports five minutes until a VM was back. {@link
   * CrashRestart#withIsolation} sets another period, 0 for level 1.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/clusters-samesubnetdelay">SameSubnetDelay:
   *     1000 ms</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/clusters-samesubnetthreshold">SameSubnetThreshold:
   *     5</a>
   * @see <a
   *     href="https://techcommunity.microsoft.com/t5/failover-clustering/tuning-failover-cluster-network-thresholds/ba-p/371834">Tuning
   *     failover cluster network thresholds: how to change them</a>
   * @see <a
   *     href="http://windowsitpro.com/windows-server-2016/what-are-defaults-2016-latency-settings">Defaults
   *     of 2016 (10 and 20), equal to those of 2012 R2 with Hyper-V</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/resiliencydefaultperiod">ResiliencyDefaultPeriod:
   *     240 s</a>
   * @see <a
   *     href="https://petri.com/configuring-windows-server-2016-hyper-v-compute-resiliency">Compute
   *     resiliency: on by default, level 2</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/resiliencylevel">ResiliencyLevel:
   *     1</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/answers/questions/5642331/how-to-minimize-the-failover-time-in-microsoft-hyp">Five
   *     minutes on Windows Server 2022</a>
   */
  public enum WindowsCluster {
    /** Windows Server 2008 R2 and 2012; 2012 R2 without Hyper-V. */
    SERVER_2008_R2_TO_2012(5, 5, Duration.ZERO),
    /** Windows Server 2012 R2 with Hyper-V. */
    SERVER_2012_R2_HYPER_V(10, 20, Duration.ZERO),
    /** Windows Server 2016 and later. */
    SERVER_2016_AND_LATER(10, 20, Duration.ofMinutes(4));

    private final int sameSubnetThreshold;
    private final int crossSubnetThreshold;
    private final Duration isolation;

    WindowsCluster(int sameSubnetThreshold, int crossSubnetThreshold, Duration isolation) {
      this.sameSubnetThreshold = sameSubnetThreshold;
      this.crossSubnetThreshold = crossSubnetThreshold;
      this.isolation = isolation;
    }

    /** The rules of a version, on hosts with Hyper-V. */
    public static WindowsCluster of(WindowsVersion version) {
      if (version.isAtLeast(WindowsVersion.WINDOWS_2016)) {
        return SERVER_2016_AND_LATER;
      }
      return version.isAtLeast(WindowsVersion.WINDOWS_2012_R2)
          ? SERVER_2012_R2_HYPER_V
          : SERVER_2008_R2_TO_2012;
    }

    /** The heartbeats in a row that may be missed between hosts on one subnet. */
    public int sameSubnetThreshold() {
      return sameSubnetThreshold;
    }

    /** The heartbeats in a row that may be missed between hosts on different subnets. */
    public int crossSubnetThreshold() {
      return crossSubnetThreshold;
    }

    /** How long a lost host keeps its VMs. */
    public Duration isolation() {
      return isolation;
    }
  }

  /** The heartbeat interval of all versions of Windows Server. */
  public static final Duration WINDOWS_HEARTBEAT = Duration.ofSeconds(1);

  /**
   * What arbitration adds to a failover. The source speaks of storage pools; for other clustered
   * disks it is an assumption.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/storage-pools-arbitrate">Arbitrate</a>
   */
  public static final Duration WINDOWS_ARBITRATION = Duration.ofSeconds(7);

  /**
   * @throws IllegalArgumentException if a time is negative, the interval is 0, or no heartbeat may
   *     be missed
   */
  public CrashRestart {
    require(
        heartbeatInterval.toNanos() > 0,
        "heartbeat interval is not longer than 0: %s",
        heartbeatInterval);
    require(missedHeartbeats >= 1, "missed heartbeats are fewer than 1: %s", missedHeartbeats);
    requireTime(isolation, "isolation");
    requireTime(ownership, "ownership");
    requireTime(restart, "restart");
    requireTime(guestBoot, "guest boot");
  }

  /**
   * A Windows Server failover cluster with its defaults, hosts on one subnet, and {@link
   * #WINDOWS_ARBITRATION}.
   *
   * @param cluster the version
   * @param restart from the decision to the first instruction of the guest's firmware
   * @param guestBoot from there to a service that answers
   */
  public static CrashRestart onWindows(
      WindowsCluster cluster, Duration restart, Duration guestBoot) {
    return new CrashRestart(
        WINDOWS_HEARTBEAT,
        cluster.sameSubnetThreshold(),
        cluster.isolation(),
        WINDOWS_ARBITRATION,
        restart,
        guestBoot);
  }

  /**
   * The downtime in the parts "detection", "ownership", "restart" and "guest boot"; between the
   * first two "isolation" if there is any.
   */
  public Downtime downtime() {
    var detection = new Part("detection", heartbeatInterval.multipliedBy(missedHeartbeats));
    var owned = new Part("ownership", ownership);
    var restarted = new Part("restart", restart);
    var booted = new Part("guest boot", guestBoot);
    return new Downtime(
        isolation.isZero()
            ? List.of(detection, owned, restarted, booted)
            : List.of(detection, new Part("isolation", isolation), owned, restarted, booted));
  }

  private static void requireTime(Duration time, String what) {
    require(!time.isNegative(), "time of \"%s\" is negative: %s", what, time);
  }
}
