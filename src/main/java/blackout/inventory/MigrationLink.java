package blackout.inventory;

import java.time.Duration;
import java.util.Optional;

/**
 * How live migrations travel.
 *
 * @param network the name of the {@link ClusterNetwork} they use
 * @param link the payload rate, and a sender's limit if there is one
 * @param simultaneous the live migrations that a node takes part in at once; empty if nobody stated
 *     it
 * @param smbLimitFactor the share of the node's bandwidth that live migration over SMB may use, in
 *     hundredths of a percent (2500 is 25 %); empty if nobody stated it
 * @param options what is switched on at the hypervisor
 * @param downtimeLimit the pause that the hypervisor is asked for; empty for its default
 */
public record MigrationLink(
    String network,
    Link link,
    Optional<Integer> simultaneous,
    Optional<Integer> smbLimitFactor,
    MigrationOptions options,
    Optional<Duration> downtimeLimit) {

  /** One with nothing switched on. */
  public MigrationLink(
      String network, Link link, Optional<Integer> simultaneous, Optional<Integer> smbLimitFactor) {
    this(network, link, simultaneous, smbLimitFactor, MigrationOptions.none(), Optional.empty());
  }
}
