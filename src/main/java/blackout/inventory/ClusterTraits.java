package blackout.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a cluster as one, beside its nodes.
 *
 * @param datacenter the data center it stands in; empty if nobody stated it
 * @param address the address of the cluster itself; empty if nobody stated it
 * @param rules where VMs may run
 * @param lookedFor the kinds of blockers that the sources would have shown; where a kind is not
 *     among them, a VM without one may have it all the same
 */
public record ClusterTraits(
    Optional<String> datacenter,
    Optional<String> address,
    List<PlacementRule> rules,
    List<Blocker.Kind> lookedFor) {

  /** Of which nobody stated anything. */
  public static final ClusterTraits UNKNOWN =
      new ClusterTraits(Optional.empty(), Optional.empty(), List.of(), List.of());

  public ClusterTraits {
    rules = List.copyOf(rules);
    lookedFor = List.copyOf(lookedFor);
  }
}
