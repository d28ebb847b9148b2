package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * What pages weigh in a QEMU migration stream, without section framing and device state.
 *
 * <p>A page is 4096 B behind a header of 8 B; a zero page is its header and one fill byte. With
 * multifd the pages leave the main channel and travel in packets of up to 128 pages, each with a
 * header of 1344 B however full it is (64 B and 256 B of fields, 128 page offsets of 8 B); zero
 * pages stay on the main channel unless the multifd threads look for them. QEMU of 2013 counted
 * nothing for zero pages.
 *
 * @see <a
 *     href="https://gitlab.com/qemu-project/qemu/-/blob/v7.2.0/migration/ram.c">migration/ram.c:
 *     save_page_header, save_zero_page_to_file</a>
 * @see <a
 *     href="https://gitlab.com/qemu-project/qemu/-/blob/v7.2.0/migration/multifd.h">migration/multifd.h:
 *     MultiFDPacket_t, MULTIFD_PACKET_SIZE</a>
 */
public final class QemuStreamBytes {

  /** A page sent whole, header included. */
  public static final int NORMAL_PAGE_BYTES = 8 + 4096;

  /** A zero page. */
  public static final int ZERO_PAGE_BYTES = 8 + 1;

  /** The pages that fit into one multifd packet. */
  public static final int MULTIFD_PACKET_PAGES = 128;

  /** The header of a multifd packet. */
  public static final int MULTIFD_HEADER_BYTES = 1344;

  private QemuStreamBytes() {}

  /**
   * The bytes of a migration over one stream.
   *
   * @param normalPages the pages sent whole, resent ones included ({@code normal}), at least 0
   * @param zeroPages the pages sent as zero ({@code duplicate}), at least 0
   */
  public static ByteCount singleStream(long normalPages, long zeroPages) {
    return new ByteCount(
        Math.addExact(
            Math.multiplyExact(normalPages, NORMAL_PAGE_BYTES),
            Math.multiplyExact(zeroPages, ZERO_PAGE_BYTES)));
  }

  /** The bytes of the main channel of a multifd migration whose zero pages are found there. */
  public static ByteCount multifdMainChannel(long zeroPages) {
    return singleStream(0, zeroPages);
  }

  /**
   * The least bytes of the multifd channels: every packet full. Packets that were sent before they
   * were full add a header each.
   *
   * @param normalPages the pages sent whole, at least 0
   */
  public static ByteCount leastMultifdChannels(long normalPages) {
    long packets =
        normalPages / MULTIFD_PACKET_PAGES + (normalPages % MULTIFD_PACKET_PAGES == 0 ? 0 : 1);
    return new ByteCount(
        Math.addExact(Math.multiplyExact(normalPages, 4096L), packets * MULTIFD_HEADER_BYTES));
  }

  /**
   * What a finished migration reports as throughput ({@code mbps}): the mean over the total time
   * without setup.
   *
   * @throws IllegalArgumentException if the total is not longer than the setup
   */
  public static DataRate throughput(ByteCount transferred, Duration total, Duration setup) {
    Duration sending = total.minus(setup);
    require(sending.toNanos() > 0, "a total of %s is not longer than a setup of %s", total, setup);
    return new DataRate(transferred.bytes() / (sending.toNanos() / 1e9));
  }
}
