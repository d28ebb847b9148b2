package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Key;
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
    @Key("isolation_s") Optional<Duration> isolation) {

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

  /** The time from the last heartbeat of a node until the others know that it is gone. */
  public Duration detection() {
    return heartbeatInterval.multipliedBy(heartbeatThreshold);
  }

  private static void requireTime(Duration time, String what) {
    require(!time.isNegative(), "time of %s is negative: %s", what, time);
  }
}
