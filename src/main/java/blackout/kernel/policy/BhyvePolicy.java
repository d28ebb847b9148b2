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
 * FreeBSD's bhyve, the prototype of the University Politehnica of Bucharest (not merged): a fixed
 * number of rounds, then the guest is stopped and the rest sent. Each round begins with a list of
 * one byte per page of the guest. The processors are paused while the dirty list is read and while
 * a chunk of pages is copied out; here that share of time is taken from the guest evenly.
 *
 * @param liveRounds the rounds with the guest running, the full one included (4)
 * @param chunkPages the pages copied out in one pause (10)
 * @param pauseNanosPerChunk the time to stop and restart the processors for a chunk (ns) besides
 *     copying it; not known, 0 is an assumption that makes the guest dirty more rather than less
 * @see <a href="https://github.com/FreeBSD-UPB/freebsd-src">FreeBSD-UPB/freebsd-src, the branches
 *     on bhyve migration</a>
 */
record BhyvePolicy(int liveRounds, int chunkPages, double pauseNanosPerChunk) implements Policy {

  BhyvePolicy() {
    this(4, 10, 0);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("bhyve"),
        "ascending, after a list of 1 B per page",
        "all sent",
        "at the sync",
        "after " + liveRounds + " rounds",
        "dirty pages",
        "sent whole",
        "none",
        "paused while a chunk of " + chunkPages + " pages is copied",
        "FreeBSD bhyve, UPB prototype",
        List.of("the time to stop and restart processors"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    double nanos = input.costs().rawPageNanos() + pauseNanosPerChunk / chunkPages;
    return new PageCosts(
        KernelInput.PAGE_BYTES,
        KernelInput.PAGE_BYTES,
        KernelInput.PAGE_BYTES,
        nanos,
        nanos,
        nanos);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    double pausedRatio = t.costs.rawNanos() / t.steadyNanosPerRawPage();
    for (int round = 1; round <= liveRounds; round++) {
      t.setGuestSpeed(1);
      run.sendBytes((double) t.input.pages());
      t.setGuestSpeed(1 - pausedRatio);
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      if (round < liveRounds) {
        t.setGuestSpeed(0);
        run.endRound(run.readLog());
      }
    }
    boolean clean = run.pause() == 0;
    t.sendBytes((double) t.input.pages());
    pages.sendAll();
    return run.resume(
        clean, clean ? "nothing was dirty" : "all " + liveRounds + " rounds were used up");
  }
}
