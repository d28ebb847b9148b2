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
import java.util.OptionalLong;

/**
 * Pre-copy as papers describe it: every round sends all that the round before left dirty, until
 * that is no more than a threshold or the rounds are used up; then the guest is paused and the rest
 * sent. A page costs its size, and the rate is the same in the pause.
 *
 * @param mostRounds the rounds with the guest running, round 0 included, at least 1; an assumption
 *     (Clark et al. describe "a predefined number"; Xen of 2005 had 29)
 * @param thresholdPages the dirty pages at which the rounds end; empty for what the rate carries
 *     within the downtime limit of the scenario
 * @see <a href="https://www.usenix.org/conference/nsdi-05/live-migration-virtual-machines">Clark et
 *     al., Live Migration of Virtual Machines, NSDI 2005</a>
 */
record TextbookPolicy(int mostRounds, OptionalLong thresholdPages) implements Policy {

  TextbookPolicy() {
    this(30, OptionalLong.empty());
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("textbook"),
        "ascending",
        "all sent",
        "at the sync",
        "dirty pages fit the downtime limit, or " + mostRounds + " rounds",
        "dirty pages of the last round",
        "sent whole",
        "the payload rate itself",
        "none",
        "Clark et al., NSDI 2005",
        List.of("30 rounds at most", "pages have no header"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return PageCosts.whole(input, 0);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.LIVE);
    double threshold =
        thresholdPages.isPresent()
            ? thresholdPages.getAsLong() * t.costs.rawBytes()
            : run.liveBytesInLimit();
    boolean fits = false;
    int rounds = 0;
    while (!fits && rounds < mostRounds) {
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      rounds++;
      long fresh = run.readLog();
      fits = pages.remaining() * t.costs.rawBytes() <= threshold;
      run.endRound(fresh, threshold, run.liveBytesPerSecond());
    }
    run.pause();
    pages.sendAll();
    return run.resume(
        fits,
        fits
            ? "what was left fitted the pause after " + PreCopyRun.rounds(rounds)
            : "all " + PreCopyRun.rounds(mostRounds) + " were used up");
  }
}
