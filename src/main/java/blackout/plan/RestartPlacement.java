package blackout.plan;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the VMs of lost nodes start again: one after the other by priority, then by start order,
 * then the largest first, each on the node with the most free memory that sees its volume. The VMs
 * of an exclusive disk all go where the first of them goes. Nothing is moved to make room.
 *
 * <p>The rule is ours, and it is the same in every run; the vendor's placement is not published in
 * detail. That VMs start by priority is.
 *
 * @param nodes the node of each VM that starts, by VM, in the order of their starts
 * @param refused the VMs that do not start, in the order in which their turn came
 */
public record RestartPlacement(Map<EstateVm, String> nodes, List<Refusal> refused) {

  /**
   * A VM that does not start.
   *
   * @param vm the VM
   * @param reason why, in words
   */
  public record Refusal(EstateVm vm, String reason) {}

  /**
   * The order of starts. A VM without a priority counts as medium, which is the cluster's default;
   * one without a start order comes after those that have one.
   */
  static final Comparator<EstateVm> START_ORDER =
      Comparator.comparing((EstateVm vm) -> -priority(vm).number())
          .thenComparing(vm -> vm.startOrder().orElse(Integer.MAX_VALUE))
          .thenComparing(vm -> vm.vm().memory(), Comparator.reverseOrder());

  public RestartPlacement {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    refused = List.copyOf(refused);
  }

  /**
   * Places the VMs of lost nodes on the others.
   *
   * @param lost the names of the lost nodes
   */
  public static RestartPlacement after(Estate estate, Set<String> lost) {
    return new Turn(estate, lost).placement();
  }

  /** The priority of a VM, medium if nobody stated it. */
  static Priority priority(EstateVm vm) {
    return vm.priority().orElse(Priority.MEDIUM);
  }

  static boolean startsByItself(EstateVm vm) {
    return priority(vm) != Priority.NO_AUTO_START;
  }

  /** Mutable; one placement owns it. */
  private static final class Turn {

    private final Estate estate;
    private final Set<String> lost;
    private final Map<String, Long> freeBytes = new LinkedHashMap<>();
    private final Map<EstateVm, String> nodes = new LinkedHashMap<>();
    private final Map<String, String> ownerOfDisk = new LinkedHashMap<>();
    private final List<Refusal> refused = new ArrayList<>();

    Turn(Estate estate, Set<String> lost) {
      this.estate = estate;
      this.lost = lost;
      for (Node node : estate.nodes()) {
        if (!lost.contains(node.name())) {
          freeBytes.put(node.name(), node.memoryForVms().bytes());
        }
      }
      for (EstateVm vm : estate.vms()) {
        freeBytes.computeIfPresent(vm.node(), (node, free) -> free - vm.vm().memory().bytes());
      }
    }

    RestartPlacement placement() {
      estate.vms().stream()
          .filter(vm -> lost.contains(vm.node()))
          .sorted(START_ORDER)
          .forEach(this::place);
      return new RestartPlacement(nodes, refused);
    }

    private void place(EstateVm vm) {
      if (!startsByItself(vm)) {
        refused.add(new Refusal(vm, "it is set not to start by itself"));
        return;
      }
      Optional<Volume> volume = estate.volume(vm.volume());
      boolean exclusive = volume.filter(v -> v.kind() == Volume.Kind.EXCLUSIVE).isPresent();
      Optional<String> owner =
          exclusive ? Optional.ofNullable(ownerOfDisk.get(vm.volume())) : Optional.empty();
      Optional<String> node = owner.or(() -> roomiest(volume));
      if (node.isEmpty()) {
        refused.add(new Refusal(vm, "no node is left that sees its volume"));
        return;
      }
      if (exclusive) {
        ownerOfDisk.put(vm.volume(), node.get());
      }
      long need = vm.vm().memory().bytes();
      long free = freeBytes.get(node.get());
      if (need > free) {
        String left = new ByteCount(Math.max(0, free)).toString();
        refused.add(
            new Refusal(
                vm,
                owner.isPresent()
                    ? node.get() + ", which took over its disk, has only " + left + " left"
                    : "no node has more than " + left + " left"));
        return;
      }
      freeBytes.put(node.get(), free - need);
      nodes.put(vm, node.get());
    }

    private Optional<String> roomiest(Optional<Volume> volume) {
      Optional<List<String>> seers = volume.flatMap(Volume::visibleTo);
      return freeBytes.keySet().stream()
          .filter(node -> seers.isEmpty() || seers.get().contains(node))
          .reduce((a, b) -> freeBytes.get(b) > freeBytes.get(a) ? b : a);
    }
  }
}
