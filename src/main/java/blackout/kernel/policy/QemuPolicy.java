package blackout.kernel.policy;

import blackout.inventory.DeltaCompression;
import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.EnumSet;
import java.util.List;

/**
 * QEMU's pre-copy, as its source has it: see {@link QemuRun} for the rules and {@link AutoConverge}
 * for throttling. The versions differ in little.
 *
 * @param hypervisor which version
 * @param stopsAtThreshold whether a remainder that equals the threshold completes: {@code <=} since
 *     10.1, {@code <} before (migration.c, migration_iteration_run)
 * @param syncTimerMillis how often auto-converge forces a sync inside a long round: 5000 ms since
 *     9.2 (cpu-throttle.c); 0 for never
 * @param zeroTestInChannels whether multifd's channels look for zero pages: since 9.0
 * @param flushPages the pages in one flush of the stream, of which a window sends whole ones: 32
 *     since 8.1, because bytes count when they are flushed (commit de37f8b9c2; 64 pieces of memory
 *     a flush, two for a page); 0 where each page counts by itself
 * @param morePackets whether a window sends a packet more for each channel of multifd than its
 *     budget holds: in 10.x (our measurement, to the byte)
 */
record QemuPolicy(
    Hypervisor hypervisor,
    boolean stopsAtThreshold,
    double syncTimerMillis,
    boolean zeroTestInChannels,
    int flushPages,
    boolean morePackets)
    implements Policy {

  private static final int FLUSH_PAGES = 32;

  private static final int PACKET_PAGES = 128;

  static final QemuPolicy QEMU_7_2 =
      new QemuPolicy(
          hypervisor("qemu-7.2")
              .withOptions(EnumSet.complementOf(EnumSet.of(MigrationOptions.Option.ZERO_PAGES))),
          false,
          0,
          false,
          0,
          false);
  static final QemuPolicy QEMU_9_2 =
      new QemuPolicy(hypervisor("qemu-9.2"), false, 5000, true, FLUSH_PAGES, false);

  /** The newest; who says no version means this one. */
  static final QemuPolicy QEMU_10_1 =
      new QemuPolicy(
          hypervisor("qemu-10.1", "qemu", "kvm").withCompared(true),
          true,
          5000,
          true,
          FLUSH_PAGES,
          true);

  /** Header of a page in the same block as the one before (ram.c, save_page_header). */
  private static final int PAGE_HEADER_BYTES = 8;

  /** Header and the fill byte of a zero page (ram.c, save_zero_page). */
  private static final int ZERO_PAGE_BYTES = PAGE_HEADER_BYTES + 1;

  /** Header, flag and length before an XBZRLE page (ram.c, save_xbzrle_page). */
  private static final int DELTA_HEADER_BYTES = PAGE_HEADER_BYTES + 3;

  /** A multifd packet describes 128 pages in 320 + 8 x 128 bytes (multifd.h, MultiFDPacket_t). */
  private static final double MULTIFD_PAGE_BYTES = 1344.0 / PACKET_PAGES;

  private static Hypervisor hypervisor(String name, String... aliases) {
    return Hypervisor.of(name, aliases).withOptions(EnumSet.allOf(MigrationOptions.Option.class));
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        hypervisor,
        "ascending from a cursor that is never put back",
        "what waits " + fits() + " bandwidth x downtime limit",
        "at the first send of a 1 GiB chunk (KVM), or at the sync",
        "what waits after a sync " + fits() + " bandwidth x downtime limit",
        "all that waits after a sync with the guest paused",
        "9 B",
        "last window of 100 ms",
        syncTimerMillis > 0
            ? "auto-converge with a sync every "
                + Math.round(syncTimerMillis / 1000)
                + " s (option)"
            : "auto-converge (option)",
        "QEMU, migration/migration.c, migration/ram.c",
        List.of("0.12 ms to wake up after a window of its bandwidth"));
  }

  private String fits() {
    return stopsAtThreshold ? "<=" : "<";
  }

  @Override
  public PageCosts costs(KernelInput input) {
    double raw =
        input.costs().rawPageNanos()
            + (input.options().compressedRatio() < 1 ? input.costs().compressedPageNanos() : 0);
    double zero = input.costs().zeroPageNanos();
    double content = KernelInput.PAGE_BYTES * input.options().compressedRatio();
    double compress =
        input
            .options()
            .compressionRate()
            .map(rate -> KernelInput.PAGE_BYTES / rate.bytesPerSecond() * 1e9)
            .orElse(0.0);
    ZeroPages zeroPages = input.options().zeroPages();
    boolean zeroWhole = zeroPages == ZeroPages.NONE;
    if (input.options().multifd()) {
      int channels = input.options().multifdChannels();
      boolean inChannels = zeroTestInChannels && zeroPages != ZeroPages.LEGACY;
      double bytes = content + MULTIFD_PAGE_BYTES;
      double nanos = Math.max(raw / channels, compress);
      return new PageCosts(
          bytes,
          zeroWhole ? bytes : inChannels ? MULTIFD_PAGE_BYTES : ZERO_PAGE_BYTES,
          bytes,
          nanos,
          zeroWhole ? nanos : inChannels ? zero + zero / channels : zero, // handed over, looked at
          nanos);
    }
    double delta = input.options().delta().map(DeltaCompression::meanBytes).orElse(0L);
    return new PageCosts(
        content + PAGE_HEADER_BYTES,
        zeroWhole ? content + PAGE_HEADER_BYTES : ZERO_PAGE_BYTES,
        delta == 0 ? 0 : DELTA_HEADER_BYTES + delta,
        Math.max(raw, compress),
        zeroWhole ? Math.max(raw, compress) : zero,
        input.costs().deltaPageNanos());
  }

  /** KVM's default is per chunk; TCG and the dirty ring re-arm at the sync, which is an option. */
  @Override
  public Rearm rearm(KernelInput input) {
    return input.options().rearm() == Rearm.DEFAULT ? Rearm.PER_CHUNK : input.options().rearm();
  }

  /**
   * What a window of 100 ms may send before the sender sleeps: a page goes out as long as no more
   * was sent (B).
   */
  double windowBytes(KernelInput input) {
    double budget = input.senderBytesPerSecond() * QemuWindow.MILLIS / 1000;
    boolean multifd = input.options().multifd();
    int pages = !multifd ? flushPages : morePackets ? PACKET_PAGES : 0;
    if (pages == 0 || budget == Transfer.NO_LIMIT) {
      return budget;
    }
    double pageBytes = costs(input).rawBytes();
    double flushes = Math.ceil(budget / (pages * pageBytes));
    int more = multifd ? input.options().multifdChannels() : 0;
    return (flushes + more) * pages * pageBytes - pageBytes / 2; // the last page exceeds it
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    return new QemuRun(this, t, pages).run();
  }
}
