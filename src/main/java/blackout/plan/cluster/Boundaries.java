package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.PlacementRule;
import blackout.inventory.PlacementRule.Kind;
import blackout.inventory.Volume;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * On which hosts each VM may run: by the state of the hosts, by which of them see its disks, and by
 * the rules of the cluster. Every plan that gives a VM a host asks here. Safe for several threads.
 *
 * <p>Nothing here looks at memory.
 */
public final class Boundaries {

  /** The names that are written out: an assumption about a readable line. */
  private static final int LISTED_NAMES = 6;

  private final Set<String> takers = new LinkedHashSet<>();
  private final Map<String, String> siteOf = new HashMap<>();

  /** The hosts that see a volume, by its name; none for one that all see. */
  private final Map<String, Set<String>> seersOf = new HashMap<>();

  /** The rules about a VM, by its name. */
  private final Map<String, List<PlacementRule>> rulesOf = new HashMap<>();

  /** The hosts that required rules leave a VM; none for one that has all. */
  private final Map<String, Set<String>> ruledOf = new HashMap<>();

  public Boundaries(Estate estate) {
    Set<String> all = new HashSet<>();
    for (Node node : estate.nodes()) {
      all.add(node.name());
      if (node.takesVms()) {
        takers.add(node.name());
      }
      node.site().ifPresent(site -> siteOf.put(node.name(), site));
    }
    for (Volume volume : estate.volumes()) {
      volume
          .visibleTo()
          .map(Set::copyOf)
          .filter(seers -> !seers.containsAll(all))
          .ifPresent(seers -> seersOf.putIfAbsent(volume.name(), seers));
    }
    for (PlacementRule rule : estate.cluster().rules()) {
      for (String vm : Set.copyOf(rule.vms())) {
        rulesOf.computeIfAbsent(vm, v -> new ArrayList<>()).add(rule);
        if (rule.required() && rule.kind().namesNodes()) {
          Set<String> left = ruledOf.computeIfAbsent(vm, v -> new HashSet<>(all));
          if (rule.kind() == Kind.ON) {
            left.retainAll(rule.nodes());
          } else {
            rule.nodes().forEach(left::remove);
          }
        }
      }
    }
  }

  /** Whether a host takes VMs now. */
  public boolean takes(String node) {
    return takers.contains(node);
  }

  /** Whether a VM may run on a host, wherever the others are. */
  public boolean allows(EstateVm vm, String node) {
    return takes(node) && sees(vm, node) && ruled(vm, node);
  }

  /** Whether some host of the cluster is closed to a VM, or another VM is no neighbour for it. */
  public boolean isChoosy(EstateVm vm) {
    return seersOf.containsKey(vm.volume())
        || vm.mobility().otherVolumes().stream().anyMatch(seersOf::containsKey)
        || rulesOf.containsKey(vm.name())
        || !siteOf.isEmpty();
  }

  /** Whether a host sees all disks of a VM. */
  public boolean sees(EstateVm vm, String node) {
    return sees(vm.volume(), node)
        && vm.mobility().otherVolumes().stream().allMatch(volume -> sees(volume, node));
  }

  private boolean sees(String volume, String node) {
    Set<String> seers = seersOf.get(volume);
    return seers == null || seers.contains(node);
  }

  private boolean ruled(EstateVm vm, String node) {
    Set<String> left = ruledOf.get(vm.name());
    return left == null || left.contains(node);
  }

  /**
   * A required rule between VMs that a host would break; empty if none.
   *
   * @param nodeOf where another VM is; empty for one that counts nowhere
   */
  public Optional<PlacementRule> broken(
      EstateVm vm, String node, Function<String, Optional<String>> nodeOf) {
    return rules(vm).stream()
        .filter(PlacementRule::required)
        .filter(rule -> isBroken(rule, vm, node, nodeOf))
        .findFirst();
  }

  /**
   * How many preferred rules a host would break, with one more where it stands in another site, and
   * for preferred hosts their place in the list. The fewer, the better.
   *
   * @param nodeOf as above
   */
  public int disliked(EstateVm vm, String node, Function<String, Optional<String>> nodeOf) {
    int broken = siteOf.containsKey(vm.node()) && !same(siteOf, vm.node(), node) ? 1 : 0;
    for (PlacementRule rule : rules(vm)) {
      if (!rule.required()) {
        int place = rule.kind() == Kind.ON ? rule.nodes().indexOf(node) : -1;
        broken += place >= 0 ? Math.min(place, 999) : isBroken(rule, vm, node, nodeOf) ? 1_000 : 0;
      }
    }
    return broken;
  }

  /** The VMs that must be on the host of a VM, by required rules. */
  public Set<String> mates(EstateVm vm) {
    Set<String> mates = new LinkedHashSet<>();
    rules(vm).stream()
        .filter(rule -> rule.required() && rule.kind() == Kind.TOGETHER)
        .forEach(rule -> mates.addAll(rule.vms()));
    mates.remove(vm.name());
    return mates;
  }

  private List<PlacementRule> rules(EstateVm vm) {
    return rulesOf.getOrDefault(vm.name(), List.of());
  }

  private static boolean isBroken(
      PlacementRule rule, EstateVm vm, String node, Function<String, Optional<String>> nodeOf) {
    return switch (rule.kind()) {
      case ON -> !rule.nodes().contains(node);
      case NOT_ON -> rule.nodes().contains(node);
      case APART -> others(rule, vm, nodeOf).contains(node);
      case TOGETHER -> others(rule, vm, nodeOf).stream().anyMatch(n -> !n.equals(node));
    };
  }

  private static List<String> others(
      PlacementRule rule, EstateVm vm, Function<String, Optional<String>> nodeOf) {
    return rule.vms().stream()
        .filter(other -> !other.equals(vm.name()))
        .flatMap(other -> nodeOf.apply(other).stream())
        .toList();
  }

  private static boolean same(Map<String, String> siteOf, String a, String b) {
    return Optional.ofNullable(siteOf.get(a)).equals(Optional.ofNullable(siteOf.get(b)));
  }

  /**
   * Why no other host is open to a VM, whatever room there is; empty if one is.
   *
   * @param from the host that it leaves
   */
  public Optional<String> closed(EstateVm vm, String from) {
    List<String> others = takers.stream().filter(node -> !node.equals(from)).toList();
    if (others.isEmpty()) {
      return Optional.of("no other host takes VMs");
    }
    List<String> seeing = others.stream().filter(node -> sees(vm, node)).toList();
    if (seeing.isEmpty()) {
      return Optional.of(
          "no other host sees "
              + Text.names(
                  Stream.concat(Stream.of(vm.volume()), vm.mobility().otherVolumes().stream())
                      .filter(volume -> others.stream().noneMatch(node -> sees(volume, node)))
                      .toList(),
                  LISTED_NAMES));
    }
    if (seeing.stream().noneMatch(node -> ruled(vm, node))) {
      return Optional.of(
          "it may run on no other host by "
              + Text.names(
                  rules(vm).stream()
                      .filter(rule -> rule.required() && rule.kind().namesNodes())
                      .map(rule -> "the rule \"" + rule.name() + "\"")
                      .toList(),
                  LISTED_NAMES));
    }
    return Optional.empty();
  }
}
