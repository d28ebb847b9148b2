package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions;
import blackout.inventory.WindowsVersion;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.quantity.DataRate;
import blackout.scenario.HypervisorProfile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hyper-V: the configuration is copied, then all memory, then what was dirtied meanwhile, until
 * what is left fits the pause or the passes are used up; then the guest is suspended and the rest
 * copied.
 *
 * <p>The ten passes are stated for Windows Server 2008 R2 by Directions on Microsoft, 15 June 2009;
 * that they still hold in 2012 R2 is an assumption. Windows Server 2012 R2 compresses by default
 * ({@code EnableCompression} of <a
 * href="https://learn.microsoft.com/en-us/windows/win32/hyperv_v2/msvm-virtualsystemmigrationservicesettingdata">Msvm_VirtualSystemMigrationServiceSettingData</a>).
 * Not public, and so assumptions: that the full copy counts as one of the passes; that a pass
 * begins only if the dirty pages would take longer than the downtime limit; the header of a page;
 * that 2008 R2 sends zero pages whole; that a limit on the rate is one of the network and holds in
 * the pause too.
 *
 * @param hypervisor which versions of Windows Server have it
 * @param mostPasses the passes with the guest running, the full one included
 * @param configurationCopy the time before the first page; 2.5 s is what is left of 7 s when 512
 *     MiB went at the 119.5 MB/s shown (A. Finn, aidanfinn.com/?p=12228, Windows Server 2012 beta,
 *     derived); that all of it comes first is an assumption
 * @param compression what the sender does to pages; empty for nothing
 */
record HyperVPolicy(
    Hypervisor hypervisor,
    int mostPasses,
    Duration configurationCopy,
    Optional<Compression> compression)
    implements Policy {

  /**
   * Compression by the processors of the source. A scenario that states a ratio or a rate replaces
   * these.
   *
   * @param ratio the size of a page's content on the wire as a share of its size; 0.5, because
   *     compression was "expected to halve the time" (A. Finn, aidanfinn.com/?p=14907)
   * @param rate the memory that the compressing threads take in per second; none by default, an
   *     assumption that holds the less the faster the link
   */
  record Compression(double ratio, Optional<DataRate> rate) {
    static final Compression DEFAULT = new Compression(0.5, Optional.empty());
  }

  private static final String ORDER = "pages are sent in ascending order";
  private static final String REARM = "a page counts as written again once the log is read";
  private static final String THRESHOLD =
      "a pass begins only if what is left exceeds the downtime limit";
  private static final String HEADER = "8 B of header a page";

  /** An assumption: a page number with each page, as the open hypervisors send. */
  private static final int PAGE_HEADER_BYTES = 8;

  /**
   * A compressed page of zeros: the highest ratio of deflate is 1032:1 (zlib.net/zlib_tech.html).
   * That the algorithm is of this kind is an assumption.
   */
  private static final double ZERO_PAGE_BYTES = 4;

  static HyperVPolicy windows2008R2() {
    return new HyperVPolicy(
        Hypervisor.of("hyper-v-2008-r2")
            .withWindows(Set.of(WindowsVersion.WINDOWS_2008_R2))
            .withCompared(true),
        10,
        Duration.ofMillis(2500),
        Optional.empty());
  }

  static HyperVPolicy windows2012R2() {
    return new HyperVPolicy(
        Hypervisor.of("hyper-v-2012-r2", "hyper-v")
            .withWindows(EnumSet.range(WindowsVersion.WINDOWS_2012, WindowsVersion.WINDOWS_2025))
            .withOptions(Set.of(MigrationOptions.Option.COMPRESSION))
            .withCompared(true),
        10,
        Duration.ofMillis(2500),
        Optional.of(Compression.DEFAULT));
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        hypervisor,
        "ascending",
        "all sent",
        "at the sync",
        "dirty pages fit the downtime limit, or " + mostPasses + " passes",
        "dirty pages",
        compression.isPresent() ? "compressed to about nothing" : "sent whole",
        "the payload rate itself",
        "none",
        "Directions on Microsoft, 15 June 2009; Microsoft Learn",
        compression.isPresent()
            ? List.of(
                ORDER,
                REARM,
                THRESHOLD,
                "the full copy counts as one of the passes",
                HEADER,
                "pages compress to half",
                "compression keeps up with the network")
            : List.of(ORDER, REARM, THRESHOLD, HEADER, "zero pages are sent whole"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    if (compression.isEmpty()) {
      return PageCosts.whole(input, PAGE_HEADER_BYTES);
    }
    Compression asked = asked(input, compression.get());
    double raw = PAGE_HEADER_BYTES + KernelInput.PAGE_BYTES * asked.ratio();
    double zero = PAGE_HEADER_BYTES + ZERO_PAGE_BYTES;
    double nanos =
        Math.max(
            input.costs().rawPageNanos(),
            asked.rate().map(r -> KernelInput.PAGE_BYTES / r.bytesPerSecond() * 1e9).orElse(0.0));
    return new PageCosts(raw, zero, raw, nanos, nanos, nanos);
  }

  /** A ratio of 1 without a rate says nothing, and leaves the hypervisor to its default. */
  private static Compression asked(KernelInput input, Compression usual) {
    double ratio = input.options().compressedRatio();
    Optional<DataRate> rate = input.options().compressionRate();
    return new Compression(
        ratio < 1 || rate.isPresent() ? ratio : usual.ratio(), rate.or(usual::rate));
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.LIVE, configurationCopy);
    boolean fits = false;
    int passes = 0;
    while (!fits && passes < mostPasses) {
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      passes++;
      long fresh = run.readLog();
      double left = pages.remaining() * t.costs.rawBytes();
      fits = left <= run.liveBytesInLimit();
      run.endRound(fresh, run.liveBytesInLimit(), run.liveBytesPerSecond());
    }
    run.pause();
    pages.sendAll();
    return run.resume(
        fits,
        fits
            ? "what was left fitted the pause after " + PreCopyRun.rounds(passes)
            : "all " + mostPasses + " passes were used up");
  }
}
