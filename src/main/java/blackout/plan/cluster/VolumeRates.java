package blackout.plan.cluster;

import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.quantity.DataRate;
import java.util.Comparator;
import java.util.Optional;

/**
 * How fast saved states travel to and from one volume.
 *
 * @param write the rate of all saves to it together
 * @param read the rate of all restores from it together
 * @param redirected whether it is in redirected access, which slows both
 */
public record VolumeRates(DataRate write, DataRate read, boolean redirected) {

  /**
   * What redirected access leaves of a volume's rate: blocks go through the file system of the node
   * that coordinates the volume, over the network, instead of straight to the disk. An assumption:
   * no public measurement was found, only that it is slower and that the network limits it.
   */
  public static final double REDIRECTED_RATIO = 0.5;

  /**
   * The rates of the estate, those of a volume in redirected access times {@link
   * #REDIRECTED_RATIO}, and no faster than the line of the slowest adapter on the network that
   * carries shared volumes, where that is known.
   */
  public static VolumeRates of(Estate estate, Optional<Volume> volume) {
    DataRate write = estate.storage().write();
    DataRate read = estate.storage().read();
    boolean redirected =
        volume
            .filter(v -> v.kind() == Volume.VolumeUse.SHARED)
            .flatMap(Volume::redirectedAccess)
            .orElse(false);
    if (!redirected) {
      return new VolumeRates(write, read, false);
    }
    DataRate slowWrite = write.times(REDIRECTED_RATIO);
    DataRate slowRead = read.times(REDIRECTED_RATIO);
    return line(estate)
        .map(line -> new VolumeRates(slowWrite.min(line), slowRead.min(line), true))
        .orElse(new VolumeRates(slowWrite, slowRead, true));
  }

  /** The slowest adapter on the network with the lowest metric that carries shared volumes. */
  private static Optional<DataRate> line(Estate estate) {
    Optional<String> network =
        estate.networks().stream()
            .filter(n -> n.carries(Purpose.SHARED_VOLUMES))
            .min(Comparator.comparing(n -> n.metric().orElse(Integer.MAX_VALUE)))
            .map(ClusterNetwork::name);
    return network.flatMap(
        name ->
            estate.nodes().stream()
                .map((Node n) -> n.adapterOn(name).flatMap(NetworkAdapter::speed))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder()));
  }
}
