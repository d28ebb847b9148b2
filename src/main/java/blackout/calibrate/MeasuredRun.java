package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One migration that somebody ran: what went in, and what came out. A prediction may look at
 * everything but {@code measured}.
 *
 * @param id the name of the row, untrusted text
 * @param hypervisor whose rules applied, one that the kernel knows
 * @param guest the memory and what is known of its writes
 * @param limitedBy what kept the stream to its rate
 * @param rate the rate of the stream while the guest ran, more than 0
 * @param downtimeLimit the pause asked for, more than 0
 * @param kvm whether the guest ran under KVM; else it was emulated
 * @param preallocated whether the destination had all its memory before
 * @param options what was switched on
 * @param giveUpAfter when the run was cancelled if it had not completed, more than 0
 * @param measured what came out
 */
public record MeasuredRun(
    String id,
    Hypervisor hypervisor,
    MeasuredGuest guest,
    LimitedBy limitedBy,
    DataRate rate,
    Duration downtimeLimit,
    boolean kvm,
    boolean preallocated,
    MigrationOptions options,
    Duration giveUpAfter,
    MeasuredEnd measured) {

  /** What kept a stream to its rate. */
  public enum LimitedBy {
    /** The sender's own limit, which it ignores in the final copy. */
    SENDER,
    /** The wire, which holds back the final copy too. */
    WIRE
  }

  /**
   * The memory of a guest, and what is known of its writes: the writes themselves, or dirty-rate
   * windows, or both.
   *
   * @param memoryPages all pages, 4096 B each
   * @param residentPages those that are not zero
   * @param writes the regions that it writes, empty if unknown
   * @param windows what a dirty-rate measurement said before the move
   */
  public record MeasuredGuest(
      long memoryPages,
      long residentPages,
      Optional<Workload.Regions> writes,
      List<Workload.Window> windows) {
    public MeasuredGuest {
      windows = List.copyOf(windows);
      require(
          residentPages >= 1 && residentPages <= memoryPages,
          "%s resident pages do not lie in 1 to the %s pages of memory",
          residentPages,
          memoryPages);
      require(
          writes.isPresent() || !windows.isEmpty(), "neither writes nor dirty-rate windows known");
    }

    private Workload workload() {
      return writes
          .<Workload>map(known -> known)
          .orElseGet(() -> new Workload.MeasuredCurve(windows, QEMU_SAMPLES_PER_GIBIBYTE));
    }
  }

  /**
   * What came out.
   *
   * @param finish the end, empty if the run was cancelled
   * @param throttleRatio the share of time taken from the guest's processors at the end; empty if
   *     it was never throttled
   * @param syncs the readings of the dirty bitmap in their order, as far as recorded
   */
  public record MeasuredEnd(
      Optional<Finish> finish, Optional<Double> throttleRatio, List<Sync> syncs) {
    public MeasuredEnd {
      syncs = List.copyOf(syncs);
    }
  }

  /**
   * One reading of the dirty bitmap.
   *
   * @param at the time since the first reading
   * @param dirtyPages the pages found newly dirty since QEMU last evaluated them, which it does at
   *     most once a second
   */
  public record Sync(Duration at, long dirtyPages) {}

  /** The default of {@code sample-pages} in QEMU's {@code calc-dirty-rate}, per GiB. */
  private static final int QEMU_SAMPLES_PER_GIBIBYTE = 512;

  /**
   * @throws IllegalArgumentException if the hypervisor has not what is switched on, the writes do
   *     not fit the resident pages, or a limit is no time
   */
  public MeasuredRun {
    require(rate.bytesPerSecond() > 0, "the stream carries nothing: %s", rate);
    require(downtimeLimit.toNanos() > 0, "downtime limit is not longer than 0: %s", downtimeLimit);
    require(
        giveUpAfter.toNanos() > 0, "time to give up after is not longer than 0: %s", giveUpAfter);
    vm(id, guest);
    hypervisor.requireOptions(options);
  }

  /** Whether the guest could be throttled. */
  public boolean autoConverge() {
    return options.autoConverge().isPresent();
  }

  /** The VM that moved. */
  public Vm vm() {
    return vm(id, guest);
  }

  private static Vm vm(String id, MeasuredGuest guest) {
    return new Vm(
        id,
        new ByteCount(Math.multiplyExact(guest.memoryPages(), Vm.PAGE_BYTES)),
        guest.memoryPages() - guest.residentPages(),
        guest.workload(),
        guest.writes().isPresent());
  }
}
