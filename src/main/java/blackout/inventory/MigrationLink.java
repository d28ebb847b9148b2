package blackout.inventory;

import blackout.quantity.DataRate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * How live migrations travel.
 *
 * @param network the name of the {@link ClusterNetwork} they use
 * @param lineRate the line rate of that network, more than 0
 * @param payloadRatio the share of the line rate left for memory after headers, more than 0, at
 *     most 1
 * @param senderLimit the payload rate that a sender keeps to while the guest runs; empty for none
 * @param simultaneous the live migrations that a node takes part in at once; empty if nobody stated
 *     it
 * @param smbLimitFactor the share of the node's bandwidth that live migration over SMB may use, in
 *     hundredths of a percent (2500 is 25 %); empty if nobody stated it
 * @param downtimeLimit the pause that the hypervisor is asked for; empty for its default
 * @param options what is switched on at the hypervisor
 * @param hosts what the hosts take; empty for what is usual of the hypervisor
 * @param mostSlowdown the largest share of its speed that a guest may lose while it runs, 0 to 1;
 *     empty if nobody stated it
 */
@RecordBuilder
public record MigrationLink(
    String network,
    DataRate lineRate,
    double payloadRatio,
    Optional<DataRate> senderLimit,
    Optional<Integer> simultaneous,
    Optional<Integer> smbLimitFactor,
    Optional<Duration> downtimeLimit,
    MigrationOptions options,
    Optional<HostNumbers> hosts,
    Optional<Double> mostSlowdown)
    implements MigrationLinkBuilder.With {

  /** Between hosts that nobody measured. */
  public MigrationLink(
      String network,
      DataRate lineRate,
      double payloadRatio,
      Optional<DataRate> senderLimit,
      Optional<Integer> simultaneous,
      Optional<Integer> smbLimitFactor,
      Optional<Duration> downtimeLimit,
      MigrationOptions options) {
    this(
        network,
        lineRate,
        payloadRatio,
        senderLimit,
        simultaneous,
        smbLimitFactor,
        downtimeLimit,
        options,
        Optional.empty(),
        Optional.empty());
  }

  /** One of which no more is known. */
  public MigrationLink(
      String network, DataRate lineRate, double payloadRatio, Optional<Integer> simultaneous) {
    this(
        network,
        lineRate,
        payloadRatio,
        Optional.empty(),
        simultaneous,
        Optional.empty(),
        Optional.empty(),
        MigrationOptions.none());
  }

  /** The payload rate, and the sender's limit if there is one. */
  public Link link() {
    return new Link(lineRate.times(payloadRatio), senderLimit, Link.LINUX_SOCKET_BUFFER);
  }
}
