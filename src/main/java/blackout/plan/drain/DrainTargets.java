package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.NodeState;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the VMs of a host go that is emptied.
 *
 * @param nodes the node of VMs that move together, the largest first
 * @param kept the VMs that do not leave, and why
 * @param shutDown the VMs that are shut down until the host is back, and why
 * @param after where every VM is then
 */
record DrainTargets(
    Map<List<EstateVm>, String> nodes,
    List<Drain.Kept> kept,
    Map<EstateVm, String> shutDown,
    Placement after) {

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
  static DrainTargets of(Estate estate, Placement before, String host, Blocked blocked) {
    DrainTargets roomiest = of(estate, before.copy(), host, blocked, false);
    if (roomiest.after.hasNodeInReserve(Set.of(host))
        || estate.nodes().size() > MOST_NODES_FOR_RESERVE) {
      return roomiest;
    }
    DrainTargets careful = of(estate, before.copy(), host, blocked, true);
    boolean better =
        careful.kept.size() <= roomiest.kept.size() && careful.after.hasNodeInReserve(Set.of(host));
    return better ? careful : roomiest;
  }

  private static DrainTargets of(
      Estate estate, Placement after, String host, Blocked blocked, boolean careful) {
    Map<List<EstateVm>, String> nodes = new LinkedHashMap<>();
    List<Drain.Kept> kept = new ArrayList<>();
    Map<EstateVm, String> shutDown = new LinkedHashMap<>();
    List<List<EstateVm>> leaving = new ArrayList<>();
    Optional<String> down = down(estate, host);
    for (List<EstateVm> group : groups(estate, after.on(host))) {
      if (down.isPresent()) {
        group.forEach(vm -> kept.add(new Drain.Kept(vm.name(), down.get())));
        continue;
      }
      Optional<EstateVm> bound = group.stream().filter(vm -> !blocked.moves(vm)).findFirst();
      if (bound.isEmpty()) {
        leaving.add(group);
        continue;
      }
      String why = bound.get().mobility().notLive().orElseThrow();
      for (EstateVm vm : group) {
        String ofVm =
            vm.name().equals(bound.get().name()) ? why : "shares a disk with " + bound.get().name();
        if (blocked.shutsDown(bound.get())) {
          shutDown.put(vm, ofVm);
        } else {
          kept.add(new Drain.Kept(vm.name(), ofVm));
        }
      }
    }
    for (List<List<EstateVm>> mates : largestFirst(mates(leaving, after))) {
      List<EstateVm> all = all(mates);
      Optional<String> target =
          careful ? after.targetInReserve(all, Set.of(host)) : after.target(all, Set.of(host));
      if (target.isEmpty()) {
        String why = after.whyNone(all, Set.of(host));
        all.forEach(vm -> kept.add(new Drain.Kept(vm.name(), why)));
        continue;
      }
      all.forEach(vm -> after.move(vm, target.get()));
      mates.forEach(group -> nodes.put(group, target.get()));
    }
    return new DrainTargets(nodes, kept, shutDown, after);
  }

  /** Why nothing moves away from a host that nobody reaches; empty for one that is reached. */
  private static Optional<String> down(Estate estate, String host) {
    return estate
        .node(host)
        .flatMap(Node::state)
        .filter(state -> state == NodeState.OFFLINE || state == NodeState.DISCONNECTED)
        .map(state -> "its host is " + state.label());
  }

  /** To the roomiest nodes, whatever that leaves in reserve, with all VMs where they are now. */
  static DrainTargets roomiest(Estate estate, String host, Blocked blocked) {
    return of(estate, new Placement(estate, List.of()), host, blocked, false);
  }

  /** Groups that go to the same node, because a rule keeps VMs of them together. */
  private static List<List<List<EstateVm>>> mates(List<List<EstateVm>> groups, Placement now) {
    List<List<List<EstateVm>>> units = new ArrayList<>();
    List<Set<String>> wanted = new ArrayList<>();
    List<List<List<EstateVm>>> alone = new ArrayList<>();
    for (List<EstateVm> group : groups) {
      if (group.stream().allMatch(vm -> now.mates(vm).isEmpty())) {
        alone.add(List.of(group));
        continue;
      }
      Set<String> names = new HashSet<>();
      group.forEach(
          vm -> {
            names.add(vm.name());
            names.addAll(now.mates(vm));
          });
      var unit = new ArrayList<>(List.of(group));
      for (int i = units.size() - 1; i >= 0; i--) {
        if (!Collections.disjoint(wanted.get(i), names)) {
          unit.addAll(0, units.remove(i));
          names.addAll(wanted.remove(i));
        }
      }
      units.add(unit);
      wanted.add(names);
    }
    alone.addAll(units);
    return alone;
  }

  private static List<EstateVm> all(List<List<EstateVm>> groups) {
    return groups.stream().flatMap(List::stream).toList();
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

  private static List<List<List<EstateVm>>> largestFirst(List<List<List<EstateVm>>> units) {
    return units.stream()
        .sorted(Comparator.comparing((List<List<EstateVm>> unit) -> memory(all(unit))).reversed())
        .toList();
  }

  static ByteCount memory(List<EstateVm> vms) {
    return vms.stream().map(v -> v.vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
  }

  /** Whether a VM lies on a volume that every node can use at once. */
  static boolean isShared(Estate estate, EstateVm vm) {
    return estate.volume(vm.volume()).filter(v -> v.kind() == Volume.VolumeUse.SHARED).isPresent();
  }
}
