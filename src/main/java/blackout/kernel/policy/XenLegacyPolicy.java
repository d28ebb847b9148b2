package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.List;
import java.util.Locale;

/**
 * Xen up to 4.5: {@code xc_domain_save} in tools/libxc/xc_domain_save.c. A page that is due but
 * dirty again is skipped in that round, in the first one too; the next reading of the log brings it
 * back.
 *
 * <p>The log is looked at again for every 64 pages here, where Xen looks once per batch of 1024:
 * what the guest writes to a batch while that is being sent is skipped a little more often. Guests
 * with superpages, which skip nothing in the first round, and pages to be fixed are left out.
 *
 * @param mostRounds the rounds with the guest running (DEF_MAX_ITERS: 29)
 * @param mostVolumes the rounds end when more than this many times the memory was sent
 *     (DEF_MAX_FACTOR: 3)
 * @param targetPages the rounds end when fewer pages than this were sent or skipped in one (50)
 * @param batchPages pages in one batch (MAX_BATCH_SIZE in xg_save_restore.h: 1024)
 * @see <a
 *     href="https://xenbits.xen.org/gitweb/?p=xen.git;a=blob;f=tools/libxc/xc_domain_save.c;hb=RELEASE-4.5.0">xc_domain_save.c</a>
 */
record XenLegacyPolicy(int mostRounds, int mostVolumes, int targetPages, int batchPages)
    implements Policy {

  /** The type word of each page, an {@code unsigned long} of the 64-bit sender. */
  private static final int TYPE_BYTES = 8;

  /** The page count before each batch, an {@code unsigned int}. */
  static final int BATCH_BYTES = 4;

  XenLegacyPolicy() {
    this(29, 3, 50, 1024);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("xen-legacy"),
        "ascending, pages dirty again are skipped",
        "all sent or skipped",
        "at the sync (read and clear)",
        String.format(
            Locale.ROOT,
            "fewer than %d pages sent or skipped, %d rounds, or more than %d x memory sent",
            targetPages,
            mostRounds,
            mostVolumes),
        "dirty and skipped pages",
        "sent whole",
        "none",
        "none",
        "Xen 4.5, tools/libxc/xc_domain_save.c",
        List.of());
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return PageCosts.whole(input, TYPE_BYTES);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    pages.setSkipRule(SkipRule.IF_DIRTY_AGAIN);
    for (int round = 1; ; round++) {
      long due = pages.remaining();
      run.sendBytes(batchBytes(due));
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      if (due < targetPages) {
        return complete(run, t, pages, true, "fewer than " + targetPages + " pages were due");
      }
      if (round == mostRounds) {
        return complete(
            run, t, pages, false, "all " + PreCopyRun.rounds(mostRounds) + " were used up");
      }
      if (t.sent().pages() > (long) mostVolumes * t.input.pages()) {
        return complete(
            run, t, pages, false, "more than " + mostVolumes + " times the memory was sent");
      }
      run.endRound(run.readLog());
    }
  }

  private Outcome complete(PreCopyRun run, Transfer t, Pages pages, boolean ruleMet, String why) {
    run.pause();
    t.sendBytes(batchBytes(pages.remaining()));
    pages.sendAll();
    return run.resume(ruleMet, why);
  }

  private double batchBytes(long count) {
    long batches = (count + batchPages - 1) / batchPages;
    return (double) BATCH_BYTES * batches;
  }
}
