package blackout.calibrate;

import blackout.inventory.Link;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.MigrationOptions;
import blackout.scenario.MigrationOptions.Rearm;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;

/**
 * The machine on which {@code datasets/qemu-7.2-measured} was taken: QEMU 7.2 under emulation, both
 * ends on two cores. Its constants were fitted once, over all rows together; nothing is fitted to a
 * single row.
 */
public final class MeasuringHost {

  /**
   * What the machine takes, fitted over all rows:
   *
   * <ul>
   *   <li>2.0 us of the sender for a page sent whole: reading it, looking for content, the socket.
   *   <li>0.27 us to find a page zero and mark it.
   *   <li>9.0 us of the destination, which shares the two cores, to get memory for a page that it
   *       writes for the first time.
   *   <li>1.2 ns per page of memory to read the dirty bitmap.
   *   <li>0.991: under emulation the guest slows down while the first pass scans all memory, as its
   *       writes fall off the fast path once for each page.
   *   <li>1 ms from the command to the first page.
   *   <li>0.3 ms to stop one processor, send the little device state of this machine and resume, so
   *       the device state is not counted again in bytes.
   * </ul>
   */
  public static final HostCosts COSTS =
      new HostCosts(
          2000, 270, 9000, 1.2, 0.991, Duration.ofMillis(1), Duration.ofNanos(300_000), 0);

  /** The two Unix sockets and the proxy between them: an assumption from "a few hundred KiB". */
  public static final ByteCount BUFFER = new ByteCount(700_000);

  /** A local socket, so fast that only the processors count. */
  private static final DataRate LOCAL_SOCKET = new DataRate(1e13);

  private MeasuringHost() {}

  /** The inputs of a run as a question; nothing that was measured is in it. */
  public static Scenario scenario(MeasuredRun run) {
    return new Scenario(
        run.vm(),
        link(run),
        run.hypervisor(),
        run.downtimeLimit(),
        MigrationOptions.none().withRearm(Rearm.AT_SYNC).withAutoConverge(run.autoConverge()),
        COSTS,
        1,
        run.giveUpAfter());
  }

  private static Link link(MeasuredRun run) {
    return switch (run.limitedBy()) {
      case WIRE -> new Link(run.rate(), Optional.empty(), BUFFER);
      case SENDER -> new Link(LOCAL_SOCKET, Optional.of(run.rate()), BUFFER);
    };
  }
}
