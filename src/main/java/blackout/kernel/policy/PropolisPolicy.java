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
 * Propolis (Oxide, on illumos bhyve): one phase with the guest running, one with the guest paused
 * (RamPushPrePause and RamPushPostPause in bin/propolis-server/src/lib/migrate/source.rs). The
 * source offers pages by bitmap and the destination fetches them. There is no stop rule: the pause
 * takes as long as what was dirtied in the first phase.
 *
 * @param restoresDirtyBits whether the kernel can give back dirty bits (illumos bhyve since version
 *     17): the first phase then offers only pages that were ever written, so zero pages do not
 *     travel; otherwise all pages
 * @param offerPages the pages that one bitmap covers (4096 B of bits: 32,768 pages, 128 MiB)
 * @param messageBytes what goes with each page: a tag (1 B) and the header of an unmasked WebSocket
 *     frame of that size (4 B, RFC 6455 section 5.2); an assumption about the direction
 * @see <a
 *     href="https://github.com/oxidecomputer/propolis/blob/master/bin/propolis-server/src/lib/migrate/source.rs">source.rs</a>
 */
record PropolisPolicy(boolean restoresDirtyBits, int offerPages, int messageBytes)
    implements Policy {

  PropolisPolicy() {
    this(true, 32_768, 5);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("propolis"),
        "ascending, by bitmap of 128 MiB",
        "all sent",
        "at the sync",
        "after one phase",
        "dirty pages",
        restoresDirtyBits ? "not sent: never written" : "sent whole",
        "none",
        "none",
        "Propolis, bin/propolis-server/src/lib/migrate",
        List.of("the size of a message header", "messages wait for no answer"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    PageCosts whole = PageCosts.whole(input, messageBytes);
    return restoresDirtyBits
        ? new PageCosts(
            whole.rawBytes(), 0, whole.rawBytes(), whole.rawNanos(), 0, whole.rawNanos())
        : whole;
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    run.sendBytes(bitmapBytes(t.input.pages()));
    run.send();
    if (run.givenUp()) {
      return run.aborted();
    }
    boolean clean = run.pause() == 0;
    t.sendBytes(bitmapBytes(t.input.pages()));
    pages.sendAll();
    return run.resume(clean, clean ? "nothing was dirty" : "the one phase was over");
  }

  /** The bitmaps that offer all pages, the last one perhaps not full. */
  double bitmapBytes(long pages) {
    long bitmaps = (pages + offerPages - 1) / offerPages;
    return bitmaps * (offerPages / 8.0);
  }
}
