package blackout.plan.drain;

import static blackout.quantity.Require.entry;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Where every VM is, and where there is room. A VM goes to the node with the most free memory among
 * those that see its volume and run none of the VMs it must stay apart from; so free memory stays
 * even, which leaves the largest room for the loss of another node. Where that alone does not keep
 * one more node in reserve, each VM goes to the roomiest node with which it does.
 *
 * <p>A node keeps {@link Node#HOST_RESERVE} for itself, as after a crash. Where its VMs already
 * take more, it gets no other.
 */
final class Placement {

  private final Estate estate;
  private final List<Set<String>> apart;
  private final Map<String, String> nodeOf = new LinkedHashMap<>();
  private final Map<String, Long> freeBytes = new LinkedHashMap<>();
  private final Map<String, EstateVm> byName = new HashMap<>();

  /** The nodes that see a volume, by its name; none for one that all see. */
  private final Map<String, Set<String>> seersOf = new HashMap<>();

  /**
   * @param apart names of VMs of which no two may share a node
   */
  Placement(Estate estate, List<Set<String>> apart) {
    this.estate = estate;
    this.apart = List.copyOf(apart);
    for (Volume volume : estate.volumes()) {
      volume.visibleTo().ifPresent(nodes -> seersOf.putIfAbsent(volume.name(), Set.copyOf(nodes)));
    }
    for (Node node : estate.nodes()) {
      freeBytes.put(node.name(), node.memoryForVms().bytes());
    }
    for (EstateVm vm : estate.vms()) {
      byName.put(vm.name(), vm);
      nodeOf.put(vm.name(), vm.node());
      freeBytes.merge(vm.node(), -bytes(vm), Long::sum);
    }
  }

  private Placement(Placement like) {
    estate = like.estate;
    apart = like.apart;
    nodeOf.putAll(like.nodeOf);
    freeBytes.putAll(like.freeBytes);
    byName.putAll(like.byName);
    seersOf.putAll(like.seersOf);
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
    return targets(together, closed).stream().findFirst();
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

  /** The nodes with room, the roomiest first. */
  private List<String> targets(List<EstateVm> together, Set<String> closed) {
    long needed = together.stream().mapToLong(Placement::bytes).sum();
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> !closed.contains(node))
        .filter(node -> entry(freeBytes, node) >= needed)
        .filter(node -> together.stream().allMatch(vm -> seesVolume(vm, node)))
        .filter(node -> together.stream().noneMatch(vm -> meetsAnother(vm, node)))
        .sorted(Comparator.comparing((String node) -> entry(freeBytes, node)).reversed())
        .toList();
  }

  void move(EstateVm vm, String to) {
    freeBytes.merge(nodeOf.get(vm.name()), bytes(vm), Long::sum);
    freeBytes.merge(to, -bytes(vm), Long::sum);
    nodeOf.put(vm.name(), to);
  }

  /**
   * Whether every other node could fail too: its VMs, largest first, each find the roomiest node
   * that sees its volume, and it has room. VMs that stay apart in a drain may meet after a crash.
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
          if (!node.equals(lost) && !closed.contains(node)) {
            free.add(new Room(node, bytes));
          }
        });
    Comparator<EstateVm> bySize = Comparator.comparing(Placement::bytes);
    for (EstateVm vm : vms.stream().sorted(bySize.reversed()).toList()) {
      List<Room> blind = new ArrayList<>();
      while (!free.isEmpty() && !seesVolume(vm, free.peek().node())) {
        blind.add(free.remove());
      }
      if (free.isEmpty() || free.peek().bytes() < bytes(vm)) {
        return false;
      }
      Room room = free.remove();
      free.add(new Room(room.node(), room.bytes() - bytes(vm)));
      free.addAll(blind);
    }
    return true;
  }

  private boolean seesVolume(EstateVm vm, String node) {
    Set<String> seers = seersOf.get(vm.volume());
    return seers == null || seers.contains(node);
  }

  private boolean meetsAnother(EstateVm vm, String node) {
    return apart.stream()
        .filter(group -> group.contains(vm.name()))
        .flatMap(Set::stream)
        .anyMatch(other -> !other.equals(vm.name()) && node.equals(nodeOf.get(other)));
  }

  private static long bytes(EstateVm vm) {
    return vm.vm().memory().bytes();
  }
}
