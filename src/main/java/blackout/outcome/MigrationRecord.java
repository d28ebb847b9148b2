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
 * @param brownout what the guest felt while it ran: throttling, stuns, remote page faults
 * @param stopReason why the rounds ended, in words
 */
public record MigrationRecord(
    Duration total,
    List<Round> rounds,
    Round.Sent sent,
    int syncCount,
    double throttleRatio,
    Brownout brownout,
    String stopReason) {

  public MigrationRecord {
    rounds = List.copyOf(rounds);
  }

  /** The rounds in which the guest ran. */
  public int liveRounds() {
    return (int) rounds.stream().filter(r -> !r.paused()).count();
  }
}
