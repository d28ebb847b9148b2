package blackout.scenario;

import static blackout.quantity.Require.require;

import java.time.Duration;

/**
 * What the hosts themselves take, apart from the link: processor time per page, and the fixed parts
 * of the pause. Calibrate them per host; the defaults are for a current server and are assumptions
 * unless their comment names a source.
 *
 * @param rawPageNanos processor time of the sender for a page sent whole (ns)
 * @param zeroPageNanos processor time of the sender to find a page zero and mark it (ns)
 * @param syncNanosPerPage time to read the dirty log, per page of memory (ns)
 * @param setup from the command to the first page
 * @param fixedDowntime the part of the pause that does not depend on memory: stopping the
 *     processors, device state, resuming
 * @param deviceStateBytes the bytes of device state that are sent in the pause
 */
public record HostCosts(
    double rawPageNanos,
    double zeroPageNanos,
    double syncNanosPerPage,
    Duration setup,
    Duration fixedDowntime,
    long deviceStateBytes) {

  /**
   * A current server. The per-page times are those that reproduce two 16 GiB rows of J. Quintela's
   * QEMU series of 2022-08-02 when the link is not the limit is 4.07 us and 0.23 us; the fixed
   * parts are assumptions.
   *
   * @see <a
   *     href="https://lore.kernel.org/qemu-devel/20220802063907.18882-1-quintela@redhat.com/">qemu-devel,
   *     2 Aug 2022</a>
   */
  public static final HostCosts SERVER =
      new HostCosts(600, 230, 0.25, Duration.ofMillis(5), Duration.ofMillis(15), 1 << 20);

  /** No cost at all: the link alone decides. For comparisons with closed forms. */
  public static final HostCosts NONE = new HostCosts(0, 0, 0, Duration.ZERO, Duration.ZERO, 0);

  public HostCosts {
    requireCost(rawPageNanos, "raw page");
    requireCost(zeroPageNanos, "zero page");
    requireCost(syncNanosPerPage, "sync");
    require(!setup.isNegative(), "setup time is negative: %s", setup);
    require(!fixedDowntime.isNegative(), "fixed downtime is negative: %s", fixedDowntime);
    require(deviceStateBytes >= 0, "device state is negative: %s B", deviceStateBytes);
  }

  private static void requireCost(double nanos, String what) {
    require(
        Double.isFinite(nanos) && nanos >= 0,
        "cost of a %s is not a finite number of at least 0: %s ns",
        what,
        nanos);
  }
}
