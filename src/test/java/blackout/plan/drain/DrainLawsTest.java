package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.plan.cluster.SmallEstate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the drain of any host of any cluster; told anew here, not by the plan's rules. */
final class DrainLawsTest {

  private static final long GIB = 1L << 30;

  /** A small cluster at random, nearly full or nearly empty, and two VMs that stay apart. */
  record Case(long seed, WindowsVersion version) {
    Estate estate() {
      var random = new SplittableRandom(seed);
      SmallEstate cluster = SmallEstate.of(version);
      int nodes = 3 + random.nextInt(2);
      for (int i = 0; i < nodes; i++) {
        cluster.node("N" + i, 12 + random.nextInt(20));
      }
      cluster.volume("CSV", Volume.VolumeUse.SHARED).volume("DISK", Volume.VolumeUse.EXCLUSIVE);
      int vms = 3 + random.nextInt(5);
      for (int i = 0; i < vms; i++) {
        boolean exclusive = random.nextInt(8) == 0;
        Priority priority = Priority.values()[random.nextInt(3)];
        cluster.vm(
            "VM" + i,
            1 + random.nextInt(8),
            exclusive ? "N0" : "N" + random.nextInt(nodes),
            exclusive ? "DISK" : "CSV",
            priority,
            Optional.empty());
      }
      return cluster.estate();
    }

    DrainRules rules() {
      return DrainRules.of(estate()).withApart(List.of(Set.of("VM0", "VM1")));
    }
  }

  static Stream<Case> cases() {
    return LongStream.rangeClosed(1, 60)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012)
                    .map(version -> new Case(seed, version)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyDrainKeepsItsRules(Case c) {
    Estate estate = c.estate();
    Map<String, String> at = new HashMap<>();
    estate.vms().forEach(vm -> at.put(vm.name(), vm.node()));

    for (Drain drain : Drains.rolling(estate, c.rules())) {
      Set<String> there =
          Set.copyOf(
              at.entrySet().stream()
                  .filter(e -> e.getValue().equals(drain.host()))
                  .map(Map.Entry::getKey)
                  .toList());
      for (Drain.Move move : drain.moves()) {
        assertThat(there).contains(move.vm());
        assertThat(move.to()).isNotEqualTo(drain.host());
        assertThat(move.end()).isGreaterThanOrEqualTo(move.start().plus(move.downtime()));
        at.put(move.vm(), move.to());
        EstateVm vm = vm(estate, move.vm());
        boolean low = vm.priority().orElseThrow() == Priority.LOW;
        boolean saves = c.version == WindowsVersion.WINDOWS_2012;
        boolean alone = vm.volume().equals("CSV");
        if (alone) {
          assertThat(move.way() == Drain.Way.SAVED).as(move.vm()).isEqualTo(low && saves);
        }
      }
      // Every VM leaves or is stuck, and a stuck one stays.
      assertThat(Stream.concat(drain.moves().stream().map(Drain.Move::vm), drain.stuck().stream()))
          .containsExactlyInAnyOrderElementsOf(there);
      if (!drain.moves().isEmpty()) {
        // 2 GiB are the host's own. What was too full before may stay so but gets nothing.
        for (Drain.Move move : drain.moves()) {
          assertThat(usedBytes(estate, at, move.to())).isLessThanOrEqualTo(room(estate, move.to()));
        }
      }
      boolean moved = drain.moves().stream().anyMatch(m -> Set.of("VM0", "VM1").contains(m.vm()));
      if (moved) {
        assertThat(at.get("VM0")).isNotEqualTo(at.get("VM1"));
      }
      assertThat(drain.keepsReserve()).isEqualTo(survives(estate, at, drain.host()));
    }
  }

  @Test
  void aReserveThatSomePlacementKeepsIsKept() {
    int possible = 0;
    int kept = 0;
    for (Case c : cases().toList()) {
      Estate estate = c.estate();
      Drain drain = Drains.of(estate, "N1", DrainRules.of(estate));
      Map<String, String> at = new HashMap<>();
      estate.vms().forEach(vm -> at.put(vm.name(), vm.node()));
      List<EstateVm> leaving = new ArrayList<>(estate.vmsOn("N1"));
      if (drain.stuck().isEmpty() && anyKeeps(estate, at, leaving, 0)) {
        possible++;
        kept += drain.keepsReserve() ? 1 : 0;
      }
    }

    // Every placement is tried here. One VM at a time finds it wherever there is one in these.
    assertThat(possible).isGreaterThan(40);
    assertThat(kept).isEqualTo(possible);
  }

  @Test
  void aNodeIsKeptInReserveAlsoWhereTheRoomiestNodeWouldNotDo() {
    // By hand, room for VMs: B 9, C 16 with c of 8, D 8 with d of 4; a of 4 leaves A. On B, the
    // roomiest, it would leave 5 there, and nobody could take c if C failed. On C it leaves B
    // whole:
    // c then goes to B and a to D, and d to B if D fails.
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2012)
            .node("A", 32)
            .node("B", 11)
            .node("C", 18)
            .node("D", 10)
            .volume("CSV", Volume.VolumeUse.SHARED)
            .vm("a", 4, "A", "CSV")
            .vm("c", 8, "C", "CSV")
            .vm("d", 4, "D", "CSV")
            .estate();

    Drain drain = Drains.of(estate, "A", DrainRules.of(estate));

    assertThat(drain.moves()).extracting(Drain.Move::to).containsExactly("C");
    assertThat(drain.keepsReserve()).isTrue();
  }

  private static boolean anyKeeps(
      Estate estate, Map<String, String> at, List<EstateVm> leaving, int next) {
    if (next == leaving.size()) {
      return estate.nodes().stream()
              .allMatch(n -> usedBytes(estate, at, n.name()) <= room(estate, n.name()))
          && survives(estate, at, "N1");
    }
    EstateVm vm = leaving.get(next);
    for (Node node : estate.nodes()) {
      if (!node.name().equals("N1")) {
        at.put(vm.name(), node.name());
        if (anyKeeps(estate, at, leaving, next + 1)) {
          return true;
        }
      }
    }
    at.put(vm.name(), "N1");
    return false;
  }

  /** Whether each other node may fail too: its VMs, largest first, go where most is free. */
  private static boolean survives(Estate estate, Map<String, String> at, String away) {
    for (Node lost : estate.nodes()) {
      if (lost.name().equals(away)) {
        continue;
      }
      Map<String, Long> free = new HashMap<>();
      for (Node node : estate.nodes()) {
        if (!node.equals(lost) && !node.name().equals(away)) {
          free.put(node.name(), room(estate, node.name()) - usedBytes(estate, at, node.name()));
        }
      }
      List<Long> sizes =
          estate.vms().stream()
              .filter(vm -> at.get(vm.name()).equals(lost.name()))
              .map(vm -> vm.vm().memory().bytes())
              .sorted(Comparator.reverseOrder())
              .toList();
      for (long size : sizes) {
        var most = free.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (most.getValue() < size) {
          return false;
        }
        free.merge(most.getKey(), -size, Long::sum);
      }
    }
    return true;
  }

  private static EstateVm vm(Estate estate, String name) {
    return estate.vms().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static long usedBytes(Estate estate, Map<String, String> at, String node) {
    return estate.vms().stream()
        .filter(vm -> node.equals(at.get(vm.name())))
        .mapToLong(vm -> vm.vm().memory().bytes())
        .sum();
  }

  private static long room(Estate estate, String node) {
    return estate.node(node).orElseThrow().memory().bytes() - 2 * GIB;
  }
}
