package blackout.plan;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
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
 * even, which leaves the largest room for the loss of another node.
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

  /**
   * @param apart names of VMs of which no two may share a node
   */
  Placement(Estate estate, List<Set<String>> apart) {
    this.estate = estate;
    this.apart = List.copyOf(apart);
    for (Node node : estate.nodes()) {
      freeBytes.put(node.name(), node.memoryForVms().bytes());
    }
    for (EstateVm vm : estate.vms()) {
      byName.put(vm.name(), vm);
      nodeOf.put(vm.name(), vm.node());
      freeBytes.merge(vm.node(), -bytes(vm), Long::sum);
    }
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
    long needed = together.stream().mapToLong(Placement::bytes).sum();
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> !closed.contains(node))
        .filter(node -> freeBytes.get(node) >= needed)
        .filter(node -> together.stream().allMatch(vm -> seesVolume(vm, node)))
        .filter(node -> together.stream().noneMatch(vm -> meetsAnother(vm, node)))
        .max(Comparator.comparing(freeBytes::get));
  }

  void move(EstateVm vm, String to) {
    freeBytes.merge(nodeOf.get(vm.name()), bytes(vm), Long::sum);
    freeBytes.merge(to, -bytes(vm), Long::sum);
    nodeOf.put(vm.name(), to);
  }

  /**
   * Whether every other node could fail too: its VMs, largest first, each find a node with room.
   *
   * @param closed nodes that are away already
   */
  boolean hasNodeInReserve(Set<String> closed) {
    Map<String, List<Long>> sizes = new HashMap<>();
    for (EstateVm vm : estate.vms()) {
      sizes.computeIfAbsent(nodeOf.get(vm.name()), node -> new ArrayList<>()).add(bytes(vm));
    }
    return estate.nodes().stream()
        .map(Node::name)
        .filter(node -> !closed.contains(node))
        .allMatch(node -> survivesLossOf(node, sizes.getOrDefault(node, List.of()), closed));
  }

  private boolean survivesLossOf(String lost, List<Long> sizes, Set<String> closed) {
    var free = new PriorityQueue<Long>(Comparator.reverseOrder());
    freeBytes.forEach(
        (node, bytes) -> {
          if (!node.equals(lost) && !closed.contains(node)) {
            free.add(bytes);
          }
        });
    for (long size : sizes.stream().sorted(Comparator.reverseOrder()).toList()) {
      if (free.isEmpty() || free.peek() < size) {
        return false;
      }
      free.add(free.remove() - size);
    }
    return true;
  }

  private boolean seesVolume(EstateVm vm, String node) {
    return estate
        .volume(vm.volume())
        .flatMap(volume -> volume.visibleTo())
        .map(nodes -> nodes.contains(node))
        .orElse(true);
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
