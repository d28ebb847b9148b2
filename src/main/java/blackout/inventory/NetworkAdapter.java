package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * A network adapter of a node, or a team of them. A fact that nobody stated is empty.
 *
 * @param network the name of the {@link ClusterNetwork} it is connected to
 * @param ports the physical ports: 1, or the members of a team
 * @param speed the line rate of one port, more than 0
 * @param subnet the address and prefix; empty also for an adapter that only feeds a virtual switch
 * @param clientForMicrosoftNetworks whether that client is bound to it
 * @param fileAndPrinterSharing whether that service is bound to it
 */
@RecordBuilder
public record NetworkAdapter(
    String network,
    int ports,
    Optional<DataRate> speed,
    Optional<IpInterface> subnet,
    Optional<Boolean> clientForMicrosoftNetworks,
    Optional<Boolean> fileAndPrinterSharing)
    implements NetworkAdapterBuilder.With {

  public NetworkAdapter {
    require(ports >= 1, "adapter on \"%s\" has no ports: %s", network, ports);
    require(
        speed.isEmpty() || speed.get().bytesPerSecond() > 0,
        "adapter on \"%s\" has no speed: %s",
        network,
        speed.orElse(DataRate.ZERO));
  }
}
