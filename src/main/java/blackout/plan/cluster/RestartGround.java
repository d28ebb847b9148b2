package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.PlacementRule;
import blackout.inventory.Volume;
import blackout.plan.cluster.RestartPlacement.Refusal;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

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
   * @param seers the nodes that are open to it; none if all are
   * @param ruled whether some rule is about it
   */
  @SuppressWarnings("ArrayRecordComponent") // Read a million times, and never compared.
  private record Start(EstateVm vm, long bytes, boolean exclusive, int[] seers, boolean ruled) {}

  private static final int[] ALL = {};

  private final List<String> nodes;
  private final Boundaries bounds;
  private final Map<String, String> homeOf = new HashMap<>();
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

  /** How many nodes take VMs. */
  private int takers;

  private final FreeMemory free;
  private final long freeTotal;

  RestartGround(Estate estate) {
    nodes = estate.nodes().stream().map(Node::name).toList();
    for (int i = 0; i < nodes.size(); i++) {
      numberOfNode.putIfAbsent(nodes.get(i), i);
    }
    Map<String, Volume> volumes = new HashMap<>();
    estate.volumes().forEach(volume -> volumes.putIfAbsent(volume.name(), volume));
    bounds = new Boundaries(estate);
    long[] freeBytes = estate.nodes().stream().mapToLong(n -> n.memoryForVms().bytes()).toArray();
    bytesOn = new long[nodes.size()];
    largestOn = new long[nodes.size()];
    choosy = new boolean[nodes.size()];
    List<List<Integer>> on = new ArrayList<>();
    nodes.forEach(n -> on.add(new ArrayList<>()));
    for (EstateVm vm :
        estate.vms().stream().sorted(RestartPlacement.START_ORDER).toList()) { // stable
      Volume volume = volumes.get(vm.volume());
      boolean ruled = bounds.isChoosy(vm);
      var start =
          new Start(
              vm,
              vm.vm().memory().bytes(),
              volume != null && volume.kind() == Volume.VolumeUse.EXCLUSIVE,
              ruled ? open(vm) : ALL,
              ruled);
      Integer node = numberOfNode.get(vm.node());
      if (node != null) {
        freeBytes[node] -= start.bytes;
        bytesOn[node] += start.bytes;
        largestOn[node] = Math.max(largestOn[node], start.bytes);
        choosy[node] |= start.exclusive || start.ruled || vm.mobility().bound().isPresent();
        on.get(node).add(starts.size());
      }
      starts.add(start);
    }
    startsOn =
        on.stream().map(places -> places.stream().mapToInt(i -> i).toArray()).toArray(int[][]::new);
    for (EstateVm vm : estate.vms()) {
      homeOf.put(vm.name(), vm.node());
    }
    free = new FreeMemory(freeBytes);
    long total = 0;
    for (int i = 0; i < freeBytes.length; i++) {
      if (bounds.takes(nodes.get(i))) {
        total += freeBytes[i];
        takers++;
      } else {
        free.close(i);
      }
    }
    freeTotal = total;
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
    long nodesLeft = takers;
    long largest = 0;
    for (String name : lost) {
      Integer node = numberOfNode.get(name);
      if (node == null || choosy[node]) {
        return false;
      }
      leftBytes -= bytesOn[node];
      if (!free.isAway(node)) {
        leftBytes -= free.bytes(node);
        nodesLeft--;
      }
      largest = Math.max(largest, largestOn[node]);
    }
    return nodesLeft > 0 && leftBytes / nodesLeft >= largest;
  }

  /** The nodes that are open to a VM; -1 alone for none, which is not the same as all. */
  private int[] open(EstateVm vm) {
    int[] numbers =
        IntStream.range(0, nodes.size()).filter(i -> bounds.allows(vm, nodes.get(i))).toArray();
    return numbers.length == nodes.size() ? ALL : numbers.length == 0 ? new int[] {-1} : numbers;
  }

  /** Mutable; one placement owns it. */
  private final class Turn {

    private final Set<String> lost;
    private final BiConsumer<EstateVm, String> placed;
    private final FreeMemory room = free.copy();
    private final Map<String, Integer> ownerOfDisk = new HashMap<>();
    private final Map<String, String> placedOn = new HashMap<>();
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
      Optional<String> bound = vm.mobility().bound();
      if (bound.isPresent()) {
        refused.add(new Refusal(vm, bound.get()));
        return;
      }
      Integer owner = start.exclusive ? ownerOfDisk.get(vm.volume()) : null;
      int node = owner != null ? owner : roomiest(start);
      if (node < 0) {
        refused.add(new Refusal(vm, why(vm)));
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
      placedOn.put(vm.name(), nodes.get(node));
      placed.accept(vm, nodes.get(node));
    }

    private int roomiest(Start start) {
      if (!start.ruled) {
        return room.roomiest();
      }
      int[] open =
          start.seers.length > 0 ? start.seers : IntStream.range(0, nodes.size()).toArray();
      int best = -1;
      int bestDisliked = 0;
      for (int node : open) {
        if (node >= 0 && !room.isAway(node) && !mustStayApart(start.vm, nodes.get(node))) {
          int disliked = bounds.disliked(start.vm, nodes.get(node), this::nodeOf);
          boolean fits = room.bytes(node) >= start.bytes;
          if (best < 0 || isBetter(fits, disliked, node, start.bytes, bestDisliked, best)) {
            best = node;
            bestDisliked = disliked;
          }
        }
      }
      return best;
    }

    /** One with room before one without, then the better liked, then the roomier. */
    private boolean isBetter(
        boolean fits, int disliked, int node, long bytes, int bestDisliked, int best) {
      boolean bestFits = room.bytes(best) >= bytes;
      if (fits != bestFits) {
        return fits;
      }
      return (disliked != bestDisliked && fits)
          ? disliked < bestDisliked
          : room.bytes(node) > room.bytes(best);
    }

    private boolean mustStayApart(EstateVm vm, String node) {
      return bounds
          .broken(vm, node, this::nodeOf)
          .filter(rule -> rule.kind() == PlacementRule.Kind.APART)
          .isPresent();
    }

    /** Where another VM is now; empty for one that is not started again. */
    private Optional<String> nodeOf(String vm) {
      return Optional.ofNullable(placedOn.get(vm))
          .or(() -> Optional.ofNullable(homeOf.get(vm)).filter(node -> !lost.contains(node)));
    }

    private String why(EstateVm vm) {
      boolean sees =
          nodes.stream().anyMatch(n -> !lost.contains(n) && bounds.takes(n) && bounds.sees(vm, n));
      return sees
          ? "no node is left on which rules let it run"
          : "no node is left that sees its volume";
    }
  }
}
