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
 * Xen since 4.6: migration v2 of libxenguest, with the policy that xl uses ({@code
 * send_memory_live} and {@code simple_precopy_policy} in tools/libs/guest/xg_sr_save.c).
 *
 * <p>A set of fewer pages than the target is still sent once while the guest runs, then it is
 * suspended. After the last round the log is not read until the guest is suspended. Pages whose
 * mapping is not ready (deferred pages) are left out.
 *
 * @param mostRounds the rounds with the guest running, the full one included (SPP_MAX_ITERATIONS:
 *     5)
 * @param targetPages fewer dirty pages than this end the rounds (SPP_TARGET_DIRTY_COUNT: 50)
 * @param batchPages pages in one record (MAX_BATCH_SIZE in xg_sr_common.h: 1024)
 * @see <a
 *     href="https://xenbits.xen.org/gitweb/?p=xen.git;a=blob;f=tools/libs/guest/xg_sr_save.c">xg_sr_save.c</a>
 */
record XenV2Policy(int mostRounds, int targetPages, int batchPages) implements Policy {

  /**
   * The frame number and type of each page (libxc-migration-stream.pandoc, PAGE_DATA: {@code
   * pfn[n]}, 8 B each).
   */
  private static final int PFN_BYTES = 8;

  /** The record header (8 B) and the page-data header (8 B) of the same document. */
  static final int BATCH_BYTES = 16;

  XenV2Policy() {
    this(5, 50, 1024);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("xen-v2", "xen"),
        "ascending",
        "all sent",
        "at the sync (read and clear)",
        "fewer than " + targetPages + " dirty pages, sent once more, or " + mostRounds + " rounds",
        "dirty pages",
        "sent whole",
        "none",
        "none",
        "Xen, tools/libs/guest/xg_sr_save.c",
        List.of());
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return PageCosts.whole(input, PFN_BYTES);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    long dirty = pages.remaining();
    for (int round = 1; ; round++) {
      boolean few = dirty < targetPages;
      if (dirty > 0) {
        run.sendBytes(batchBytes(dirty));
        run.send();
      }
      if (run.givenUp()) {
        return run.aborted();
      }
      if (few) {
        return complete(run, t, pages, true, "fewer than " + targetPages + " pages were dirty");
      }
      if (round == mostRounds) {
        return complete(
            run, t, pages, false, "all " + PreCopyRun.rounds(mostRounds) + " were used up");
      }
      dirty = run.readLog();
      run.endRound(dirty);
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
