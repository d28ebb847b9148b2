package blackout.plan.cluster;

import static blackout.quantity.Require.require;

import blackout.inventory.DowntimeLimit;
import java.time.Duration;
import java.util.List;

/**
 * What the clients of a VM see of one downtime. The network outage is kept apart from the downtime:
 * it lasts until the switches know where the VM is now, which an announcement of the destination
 * tells them.
 *
 * @param downtime the time in which the guest stands still, at least 0
 * @param outage the time in which nothing reaches it, at least as long
 * @param noticedBy the limits that the outage passes, the shortest first; a limit that it just
 *     reaches is not passed
 */
public record ClientView(Duration downtime, Duration outage, List<DowntimeLimit> noticedBy) {

  /**
   * How much longer the network outage is than the downtime: an assumption, that the first
   * announcement is lost and the second, 50 ms later in QEMU, is heard. A network that learns
   * addresses by routing can take many seconds; then this is the number to change.
   *
   * @see <a href="https://git.zx2c4.com/qemu/plain/net/announce.c">QEMU, net/announce.c: gaps of
   *     50, 150, 250 and 350 ms with the default parameters</a>
   */
  public static final Duration ANNOUNCEMENT = Duration.ofMillis(50);

  /** The default interval of ping. */
  private static final Duration PING = Duration.ofSeconds(1);

  /** The first retransmission of a segment: RFC 6298, 2.4. */
  private static final Duration FIRST_RETRANSMISSION = Duration.ofSeconds(1);

  /** The longest wait between two retransmissions that RFC 6298, 2.5 asks to allow. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  public ClientView {
    require(!downtime.isNegative(), "downtime is negative: %s", downtime);
    require(
        outage.compareTo(downtime) >= 0,
        "network outage of %s is shorter than the downtime of %s",
        outage,
        downtime);
    noticedBy = List.copyOf(noticedBy);
  }

  /**
   * What is seen of a downtime.
   *
   * @param announcement how much longer the network outage is
   * @param limits what could notice
   */
  public static ClientView of(
      Duration downtime, Duration announcement, List<DowntimeLimit> limits) {
    Duration outage = downtime.plus(announcement);
    return new ClientView(
        downtime,
        outage,
        limits.stream().filter(limit -> outage.compareTo(limit.limit()) > 0).toList());
  }

  /** Whether the outage passes no limit at all. */
  public boolean isUnnoticed() {
    return noticedBy.isEmpty();
  }

  /** Whether the outage passes a limit. */
  public boolean isNoticedBy(DowntimeLimit limit) {
    return outage.compareTo(limit.limit()) > 0;
  }

  /** The pings that are lost for certain, one sent a second. */
  public long leastLostPings() {
    return outage.toNanos() / PING.toNanos();
  }

  /** The pings that are lost if the first of them is sent just as the outage begins. */
  public long mostLostPings() {
    return (outage.toNanos() + PING.toNanos() - 1) / PING.toNanos();
  }

  /**
   * How long a TCP connection with data under way stands still at most: until the first
   * retransmission after the outage. Retransmissions follow 1, 3, 7, 15, 31, 63 s after the segment
   * that was lost at the begin of the outage, then one every 60 s.
   */
  public Duration longestTcpStall() {
    Duration wait = FIRST_RETRANSMISSION;
    Duration at = wait;
    while (at.compareTo(outage) < 0) {
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      at = at.plus(wait);
    }
    return at;
  }
}
