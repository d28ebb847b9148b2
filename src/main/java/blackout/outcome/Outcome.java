package blackout.outcome;

import java.time.Duration;
import java.util.Optional;

/**
 * How a live migration ended. A careless reader of {@link #downtime} would take an aborted move for
 * one without downtime: it is empty there, not zero.
 */
public sealed interface Outcome {

  /** What happened, round by round. */
  MigrationRecord record();

  /** The pause of the guest, empty if it never left the source. */
  Optional<Downtime> downtime();

  /** One word for tables: converged, forced or aborted. */
  String word();

  /**
   * The guest runs on the destination, and the hypervisor's own rule was met.
   *
   * @param pause the pause of the guest
   * @param record what happened, round by round
   */
  record Converged(Downtime pause, MigrationRecord record) implements Outcome {
    @Override
    public Optional<Downtime> downtime() {
      return Optional.of(pause);
    }

    @Override
    public String word() {
      return "converged";
    }
  }

  /**
   * A limit on rounds, volume or time came first: the guest runs on the destination after whatever
   * pause the rest took.
   *
   * @param pause the pause of the guest
   * @param record what happened, round by round
   */
  record Forced(Downtime pause, MigrationRecord record) implements Outcome {
    @Override
    public Optional<Downtime> downtime() {
      return Optional.of(pause);
    }

    @Override
    public String word() {
      return "forced";
    }
  }

  /**
   * The guest never left the source.
   *
   * @param after the simulated time at which the move was given up
   * @param remedy what would make it finish, in words; empty if nothing was found
   * @param record what happened, round by round
   */
  record Aborted(Duration after, Optional<String> remedy, MigrationRecord record)
      implements Outcome {
    @Override
    public Optional<Downtime> downtime() {
      return Optional.empty();
    }

    @Override
    public String word() {
      return "aborted";
    }
  }
}
