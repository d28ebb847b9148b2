package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;

/**
 * What one hypervisor does: its order, the end of a round, when pages are re-armed, its stop rule
 * and its final copy. One file per hypervisor, one registry line in {@link Policies}.
 */
public interface Policy {

  /** The rules in short texts, with the name by which scenarios ask for this hypervisor. */
  HypervisorProfile rules();

  /** What it is, and by which name scenarios ask for it. */
  default Hypervisor hypervisor() {
    return rules().hypervisor();
  }

  /** What a page of each class costs. */
  PageCosts costs(KernelInput input);

  /** When a page begins to report writes again: at the sync, except for QEMU. */
  default Rearm rearm(KernelInput input) {
    return Rearm.AT_SYNC;
  }

  /** Runs a migration to its end, by whichever engine keeps the pages. */
  Outcome run(Transfer t, Pages pages);
}
