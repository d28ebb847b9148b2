package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.List;
import java.util.Set;

/**
 * VirtualBox teleporting ({@code pgmR3LiveExec}, {@code pgmR3ScanRamPages}, {@code
 * pgmR3SaveRamPages} in PGMSavedState.cpp; {@code ssmR3LiveDoLoop} in SSM.cpp): each pass scans
 * memory for pages written since the last scan and sends only those that stayed clean between two
 * scans. In pass 0 that is the zero pages; all others were not watched before. {@link
 * VirtualBoxVote} decides when to stop.
 *
 * <p>The longest pause is the scenario's downtime limit (VirtualBox asks for 250 ms unless told
 * otherwise). A page is compressed if that saves a sixteenth (LZF): by the scenario's ratio. Record
 * headers of the stream, a few bytes a page, are left out.
 *
 * @param mostPasses the passes after which the move fails (SSM_MAX_PASSES: 1,048,576)
 * @param speedPass the pass at which the speed begins to be measured anew (7)
 */
record VirtualBoxPolicy(int mostPasses, int speedPass) implements Policy {

  /** The type byte of each page (PGM_STATE_REC_RAM_RAW, PGM_STATE_REC_RAM_ZERO). */
  static final int TYPE_BYTES = 1;

  /** The address of a page that does not follow the one before (PGM_STATE_REC_FLAG_ADDR). */
  static final int ADDRESS_BYTES = 8;

  VirtualBoxPolicy() {
    this(1_048_576, 7);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("virtualbox").withOptions(Set.of(MigrationOptions.Option.COMPRESSION)),
        "ascending, pages written since the last scan are held back",
        "scan complete",
        "at the scan",
        "vote on the dirty pages of the last 4 and 64 passes",
        "all that waits",
        "1 B",
        "pages sent since pass " + speedPass,
        "none",
        "VirtualBox, PGMSavedState.cpp, SSM.cpp",
        List.of("the time of a scan", "records have no header"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    double ratio = input.options().compressedRatio();
    double kept = ratio <= 15 / 16.0 ? ratio : 1;
    double raw = TYPE_BYTES + KernelInput.PAGE_BYTES * kept;
    double nanos =
        Math.max(
            input.costs().rawPageNanos(),
            input
                .options()
                .compressionRate()
                .map(rate -> KernelInput.PAGE_BYTES / rate.bytesPerSecond() * 1e9)
                .orElse(0.0));
    return new PageCosts(raw, TYPE_BYTES, raw, nanos, input.costs().zeroPageNanos(), nanos);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    pages.setSkipRule(SkipRule.UNTIL_CLEAN_FOR_A_PASS);
    var vote = new VirtualBoxVote();
    var balance = new Balance(t, pages);
    double countedNanos = t.nowNanos();
    long counted = 0;
    for (int pass = 0; pass < mostPasses; pass++) {
      if (pass == speedPass) {
        countedNanos = t.nowNanos();
        counted = t.sent().pages();
      }
      if (pass > 0) {
        run.endRound(run.readLog());
      }
      run.sendBytes(ADDRESS_BYTES * pages.waitingRanges());
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      double seconds = (t.nowNanos() - countedNanos) / 1e9;
      double pagesPerSecond = (t.sent().pages() - counted) / seconds;
      long dirtyNow = pages.remaining() + pages.logged();
      if (vote.afterPass(dirtyNow, pagesPerSecond, t.input.downtimeLimitMillis())) {
        run.pause();
        t.sendBytes(ADDRESS_BYTES * pages.waitingRanges());
        pages.sendAll();
        return run.resume(true, "the vote after pass " + pass + " was to stop");
      }
      double fitting = pagesPerSecond * VirtualBoxVote.limitMillis(t.input.downtimeLimitMillis());
      if (balance.cannotEnd(dirtyNow - fitting / 1000)) {
        run.passRounds(balance.roundsAhead());
        return run.aborted();
      }
    }
    return run.aborted();
  }
}
