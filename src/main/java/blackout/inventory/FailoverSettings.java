package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Key;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of the cluster itself, when VMs are moved by saved state and when a node crashes.
 *
 * @param heartbeatInterval the time between two heartbeats, more than 0
 * @param heartbeatThreshold the heartbeats missed until a node counts as gone, at least 1
 * @param ownershipMove the time in which a group changes its owner
 * @param diskOffline the time to take a disk off-line; none for a shared volume
 * @param diskArbitration the time to arbitrate for a disk after a crash
 * @param diskOnline the time to bring a disk on-line; none for a shared volume
 * @param resume the time from restored memory to a running guest
 * @param vmStart the time from the start command to the first instruction of the guest
 * @param guestBoot the time until a guest serves again, unless the VM has its own
 * @param startsPerNode the VMs that a node starts at once after a crash, at least 1
 * @param isolation the time that a lost node keeps its VMs before others take them over; empty for
 *     what is usual in the version
 */
@RecordBuilder
public record FailoverSettings(
    @Key("heartbeat_interval_ms") Duration heartbeatInterval,
    int heartbeatThreshold,
    @Key("ownership_move_ms") Duration ownershipMove,
    @Key("disk_offline_ms") Duration diskOffline,
    @Key("disk_arbitration_ms") Duration diskArbitration,
    @Key("disk_online_ms") Duration diskOnline,
    @Key("resume_ms") Duration resume,
    @Key("vm_start_ms") Duration vmStart,
    @Key("guest_boot_s") Duration guestBoot,
    int startsPerNode,
    @Key("isolation_s") Optional<Duration> isolation)
    implements FailoverSettingsBuilder.With {

  public FailoverSettings {
    require(
        heartbeatInterval.toNanos() > 0,
        "heartbeat interval is not longer than 0: %s",
        heartbeatInterval);
    require(heartbeatThreshold >= 1, "heartbeat threshold is less than 1: %s", heartbeatThreshold);
    requireTime(ownershipMove, "ownership move");
    requireTime(diskOffline, "disk off-line");
    requireTime(diskArbitration, "disk arbitration");
    requireTime(diskOnline, "disk on-line");
    requireTime(resume, "resume");
    requireTime(vmStart, "VM start");
    requireTime(guestBoot, "guest boot");
    require(startsPerNode >= 1, "starts per node are fewer than 1: %s", startsPerNode);
    requireTime(isolation.orElse(Duration.ZERO), "isolation");
  }

  /** The isolation that is usual in the version. */
  public FailoverSettings(
      Duration heartbeatInterval,
      int heartbeatThreshold,
      Duration ownershipMove,
      Duration diskOffline,
      Duration diskArbitration,
      Duration diskOnline,
      Duration resume,
      Duration vmStart,
      Duration guestBoot,
      int startsPerNode) {
    this(
        heartbeatInterval,
        heartbeatThreshold,
        ownershipMove,
        diskOffline,
        diskArbitration,
        diskOnline,
        resume,
        vmStart,
        guestBoot,
        startsPerNode,
        Optional.empty());
  }

  /**
   * Those of a platform where nobody says. A Windows cluster sends a heartbeat every 1000 ms and
   * misses 5 of them, 10 from 2012 R2 with Hyper-V on; arbitration takes 7 s. The other times are
   * assumptions, and all times of other products are.
   *
   * @param windows the version of Windows Server; empty for another product
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/clusters-samesubnetthreshold">SameSubnetThreshold</a>
   * @see <a
   *     href="http://windowsitpro.com/windows-server-2016/what-are-defaults-2016-latency-settings">Defaults
   *     of 2016, equal to those of 2012 R2 with Hyper-V</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/previous-versions/windows/desktop/mscs/storage-pools-arbitrate">Arbitrate</a>
   */
  public static FailoverSettings usual(Optional<WindowsVersion> windows) {
    return new FailoverSettings(
        Duration.ofMillis(1000),
        windows.map(v -> v.isAtLeast(WindowsVersion.WINDOWS_2012_R2) ? 10 : 5).orElse(15),
        Duration.ofMillis(1000),
        Duration.ofMillis(2000),
        Duration.ofMillis(windows.isPresent() ? 7000 : 0),
        Duration.ofMillis(3000),
        Duration.ofMillis(500),
        Duration.ofMillis(5000),
        Duration.ofSeconds(60),
        4,
        windows.isPresent() ? Optional.empty() : Optional.of(Duration.ZERO));
  }

  /** The time from the last heartbeat of a node until the others know that it is gone. */
  public Duration detection() {
    return heartbeatInterval.multipliedBy(heartbeatThreshold);
  }

  private static void requireTime(Duration time, String what) {
    require(!time.isNegative(), "time of %s is negative: %s", what, time);
  }
}
