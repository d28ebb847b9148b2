package blackout.outcome;

import java.time.Duration;
import java.util.List;

/**
 * What happened in a live migration.
 *
 * @param total from the command to the source being released
 * @param rounds the rounds in order, the final copy last
 * @param sent everything that was sent
 * @param syncCount how often the dirty log was read, counted as the hypervisor counts it
 * @param throttleRatio the share of time taken away from the guest's processors at the end, 0 to 1
 * @param slowdown what the guest felt while it ran: throttling, remote page faults, stuns
 * @param stopReason why the rounds ended, in words
 */
public record MigrationRecord(
    Duration total,
    List<Round> rounds,
    Round.Sent sent,
    int syncCount,
    double throttleRatio,
    Slowdown slowdown,
    String stopReason) {

  /**
   * How much slower the guest ran during the move.
   *
   * @param stolen processor time taken from the guest by throttling and stuns, per processor
   * @param brownout the time during which the guest ran while being moved
   * @param remoteFaults page faults that had to wait for the source (post-copy)
   * @param faultStall the time that faulting processors waited, over all of them
   */
  public record Slowdown(
      Duration stolen, Duration brownout, long remoteFaults, Duration faultStall) {
    public static final Slowdown NONE =
        new Slowdown(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);
  }

  public MigrationRecord {
    rounds = List.copyOf(rounds);
  }

  /** The rounds in which the guest ran. */
  public int liveRounds() {
    return (int) rounds.stream().filter(r -> !r.paused()).count();
  }
}
