package blackout.kernel;

import blackout.outcome.Outcome;
import blackout.scenario.MigrationOptions.Rearm;

/**
 * What one hypervisor does: its order, the end of a round, when pages are re-armed, its stop rule
 * and its final copy. One file per hypervisor, one registry line in {@link Policies}.
 */
interface Policy {

  /** The name by which scenarios ask for it. */
  String name();

  /** What a page of each class costs. */
  PageCosts costs(KernelInput input);

  /** When a page begins to report writes again. */
  Rearm rearm(KernelInput input);

  /** Runs a migration to its end. */
  Outcome run(Transfer transfer);
}
