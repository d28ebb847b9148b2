package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.plan.cluster.SmallEstate;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many migrations each platform runs at once, and how the others wait. Idle guests of 125 MB
 * take a second each on a link of 1 Gbit/s, and cost nothing besides.
 */
final class ConcurrencyTest {

  @ParameterizedTest
  @CsvSource({
    // Savill, Windows IT Pro: one between any two nodes, eight in sixteen nodes.
    "2008 R2, 1",
    // Set-VMHost; the default before the update of September 2022.
    "2012, 2",
    "2012 R2, 2",
    "2016, 2",
    "2019, 2",
    // MaximumParallelMigrations of the cluster, Tech Community, 5 Jan 2023.
    "2022, 1"
  })
  void everyVersionOfWindowsHasItsDefault(String version, int perNode) {
    var estate =
        SmallEstate.of(WindowsVersion.valueOf("WINDOWS_" + version.replace(' ', '_'))).node("A", 8);

    assertThat(Concurrency.of(estate.estate()).perNode()).hasValue(perNode);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "2.5, 4", "10, 8", "25, 8", "100, 8"})
  void vMotionGoesByTheLink(double gigabits, int perNode) {
    // Limits on simultaneous migrations, vSphere 6.7: 4 at 1 GigE, 8 at 10 GigE. A port of 10
    // Gbit/s
    // leaves 9.4 to TCP.
    assertThat(
            Concurrency.parse("vmotion", DataRate.gigabitsPerSecond(gigabits * 1448 / 1538))
                .perNode())
        .hasValue(perNode);
  }

  @Test
  void sixteenNodesOf2008R2MakeEightAtOnce() {
    // Every node wants to give one away, each to its neighbour.
    List<LiveMove> moves =
        IntStream.range(0, 16).mapToObj(i -> move(i, "N" + i, "N" + (i + 1) % 16)).toList();

    List<LiveQueue.Done> done = LiveQueue.run(moves, Concurrency.perNode(1));

    assertThat(waves(done)).containsExactlyInAnyOrderEntriesOf(Map.of(0L, 8L, 1L, 8L));
  }

  @Test
  void theDestinationIsCountedToo() {
    // Three nodes send to one: a limit of 2 lets two of them begin.
    List<LiveMove> moves = List.of(move(1, "A", "D"), move(2, "B", "D"), move(3, "C", "D"));

    List<LiveQueue.Done> done = LiveQueue.run(moves, Concurrency.perNode(2));

    // Two share the way into D for 2 s, then the third.
    assertThat(waves(done)).containsExactlyInAnyOrderEntriesOf(Map.of(0L, 2L, 2L, 1L));
  }

  @Test
  void kubeVirtCountsWhatLeavesANodeAndTheWholeCluster() {
    List<LiveMove> toOne = IntStream.range(0, 6).mapToObj(i -> move(i, "N" + i, "target")).toList();
    List<LiveMove> fromOne = IntStream.range(0, 3).mapToObj(i -> move(i, "A", "N" + i)).toList();

    // Five of six begin; they share the way into the target for 5 s.
    assertThat(waves(LiveQueue.run(toOne, Concurrency.KUBEVIRT)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0L, 5L, 5L, 1L));
    assertThat(waves(LiveQueue.run(fromOne, Concurrency.KUBEVIRT)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0L, 2L, 2L, 1L));
  }

  @Test
  void novaCountsWhatLeavesANode() {
    List<LiveMove> moves = List.of(move(1, "A", "C"), move(2, "A", "C"), move(3, "B", "C"));

    assertThat(LiveQueue.run(moves, Concurrency.NOVA).stream().map(d -> d.move().vm()).toList())
        .startsWith("VM 1", "VM 3")
        .endsWith("VM 2");
  }

  @Test
  void whoWaitsGoesInTheOrderOfTheQueueAndIsPassedByWhoFindsAPlace() {
    // A and B are busy with the first; the second waits for A, the third passes it, the fourth
    // waits
    // for C.
    List<LiveMove> moves =
        List.of(move(1, "A", "B"), move(2, "A", "C"), move(3, "C", "D"), move(4, "C", "B"));

    List<LiveQueue.Done> done = LiveQueue.run(moves, Concurrency.perNode(1));

    assertThat(done).extracting(d -> d.move().vm()).containsExactly("VM 1", "VM 3", "VM 2", "VM 4");
    assertThat(done.get(2).start().toNanos() / 1e9).isCloseTo(1, within(0.01));
    assertThat(done.get(3).start().toNanos() / 1e9).isCloseTo(2, within(0.01));
  }

  @Test
  void aRuleIsReadByItsName() {
    DataRate link = DataRate.gigabitsPerSecond(10);

    assertThat(Concurrency.parse("3", link).perNode()).hasValue(3);
    assertThat(Concurrency.parse("KubeVirt", link)).isEqualTo(Concurrency.KUBEVIRT);
    assertThat(Concurrency.parse("esxi", link)).isEqualTo(Concurrency.parse("vmotion", link));
    assertThatThrownBy(() -> Concurrency.parse("0", link)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Concurrency.parse("many", link))
        .hasMessageContaining("one of all, kubevirt, nova, vmotion");
  }

  /** How many began at which second. */
  private static Map<Long, Long> waves(List<LiveQueue.Done> done) {
    return done.stream()
        .collect(
            Collectors.groupingBy(
                d -> Math.round(d.start().toNanos() / 1e9), Collectors.counting()));
  }

  private static LiveMove move(int number, String from, String to) {
    var vm = new Vm("VM " + number, new ByteCount(30_518L * 4096), 0, Workload.idle());
    Link link = Link.wire(DataRate.gigabitsPerSecond(1));
    return new LiveMove(Scenario.of(vm, link, "textbook").withCosts(HostCosts.NONE), from, to);
  }
}
