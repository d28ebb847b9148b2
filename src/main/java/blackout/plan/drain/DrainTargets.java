package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the VMs of a host go that is emptied.
 *
 * @param nodes the node of VMs that move together, the largest first
 * @param stuck the names of VMs for which no node has room
 * @param after where every VM is then
 */
record DrainTargets(Map<List<EstateVm>, String> nodes, List<String> stuck, Placement after) {

  /**
   * Up to so many nodes, as many as a Windows cluster can have, targets are looked for twice: for
   * room, and for a node in reserve.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/plan/plan-hyper-v-scalability-in-windows-server">Plan
   *     for Hyper-V scalability in Windows Server</a>
   */
  private static final int MOST_NODES_FOR_RESERVE = 64;

  /**
   * To the roomiest nodes; if then no other node may fail, to the roomiest that keep one in
   * reserve, if that leaves no more VMs stuck and does keep one.
   */
  static DrainTargets of(Estate estate, Placement before, String host) {
    DrainTargets roomiest = of(estate, before, host, false);
    if (roomiest.after.hasNodeInReserve(Set.of(host))
        || estate.nodes().size() > MOST_NODES_FOR_RESERVE) {
      return roomiest;
    }
    DrainTargets careful = of(estate, before, host, true);
    boolean better =
        careful.stuck.size() <= roomiest.stuck.size()
            && careful.after.hasNodeInReserve(Set.of(host));
    return better ? careful : roomiest;
  }

  private static DrainTargets of(Estate estate, Placement before, String host, boolean careful) {
    Placement after = before.copy();
    Map<List<EstateVm>, String> nodes = new LinkedHashMap<>();
    List<String> stuck = new ArrayList<>();
    for (List<EstateVm> together : largestFirst(groups(estate, after.on(host)))) {
      Optional<String> target =
          careful
              ? after.targetInReserve(together, Set.of(host))
              : after.target(together, Set.of(host));
      if (target.isEmpty()) {
        together.forEach(vm -> stuck.add(vm.name()));
        continue;
      }
      together.forEach(vm -> after.move(vm, target.get()));
      nodes.put(together, target.get());
    }
    return new DrainTargets(nodes, stuck, after);
  }

  /** VMs on a disk that one node owns leave together; the others by themselves. */
  private static List<List<EstateVm>> groups(Estate estate, List<EstateVm> vms) {
    Map<String, List<EstateVm>> groups = new LinkedHashMap<>();
    for (EstateVm vm : vms) {
      String key = isShared(estate, vm) ? "VM " + vm.name() : "disk " + vm.volume();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(vm);
    }
    return List.copyOf(groups.values());
  }

  private static List<List<EstateVm>> largestFirst(List<List<EstateVm>> groups) {
    return groups.stream()
        .sorted(Comparator.comparing((List<EstateVm> g) -> memory(g)).reversed())
        .toList();
  }

  static ByteCount memory(List<EstateVm> vms) {
    return vms.stream().map(v -> v.vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
  }

  /** Whether a VM lies on a volume that every node can use at once. */
  static boolean isShared(Estate estate, EstateVm vm) {
    return estate.volume(vm.volume()).filter(v -> v.kind() == Volume.Kind.SHARED).isPresent();
  }
}
