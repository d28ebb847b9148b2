package blackout.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast placement against one that looks at every node each time. */
final class RestartGroundTest {

  @Test
  void ofEqualNodesTheFirstIsTheRoomiest() {
    var free = new FreeMemory(new long[] {3, 7, 7});

    assertThat(free.roomiest()).isEqualTo(1);
    free.take(1, 1);
    assertThat(free.roomiest()).isEqualTo(2);
    free.close(2);
    assertThat(free.roomiest()).isEqualTo(1);
    free.close(0);
    free.close(1);
    assertThat(free.roomiest()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyVmGoesWhereTheSlowSearchPutsIt(long seed) {
    Estate estate = estate(seed);
    var ground = new RestartGround(estate);

    for (Set<String> lost : pairs(estate)) {
      Map<String, String> slow = slow(estate, lost);

      var fast = new LinkedHashMap<String, String>();
      ground.after(lost).nodes().forEach((vm, node) -> fast.put(vm.name(), node));
      assertThat(fast).as("lost %s, seed %s", lost, seed).containsExactlyEntriesOf(slow);
      assertThat(ground.leftOver(lost)).isEqualTo(ground.after(lost).refused());
    }
  }

  /** The rule of {@link RestartPlacement} in its plainest form. */
  private static Map<String, String> slow(Estate estate, Set<String> lost) {
    Map<String, Long> free = new LinkedHashMap<>();
    for (Node node : estate.nodes()) {
      long used = estate.vmsOn(node.name()).stream().mapToLong(v -> v.vm().memory().bytes()).sum();
      free.put(node.name(), node.memoryForVms().bytes() - used);
    }
    free.keySet().removeAll(lost);
    Map<String, String> owners = new LinkedHashMap<>();
    Map<String, String> placed = new LinkedHashMap<>();
    List<EstateVm> turns =
        estate.vms().stream()
            .filter(v -> lost.contains(v.node()))
            .sorted(RestartPlacement.START_ORDER)
            .toList();
    for (EstateVm vm : turns) {
      boolean exclusive =
          estate.volume(vm.volume()).orElseThrow().kind() == Volume.VolumeUse.EXCLUSIVE;
      String best = exclusive ? owners.get(vm.volume()) : null;
      if (best == null) {
        for (String node : free.keySet()) {
          best = best == null || free.get(node) > free.get(best) ? node : best;
        }
      }
      if (exclusive) {
        owners.put(vm.volume(), best);
      }
      long bytes = vm.vm().memory().bytes();
      if (free.get(best) >= bytes) {
        free.merge(best, -bytes, Long::sum);
        placed.put(vm.name(), best);
      }
    }
    return placed;
  }

  private static Estate estate(long seed) {
    var random = new SplittableRandom(seed);
    SmallEstate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
            .volume("CSV", Volume.VolumeUse.SHARED)
            .volume("LUN 1", Volume.VolumeUse.EXCLUSIVE)
            .volume("LUN 2", Volume.VolumeUse.EXCLUSIVE);
    int nodes = random.nextInt(3, 8);
    for (int i = 0; i < nodes; i++) {
      estate.node("N" + i, random.nextInt(20, 60));
    }
    List<String> volumes =
        seed % 2 == 0 ? List.of("CSV") : List.of("CSV", "CSV", "CSV", "LUN 1", "LUN 2");
    for (int i = 0; i < 40; i++) {
      estate.vm(
          "vm-" + i,
          random.nextInt(1, 9),
          "N" + random.nextInt(nodes),
          volumes.get(random.nextInt(volumes.size())));
    }
    return estate.estate();
  }

  private static List<Set<String>> pairs(Estate estate) {
    List<Set<String>> pairs = new ArrayList<>();
    for (Node a : estate.nodes()) {
      for (Node b : estate.nodes()) {
        if (pairs.size() < 12) {
          pairs.add(new LinkedHashSet<>(List.of(a.name(), b.name())));
        }
      }
    }
    return pairs;
  }
}
