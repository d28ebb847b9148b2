package blackout.plan.cluster;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the cluster can lose nodes and still start every VM that starts by itself: N+1 for one
 * node, N+2 for two at once.
 *
 * @param lostNodes how many nodes are lost at once
 * @param cases how many ways there are to lose so many and keep at least one
 * @param shortages the ways in which VMs are left over, in the order of the nodes
 */
public record Reserve(int lostNodes, int cases, List<Shortage> shortages) {

  /** The names that are written out: an assumption about a readable line. */
  private static final int LISTED_NAMES = 6;

  /**
   * Nodes whose loss leaves VMs over.
   *
   * @param nodes the lost nodes
   * @param refused the VMs that do not start
   */
  public record Shortage(Set<String> nodes, List<RestartPlacement.Refusal> refused) {}

  public Reserve {
    shortages = List.copyOf(shortages);
  }

  /**
   * Tries every way to lose one or two nodes.
   *
   * @param lostNodes 1 or 2
   */
  public static Reserve of(Estate estate, int lostNodes) {
    return of(estate, lostNodes, new RestartGround(estate));
  }

  static Reserve of(Estate estate, int lostNodes, RestartGround ground) {
    require(lostNodes == 1 || lostNodes == 2, "lost nodes are not 1 or 2: %s", lostNodes);
    List<String> names = estate.nodes().stream().map(Node::name).toList();
    List<Set<String>> ways = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (lostNodes == 1) {
        ways.add(Set.of(names.get(i)));
      }
      for (int j = i + 1; lostNodes == 2 && j < names.size(); j++) {
        ways.add(new LinkedHashSet<>(List.of(names.get(i), names.get(j))));
      }
    }
    if (names.size() <= lostNodes) {
      return new Reserve(lostNodes, 0, List.of());
    }
    List<Shortage> found =
        ways.parallelStream()
            .map(way -> new Shortage(way, ground.leftOver(way)))
            .filter(shortage -> !shortage.refused().isEmpty())
            .toList();
    return new Reserve(lostNodes, ways.size(), found);
  }

  /** Whether every VM starts, whichever nodes are lost; false if none would be left. */
  public boolean holds() {
    return cases > 0 && shortages.isEmpty();
  }

  /** What holds, or what is left over most, in one sentence. */
  public String sentence() {
    String name = "N+" + lostNodes;
    String lost = lostNodes == 1 ? "one node" : "two nodes at once";
    if (cases == 0) {
      return "%s: without %s no node would be left.".formatted(name, lost);
    }
    if (holds()) {
      return "%s: the cluster can lose %s and still start every VM.".formatted(name, lost);
    }
    Shortage worst =
        shortages.stream()
            .reduce((a, b) -> b.refused().size() > a.refused().size() ? b : a)
            .orElseThrow();
    return "%s: in %s of %s ways to lose %s VMs are left over, most without %s: %s."
        .formatted(
            name,
            shortages.size(),
            cases,
            lost,
            String.join(" and ", worst.nodes()),
            Text.names(worst.refused().stream().map(r -> r.vm().name()).toList(), LISTED_NAMES));
  }
}
