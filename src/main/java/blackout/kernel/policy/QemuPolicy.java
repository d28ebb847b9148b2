package blackout.kernel.policy;

import blackout.inventory.DeltaCompression;
import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.Rearm;
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
 */
record QemuPolicy(
    Hypervisor hypervisor,
    boolean stopsAtThreshold,
    double syncTimerMillis,
    boolean zeroTestInChannels)
    implements Policy {

  static final QemuPolicy QEMU_7_2 = new QemuPolicy(hypervisor("qemu-7.2"), false, 0, false);
  static final QemuPolicy QEMU_9_2 = new QemuPolicy(hypervisor("qemu-9.2"), false, 5000, true);

  /** The newest; who says no version means this one. */
  static final QemuPolicy QEMU_10_1 =
      new QemuPolicy(hypervisor("qemu-10.1", "qemu", "kvm").withComparison(), true, 5000, true);

  /** Header of a page in the same block as the one before (ram.c, save_page_header). */
  private static final int PAGE_HEADER_BYTES = 8;

  /** Header and the fill byte of a zero page (ram.c, save_zero_page). */
  private static final int ZERO_PAGE_BYTES = PAGE_HEADER_BYTES + 1;

  /** Header, flag and length before an XBZRLE page (ram.c, save_xbzrle_page). */
  private static final int DELTA_HEADER_BYTES = PAGE_HEADER_BYTES + 3;

  /** A multifd packet describes 128 pages in 320 + 8 x 128 bytes (multifd.h, MultiFDPacket_t). */
  private static final double MULTIFD_PAGE_BYTES = 1344.0 / 128;

  /** multifd-channels' default (options.c). */
  private static final int MULTIFD_CHANNELS = 2;

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
    if (input.options().multifd()) {
      return new PageCosts(
          content + MULTIFD_PAGE_BYTES,
          zeroTestInChannels ? MULTIFD_PAGE_BYTES : ZERO_PAGE_BYTES,
          content + MULTIFD_PAGE_BYTES,
          Math.max(raw / MULTIFD_CHANNELS, compress),
          zeroTestInChannels ? zero / MULTIFD_CHANNELS : zero,
          Math.max(raw / MULTIFD_CHANNELS, compress));
    }
    double delta = input.options().delta().map(DeltaCompression::meanBytes).orElse(0L);
    return new PageCosts(
        content + PAGE_HEADER_BYTES,
        ZERO_PAGE_BYTES,
        delta == 0 ? 0 : DELTA_HEADER_BYTES + delta,
        Math.max(raw, compress),
        zero,
        input.costs().deltaPageNanos());
  }

  /** KVM's default is per chunk; TCG and the dirty ring re-arm at the sync, which is an option. */
  @Override
  public Rearm rearm(KernelInput input) {
    return input.options().rearm() == Rearm.DEFAULT ? Rearm.PER_CHUNK : input.options().rearm();
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    return new QemuRun(this, t, pages).run();
  }
}
