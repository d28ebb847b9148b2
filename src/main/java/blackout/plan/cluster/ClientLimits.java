package blackout.plan.cluster;

import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What notices when a VM does not answer. The limits are defaults of widespread software; a limit
 * of the same name in an estate takes the place of one here, and others are added.
 */
public final class ClientLimits {

  /** The defaults, the shortest first. */
  public static final List<DowntimeLimit> DEFAULTS =
      List.of(
          new DowntimeLimit(
              "one ping",
              Duration.ofSeconds(1),
              "a request a second, so one of them is lost: ping(8) of iputils, option -i,"
                  + " https://man7.org/linux/man-pages/man8/ping.8.html"),
          new DowntimeLimit(
              "TCP retransmission",
              Duration.ofSeconds(1),
              "initial time-out and least time-out 1 s: RFC 6298, 2.1 and 2.4,"
                  + " https://www.rfc-editor.org/rfc/rfc6298; Linux and Windows go lower, to 0.2"
                  + " and 0.3 s"),
          new DowntimeLimit(
              "heartbeat of a guest cluster",
              Duration.ofSeconds(5),
              "SameSubnetDelay 1 s, SameSubnetThreshold 5 (10 from 2016 on),"
                  + " https://learn.microsoft.com/previous-versions/windows/desktop/mscs/clusters-samesubnetthreshold"),
          new DowntimeLimit(
              "TCP connection to a Windows peer",
              Duration.ofMillis(18_900),
              "5 retransmissions (TcpMaxDataRetransmissions), each after twice the time, the first"
                  + " after MinRto 300 ms: 0.3 s * (2^6 - 1);"
                  + " https://mskb.pkisolutions.com/kb/170359 and Get-NetTCPSetting, template"
                  + " Internet"),
          new DowntimeLimit(
              "SQL Server lease",
              Duration.ofSeconds(20),
              "LeaseTimeout 20,000 ms of an availability group,"
                  + " https://learn.microsoft.com/sql/database-engine/availability-groups/windows/availability-group-lease-healthcheck-timeout"),
          new DowntimeLimit(
              "SQL Server health check",
              Duration.ofSeconds(30),
              "HEALTH_CHECK_TIMEOUT 30,000 ms of an availability group,"
                  + " https://learn.microsoft.com/sql/database-engine/availability-groups/windows/availability-group-lease-healthcheck-timeout"),
          new DowntimeLimit(
              "MySQL read",
              Duration.ofSeconds(30),
              "net_read_timeout 30 s,"
                  + " https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html"),
          new DowntimeLimit(
              "SMB session",
              Duration.ofSeconds(60),
              "SessTimeout 60 s, then the client resets the connection,"
                  + " https://learn.microsoft.com/archive/blogs/openspecification/smb-2-x-and-smb-3-0-timeouts-in-windows"),
          new DowntimeLimit(
              "TCP connection to a Linux peer",
              Duration.ofMillis(924_600),
              "tcp_retries2 15: 924.6 s at least,"
                  + " https://docs.kernel.org/networking/ip-sysctl.html"));

  private ClientLimits() {}

  /** The limits of an estate and the defaults it does not replace, the shortest first. */
  public static List<DowntimeLimit> of(Estate estate) {
    List<DowntimeLimit> limits = new ArrayList<>(estate.limits());
    for (DowntimeLimit limit : DEFAULTS) {
      if (estate.limits().stream().noneMatch(l -> l.name().equalsIgnoreCase(limit.name()))) {
        limits.add(limit);
      }
    }
    limits.sort(Comparator.comparing(DowntimeLimit::limit));
    return limits;
  }
}
