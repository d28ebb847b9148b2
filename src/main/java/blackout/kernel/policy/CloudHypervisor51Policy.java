package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.List;

/**
 * Cloud Hypervisor up to v51: all memory, then passes over what is dirty, at most a fixed number of
 * them and fewer only if nothing is dirty; then the pause and a last pass (pull request 1968;
 * {@code send_migration} and {@code vm_maybe_send_dirty_pages} in vmm/src/lib.rs of those
 * versions). It estimates nothing and knows no downtime limit.
 *
 * @param mostDirtyPasses the passes after the full one (MAX_DIRTY_MIGRATIONS: 5)
 * @see <a href="https://github.com/cloud-hypervisor/cloud-hypervisor/pull/1968">pull request
 *     1968</a>
 */
record CloudHypervisor51Policy(int mostDirtyPasses) implements Policy {

  CloudHypervisor51Policy() {
    this(5);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("cloud-hypervisor-51"),
        "ascending ranges",
        "all sent",
        "at the sync (read and clear)",
        "nothing dirty, or " + mostDirtyPasses + " passes after the full one",
        "dirty pages",
        "sent whole",
        "none",
        "none",
        "Cloud Hypervisor v36 to v51, vmm/src/lib.rs",
        List.of("reading the log takes the longer, the more pages are dirty"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return CloudHypervisorStream.costs(input);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    boolean clean = false;
    for (int pass = 0; pass <= mostDirtyPasses && !clean; pass++) {
      CloudHypervisorStream.send(run, t, pages, t.input.giveUpNanos());
      if (run.givenUp()) {
        return run.aborted();
      }
      if (pass < mostDirtyPasses) {
        long dirty = CloudHypervisorStream.readLog(run, t, pages);
        run.endRound(dirty);
        clean = dirty == 0;
      }
    }
    CloudHypervisorStream.finalCopy(run, t, pages);
    return run.resume(
        clean,
        clean
            ? "nothing was dirty"
            : "all " + mostDirtyPasses + " passes after the full one were used up");
  }
}
