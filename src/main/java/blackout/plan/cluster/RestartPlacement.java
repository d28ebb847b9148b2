package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.EstateVm.Priority;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return new RestartGround(estate).after(lost);
  }

  /** The priority of a VM, medium if nobody stated it. */
  static Priority priority(EstateVm vm) {
    return vm.priority().orElse(Priority.MEDIUM);
  }

  static boolean startsByItself(EstateVm vm) {
    return priority(vm) != Priority.NO_AUTO_START;
  }
}
