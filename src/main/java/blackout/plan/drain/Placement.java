package blackout.plan.drain;

import static blackout.quantity.Require.entry;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.PlacementRule;
import blackout.plan.cluster.Boundaries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where every VM is, and where there is room. A VM goes to the node with the most free memory among
 * those that are open to it by {@link Boundaries} and run none of the VMs it must stay apart from,
 * and of those to one that its cluster prefers; so free memory stays even, which leaves the largest
 * room for the loss of another node. Where that alone does not keep one more node in reserve, each
 * VM goes to the roomiest node with which it does.
 *
 * <p>A node keeps {@link Node#HOST_RESERVE} for itself, as after a crash. Where its VMs already
 * take more, it gets no other.
 */
final class Placement {

  private final Estate estate;
  private final List<Set<String>> apart;
  private final Boundaries bounds;
  private final Map<String, String> nodeOf = new LinkedHashMap<>();
  private final Map<String, Long> freeBytes = new LinkedHashMap<>();

  /**
   * @param apart names of VMs of which no two may share a node
   */
  Placement(Estate estate, List<Set<String>> apart) {
    this.estate = estate;
    this.apart = List.copyOf(apart);
    bounds = new Boundaries(estate);
    for (Node node : estate.nodes()) {
      freeBytes.put(node.name(), node.memoryForVms().bytes());
    }
    for (EstateVm vm : estate.vms()) {
      nodeOf.put(vm.name(), vm.node());
      freeBytes.merge(vm.node(), -bytes(vm), Long::sum);
    }
  }

  private Placement(Placement like) {
    estate = like.estate;
    apart = like.apart;
    bounds = like.bounds;
    nodeOf.putAll(like.nodeOf);
    freeBytes.putAll(like.freeBytes);
  }

  Placement copy() {
    return new Placement(this);
  }

  /** The VMs on a node now, in the order of the estate. */
  List<EstateVm> on(String node) {
    return estate.vms().stream().filter(vm -> node.equals(nodeOf.get(vm.name()))).toList();
  }

  /**
   * The best node for VMs that move together; empty if there is none.
   *
   * @param closed nodes that take none
   */
  Optional<String> target(List<EstateVm> together, Set<String> closed) {
    // Of equals the first, as sorting would give.
    return candidates(together, closed).min(Candidate.BEST_FIRST).map(Candidate::node);
  }

  /** The best node with which one more node could still fail; the best of all if there is none. */
  Optional<String> targetInReserve(List<EstateVm> together, Set<String> closed) {
    List<String> targets = targets(together, closed);
    return targets.stream()
        .filter(
            node -> {
              Placement then = copy();
              together.forEach(vm -> then.move(vm, node));
              return then.hasNodeInReserve(closed);
            })
        .findFirst()
        .or(() -> targets.stream().findFirst());
  }

  /** The nodes with room, those first that break the fewest preferences, then the roomiest. */
  private List<String> targets(List<EstateVm> together, Set<String> closed) {
    return candidates(together, closed).sorted(Candidate.BEST_FIRST).map(Candidate::node).toList();
  }

  /**
   * A node with room.
   *
   * @param disliked the preferences it breaks
   */
  private record Candidate(String node, int disliked, long free) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingInt(Candidate::disliked)
            .thenComparing(Comparator.comparingLong(Candidate::free).reversed());
  }

  private Stream<Candidate> candidates(List<EstateVm> together, Set<String> closed) {
    long needed = together.stream().mapToLong(Placement::bytes).sum();
    Function<String, Optional<String>> others = others(together);
    boolean choosy = together.stream().anyMatch(bounds::isChoosy);
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> entry(freeBytes, node) >= needed && !closed.contains(node))
        .filter(node -> together.stream().allMatch(vm -> bounds.allows(vm, node)))
        .filter(node -> together.stream().noneMatch(vm -> meetsAnother(vm, node, others)))
        .map(
            node ->
                new Candidate(
                    node,
                    choosy
                        ? together.stream().mapToInt(vm -> bounds.disliked(vm, node, others)).sum()
                        : 0,
                    entry(freeBytes, node)));
  }

  /** The nodes that are open to VMs, whatever room they have and whoever is there. */
  private Stream<String> open(List<EstateVm> together, Set<String> closed) {
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> !closed.contains(node))
        .filter(node -> together.stream().allMatch(vm -> bounds.allows(vm, node)));
  }

  /** Where another VM is; nowhere for one that moves as well. */
  private Function<String, Optional<String>> others(List<EstateVm> together) {
    Set<String> moving = together.stream().map(EstateVm::name).collect(Collectors.toSet());
    return name -> moving.contains(name) ? Optional.empty() : Optional.ofNullable(nodeOf.get(name));
  }

  /** The VMs that must be where a VM is. */
  Set<String> mates(EstateVm vm) {
    return bounds.mates(vm);
  }

  /**
   * Why there is no node for VMs that move together.
   *
   * @param closed nodes that take none
   */
  String whyNone(List<EstateVm> together, Set<String> closed) {
    for (EstateVm vm : together) {
      Optional<String> why = bounds.closed(vm, entry(nodeOf, vm.name()));
      if (why.isPresent()) {
        return why.get();
      }
    }
    Function<String, Optional<String>> others = others(together);
    List<String> open = open(together, closed).toList();
    if (open.isEmpty()) {
      return "no other node is open to " + (together.size() > 1 ? "all of them" : "it");
    }
    long needed = together.stream().mapToLong(Placement::bytes).sum();
    List<String> roomy = open.stream().filter(node -> entry(freeBytes, node) >= needed).toList();
    if (roomy.isEmpty()) {
      return "no other node has room";
    }
    return together.stream()
        .flatMap(vm -> bounds.broken(vm, roomy.get(0), others).stream())
        .findFirst()
        .map(rule -> "the rule \"" + rule.name() + "\" leaves it no node with room")
        .orElse("each node with room runs a VM that it must stay apart from");
  }

  void move(EstateVm vm, String to) {
    freeBytes.merge(nodeOf.get(vm.name()), bytes(vm), Long::sum);
    freeBytes.merge(to, -bytes(vm), Long::sum);
    nodeOf.put(vm.name(), to);
  }

  /**
   * Whether every other node could fail too: its VMs, largest first, each find the roomiest node
   * that is open to it, and it has room. VMs that only {@link DrainRules#apart} keeps apart may
   * meet after a crash.
   *
   * @param closed nodes that are away already
   */
  boolean hasNodeInReserve(Set<String> closed) {
    Map<String, List<EstateVm>> on = new HashMap<>();
    for (EstateVm vm : estate.vms()) {
      on.computeIfAbsent(nodeOf.get(vm.name()), node -> new ArrayList<>()).add(vm);
    }
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> !closed.contains(node))
        .allMatch(node -> survivesLossOf(node, on.getOrDefault(node, List.of()), closed));
  }

  private boolean survivesLossOf(String lost, List<EstateVm> vms, Set<String> closed) {
    record Room(String node, long bytes) {}
    var free = new PriorityQueue<Room>(Comparator.comparing(Room::bytes).reversed());
    freeBytes.forEach(
        (node, bytes) -> {
          if (!node.equals(lost) && !closed.contains(node) && bounds.takes(node)) {
            free.add(new Room(node, bytes));
          }
        });
    Map<String, String> placed = new HashMap<>();
    vms.forEach(vm -> placed.put(vm.name(), ""));
    Comparator<EstateVm> bySize = Comparator.comparing(Placement::bytes);
    for (EstateVm vm : vms.stream().sorted(bySize.reversed()).toList()) {
      List<Room> blind = new ArrayList<>();
      while (!free.isEmpty() && !mayStart(vm, free.peek().node(), placed)) {
        blind.add(free.remove());
      }
      if (free.isEmpty() || free.peek().bytes() < bytes(vm)) {
        return false;
      }
      Room room = free.remove();
      placed.put(vm.name(), room.node());
      free.add(new Room(room.node(), room.bytes() - bytes(vm)));
      free.addAll(blind);
    }
    return true;
  }

  /** Whether a VM may start on a node, with the others where they are or were started. */
  private boolean mayStart(EstateVm vm, String node, Map<String, String> placed) {
    return bounds.allows(vm, node)
        && bounds
            .broken(
                vm,
                node,
                name ->
                    Optional.ofNullable(placed.getOrDefault(name, nodeOf.get(name)))
                        .filter(n -> !n.isEmpty()))
            .filter(rule -> rule.kind() == PlacementRule.Kind.APART)
            .isEmpty();
  }

  private boolean meetsAnother(
      EstateVm vm, String node, Function<String, Optional<String>> others) {
    if (bounds.broken(vm, node, others).isPresent()) {
      return true;
    }
    return apart.stream()
        .filter(group -> group.contains(vm.name()))
        .flatMap(Set::stream)
        .anyMatch(other -> !other.equals(vm.name()) && node.equals(nodeOf.get(other)));
  }

  private static long bytes(EstateVm vm) {
    return vm.vm().memory().bytes();
  }
}
