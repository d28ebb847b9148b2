package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Labelled;
import java.util.List;

/**
 * A rule of a cluster about where VMs run: affinity and anti-affinity, groups of hosts, preferred
 * and possible owners.
 *
 * @param name what its owner calls it, untrusted text
 * @param kind what it asks
 * @param required whether it is never broken; otherwise it is kept where there is room
 * @param vms the names of the VMs it is about
 * @param nodes the names of the hosts it is about; none of a rule between VMs
 */
public record PlacementRule(
    String name, Kind kind, boolean required, List<String> vms, List<String> nodes) {

  public PlacementRule {
    vms = List.copyOf(vms);
    nodes = List.copyOf(nodes);
    require(
        kind.namesNodes() || nodes.isEmpty(),
        "rule \"%s\" of the kind \"%s\" names hosts",
        name,
        kind.label());
  }

  /** What a rule asks of its VMs. */
  public enum Kind implements Labelled {
    /** No two on one host. */
    APART("apart"),
    /** All on one host. */
    TOGETHER("together"),
    /** Only on these hosts; where preferred, the first of them first. */
    ON("on"),
    /** On none of these hosts. */
    NOT_ON("not on");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    /** Whether the rule is between VMs and hosts. */
    public boolean namesNodes() {
      return this == ON || this == NOT_ON;
    }
  }
}
