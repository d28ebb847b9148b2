package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.plan.cluster.RestartPlacement.Refusal;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * An estate made ready for many placements: whether it can lose any two of a thousand nodes is half
 * a million of them. Each looks only at the VMs of the lost nodes. Safe for several threads.
 *
 * @see RestartPlacement
 */
final class RestartGround {

  /**
   * A VM as a placement needs it.
   *
   * @param seers the nodes that see its volume; none if all do
   */
  @SuppressWarnings("ArrayRecordComponent") // Read a million times, and never compared.
  private record Start(EstateVm vm, long bytes, boolean exclusive, int[] seers) {}

  private static final int[] ALL = {};

  private final List<String> nodes;
  private final Map<String, Integer> numberOfNode = new HashMap<>();

  /** All VMs in the order of their starts, whichever nodes are lost. */
  private final List<Start> starts = new ArrayList<>();

  /** The places in {@link #starts} of the VMs on each node, rising. */
  private final int[][] startsOn;

  /** What the VMs on each node need together, and the largest of them. */
  private final long[] bytesOn;

  private final long[] largestOn;

  /** Whether some VM of a node cannot start on just any other. */
  private final boolean[] choosy;

  private final FreeMemory free;
  private final long freeTotal;

  RestartGround(Estate estate) {
    nodes = estate.nodes().stream().map(Node::name).toList();
    for (int i = 0; i < nodes.size(); i++) {
      numberOfNode.putIfAbsent(nodes.get(i), i);
    }
    Map<String, Volume> volumes = new HashMap<>();
    Map<String, int[]> seers = new HashMap<>();
    for (Volume volume : estate.volumes()) {
      volumes.putIfAbsent(volume.name(), volume);
      seers.putIfAbsent(volume.name(), volume.visibleTo().map(this::numbers).orElse(ALL));
    }
    long[] freeBytes = estate.nodes().stream().mapToLong(n -> n.memoryForVms().bytes()).toArray();
    bytesOn = new long[nodes.size()];
    largestOn = new long[nodes.size()];
    choosy = new boolean[nodes.size()];
    List<List<Integer>> on = new ArrayList<>();
    nodes.forEach(n -> on.add(new ArrayList<>()));
    for (EstateVm vm :
        estate.vms().stream().sorted(RestartPlacement.START_ORDER).toList()) { // stable
      Volume volume = volumes.get(vm.volume());
      var start =
          new Start(
              vm,
              vm.vm().memory().bytes(),
              volume != null && volume.kind() == Volume.Kind.EXCLUSIVE,
              seers.getOrDefault(vm.volume(), ALL));
      Integer node = numberOfNode.get(vm.node());
      if (node != null) {
        freeBytes[node] -= start.bytes;
        bytesOn[node] += start.bytes;
        largestOn[node] = Math.max(largestOn[node], start.bytes);
        choosy[node] |= start.exclusive || start.seers.length > 0;
        on.get(node).add(starts.size());
      }
      starts.add(start);
    }
    startsOn =
        on.stream().map(places -> places.stream().mapToInt(i -> i).toArray()).toArray(int[][]::new);
    free = new FreeMemory(freeBytes);
    freeTotal = Arrays.stream(freeBytes).sum();
  }

  RestartPlacement after(Set<String> lost) {
    Map<EstateVm, String> placed = new LinkedHashMap<>();
    List<Refusal> refused = after(lost, placed::put);
    return new RestartPlacement(placed, refused);
  }

  /**
   * Places the VMs of lost nodes.
   *
   * @param placed told of each VM that starts and its node, in the order of their starts
   * @return the VMs that do not start
   */
  List<Refusal> after(Set<String> lost, BiConsumer<EstateVm, String> placed) {
    return new Turn(lost, placed).run();
  }

  /** The VMs that do not start, without those that are set not to. */
  List<Refusal> leftOver(Set<String> lost) {
    if (hasPlentyFor(lost)) {
      return List.of();
    }
    return new Turn(lost, (vm, node) -> {})
        .run().stream().filter(r -> RestartPlacement.startsByItself(r.vm())).toList();
  }

  /**
   * Whether all VMs of lost nodes are sure to start, by the means alone: the roomiest node has at
   * least the mean of all that are left. If even after the last start that mean is as large as the
   * largest VM, every VM finds room in its turn.
   */
  private boolean hasPlentyFor(Set<String> lost) {
    long leftBytes = freeTotal;
    long nodesLeft = nodes.size();
    long largest = 0;
    for (String name : lost) {
      Integer node = numberOfNode.get(name);
      if (node == null || choosy[node]) {
        return false;
      }
      leftBytes -= free.bytes(node) + bytesOn[node];
      nodesLeft--;
      largest = Math.max(largest, largestOn[node]);
    }
    return nodesLeft > 0 && leftBytes / nodesLeft >= largest;
  }

  /** No node for a volume that none of this estate sees; that is not the same as all. */
  private int[] numbers(List<String> names) {
    int[] numbers =
        names.stream()
            .filter(numberOfNode::containsKey)
            .mapToInt(numberOfNode::get)
            .sorted()
            .distinct()
            .toArray();
    return numbers.length == nodes.size() ? ALL : numbers.length == 0 ? new int[] {-1} : numbers;
  }

  /** Mutable; one placement owns it. */
  private final class Turn {

    private final Set<String> lost;
    private final BiConsumer<EstateVm, String> placed;
    private final FreeMemory room = free.copy();
    private final Map<String, Integer> ownerOfDisk = new HashMap<>();
    private final List<Refusal> refused = new ArrayList<>();

    Turn(Set<String> lost, BiConsumer<EstateVm, String> placed) {
      this.lost = lost;
      this.placed = placed;
    }

    List<Refusal> run() {
      int[] places = {};
      for (String name : lost) {
        Integer node = numberOfNode.get(name);
        if (node != null) {
          room.close(node);
          int[] more = startsOn[node];
          int old = places.length;
          places = Arrays.copyOf(places, old + more.length);
          System.arraycopy(more, 0, places, old, more.length);
        }
      }
      Arrays.sort(places);
      for (int place : places) {
        place(starts.get(place));
      }
      return refused;
    }

    private void place(Start start) {
      EstateVm vm = start.vm;
      if (!RestartPlacement.startsByItself(vm)) {
        refused.add(new Refusal(vm, "it is set not to start by itself"));
        return;
      }
      Integer owner = start.exclusive ? ownerOfDisk.get(vm.volume()) : null;
      int node = owner != null ? owner : roomiest(start.seers);
      if (node < 0) {
        refused.add(new Refusal(vm, "no node is left that sees its volume"));
        return;
      }
      if (start.exclusive) {
        ownerOfDisk.put(vm.volume(), node);
      }
      if (start.bytes > room.bytes(node)) {
        String left = new ByteCount(Math.max(0, room.bytes(node))).toString();
        refused.add(
            new Refusal(
                vm,
                owner != null
                    ? nodes.get(node) + ", which took over its disk, has only " + left + " left"
                    : "no node has more than " + left + " left"));
        return;
      }
      room.take(node, start.bytes);
      placed.accept(vm, nodes.get(node));
    }

    private int roomiest(int[] seers) {
      if (seers.length == 0) {
        return room.roomiest();
      }
      return seers[0] < 0 ? -1 : room.roomiest(seers);
    }
  }
}
