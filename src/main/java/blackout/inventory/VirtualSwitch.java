package blackout.inventory;

import blackout.quantity.Labelled;
import java.util.Optional;

/**
 * A virtual switch (in 2008 R2: virtual network) on one node.
 *
 * @param node the node it exists on
 * @param name its name, which must be the same on every node a VM moves to
 * @param kind what it connects
 * @param network the {@link ClusterNetwork} behind an external switch
 * @param subnet the IP subnet that guests see through it; empty if nobody stated it
 */
public record VirtualSwitch(
    String node,
    String name,
    SwitchType kind,
    Optional<String> network,
    Optional<IpInterface> subnet) {

  /** What a virtual switch connects. */
  public enum SwitchType implements Labelled {
    EXTERNAL("external"),
    INTERNAL("internal"),
    PRIVATE("private");

    private final String label;

    SwitchType(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
