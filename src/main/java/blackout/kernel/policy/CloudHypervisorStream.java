package blackout.kernel.policy;

import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;

/**
 * What both policies of Cloud Hypervisor share: how memory is read and how it travels. Each set of
 * pages goes out as a table of merged ranges and their bytes, and the sender waits for an answer
 * after it.
 *
 * @see <a
 *     href="https://github.com/cloud-hypervisor/cloud-hypervisor/blob/main/vm-migration/src/protocol.rs">MemoryRange
 *     and MemoryRangeTable in vm-migration/src/protocol.rs</a>
 */
final class CloudHypervisorStream {

  /** A {@code MemoryRange}: address and length, 8 B each. */
  static final int RANGE_BYTES = 16;

  /**
   * The time to fetch the log and merge it into ranges (ns per dirty page), derived from the log in
   * pull request 7799: 56 to 59 ms a round besides the transfer, with 5,418 MiB dirty, make 41 ns.
   * That it grows with the dirty pages, not with the memory, is an assumption.
   *
   * @see <a href="https://github.com/cloud-hypervisor/cloud-hypervisor/pull/7799">pull request
   *     7799</a>
   */
  static final double TABLE_NANOS_PER_DIRTY_PAGE = 41;

  private CloudHypervisorStream() {}

  static PageCosts costs(KernelInput input) {
    return PageCosts.whole(input, 0);
  }

  /** Reads the log and merges it into ranges. */
  static long readLog(PreCopyRun run, Transfer t, Pages pages) {
    long logged = pages.logged();
    long fresh = run.readLog();
    t.passNanos(logged * TABLE_NANOS_PER_DIRTY_PAGE);
    return fresh;
  }

  /**
   * Sends all that waits, with its table, and waits until the wire has taken it.
   *
   * @param deadlineNanos when to break off; {@link Transfer#NO_LIMIT} for never
   */
  static void send(PreCopyRun run, Transfer t, Pages pages, double deadlineNanos) {
    run.sendBytes(RANGE_BYTES * pages.waitingRanges());
    run.send(deadlineNanos);
    t.drainWire();
  }

  /**
   * Pauses the guest and sends the table that waits and the last log, one after the other: a page
   * in both goes out twice. The ranges of the two are counted as if they were merged.
   */
  static void finalCopy(PreCopyRun run, Transfer t, Pages pages) {
    long logged = pages.logged();
    long fresh = run.pause(logged * TABLE_NANOS_PER_DIRTY_PAGE);
    t.sendBytes(RANGE_BYTES * pages.waitingRanges());
    pages.sendAll();
    t.occupy((double) (logged - fresh), 0, 0);
  }

  /** How long a table would take at a bandwidth (ms). */
  static double estimatedDowntimeMillis(double tableBytes, double bytesPerSecond) {
    return tableBytes / bytesPerSecond * 1000;
  }
}
