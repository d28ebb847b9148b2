package blackout.scenario;

import static blackout.quantity.Require.require;

import java.time.Duration;

/**
 * What the hosts themselves take, apart from the link: processor time per page, and the fixed parts
 * of the pause. Calibrate them per host; the defaults are for a current server and are assumptions
 * unless their comment names a source.
 *
 * @param rawPageNanos time of the sender for a page sent whole (ns)
 * @param zeroPageNanos time of the sender to find a page zero and mark it (ns)
 * @param deltaPageNanos time of the sender for a page that is compared with its earlier content and
 *     sent as a difference (ns)
 * @param compressedPageNanos what compressing adds for each page, where pages are compressed (ns)
 * @param firstTouchNanos time of the destination to get memory for a page that it writes for the
 *     first time (ns)
 * @param syncNanosPerPage time to read the dirty log, per page of memory (ns)
 * @param firstPassGuestRatio how fast the guest runs during the first pass, which is the hardest on
 *     the host: 1 for full speed
 * @param setup from the command to the first page
 * @param fixedDowntime the part of the pause that does not depend on memory: stopping the
 *     processors, device state, resuming
 * @param deviceStateBytes the bytes of device state that are sent in the pause
 * @param postCopyPageNanos what a page sent whole takes more after a switch to post-copy (ns)
 * @param postCopyZeroPageNanos what a zero page takes more then (ns): the destination places each
 *     with a call of its own
 * @param discardRunNanos time to tell the destination of one run of pages that it has to fetch
 *     again, in the pause of a switch to post-copy (ns)
 */
public record HostCosts(
    double rawPageNanos,
    double zeroPageNanos,
    double deltaPageNanos,
    double compressedPageNanos,
    double firstTouchNanos,
    double syncNanosPerPage,
    double firstPassGuestRatio,
    Duration setup,
    Duration fixedDowntime,
    long deviceStateBytes,
    double postCopyPageNanos,
    double postCopyZeroPageNanos,
    double discardRunNanos) {

  /**
   * A current server. The page sent whole is the middle of what hosts without a limit took that
   * published it, 1.5 to 1.65 us (Y. Liu in P. Xu, qemu-devel, 28 Mar 2024, with the first touch;
   * the series of a PostgreSQL guest of 2026). The zero page is the time with which two rows of 16
   * GiB of J. Quintela's QEMU series of 2 Aug 2022 predict his row of 1 TB (v7 cover letter, {@code
   * 20220802063907.18882-1-quintela@redhat.com}); his 4.07 us for a raw page are of a loopback that
   * was the limit itself. A run of discarded pages is what the pauses of the same series took for
   * it. The others are assumptions; {@link HostProfile} has their ranges.
   *
   * @see <a href="https://lore.kernel.org/qemu-devel/20220802063907.18882-1-quintela@redhat.com/">
   *     qemu-devel, 2 Aug 2022</a>
   */
  public static final HostCosts SERVER =
      new HostCosts(
          1500,
          230,
          3000,
          0,
          100,
          0.25,
          1,
          Duration.ofMillis(5),
          Duration.ofMillis(15),
          1 << 20,
          0,
          300,
          800);

  /** No cost at all: the link alone decides. For comparisons with closed forms. */
  public static final HostCosts NONE =
      new HostCosts(0, 0, 0, 0, 0, 0, 1, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0);

  public HostCosts {
    requireCost(rawPageNanos, "raw page");
    requireCost(zeroPageNanos, "zero page");
    requireCost(deltaPageNanos, "page sent as a difference");
    requireCost(compressedPageNanos, "compressed page");
    requireCost(firstTouchNanos, "first touch");
    requireCost(syncNanosPerPage, "sync");
    require(
        firstPassGuestRatio >= 0 && firstPassGuestRatio <= 1,
        "speed of the guest in the first pass is not in 0..1: %s",
        firstPassGuestRatio);
    require(!setup.isNegative(), "setup time is negative: %s", setup);
    require(!fixedDowntime.isNegative(), "fixed downtime is negative: %s", fixedDowntime);
    require(deviceStateBytes >= 0, "device state is negative: %s B", deviceStateBytes);
    requireCost(postCopyPageNanos, "page after the switch");
    requireCost(postCopyZeroPageNanos, "zero page after the switch");
    requireCost(discardRunNanos, "discarded run");
  }

  /** With a destination that has all its memory before. */
  public HostCosts withoutFirstTouch() {
    return new HostCosts(
        rawPageNanos,
        zeroPageNanos,
        deltaPageNanos,
        compressedPageNanos,
        0,
        syncNanosPerPage,
        firstPassGuestRatio,
        setup,
        fixedDowntime,
        deviceStateBytes,
        postCopyPageNanos,
        postCopyZeroPageNanos,
        discardRunNanos);
  }

  private static void requireCost(double nanos, String what) {
    require(
        Double.isFinite(nanos) && nanos >= 0,
        "cost of a %s is not a finite number of at least 0: %s ns",
        what,
        nanos);
  }
}
