package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.exhibit.Gantt;
import blackout.ingest.EstateFile;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Hosts of the example estates are emptied. */
final class DrainsTest {

  @Test
  void everyVmOfTheHostLeavesForAnotherNode() throws Exception {
    Estate estate = estate("sixteen-node");

    Drain drain = Drains.of(estate, "NODE-01", DrainRules.of(estate));

    assertThat(drain.moves())
        .extracting(Drain.Move::vm)
        .containsExactlyInAnyOrderElementsOf(
            estate.vmsOn("NODE-01").stream().map(EstateVm::name).toList());
    assertThat(drain.moves()).noneMatch(m -> m.to().equals("NODE-01"));
    assertThat(drain.stuck()).isEmpty();
  }

  @Test
  void beforeWindows2012NothingIsSavedForItsPriorityAndOneMovesAtATime() throws Exception {
    Estate estate = estate("sixteen-node");

    List<Drain.Move> moves = Drains.of(estate, "NODE-01", DrainRules.of(estate)).moves();

    assertThat(moves).allMatch(m -> m.way() == Drain.Way.LIVE);
    for (int i = 1; i < moves.size(); i++) {
      assertThat(moves.get(i).start()).isEqualTo(moves.get(i - 1).end());
    }
  }

  @Test
  void theDrainOfTheFirstOfSixteenNodesTakesWhatItTook() throws Exception {
    Estate estate = estate("sixteen-node");

    Drain drain = Drains.of(estate, "NODE-01", DrainRules.of(estate));

    // Baseline: our own run.
    assertThat(drain.makespan().toMillis() / 1e3).isCloseTo(1048.2, within(0.5));
  }

  @Test
  void sinceWindows2012LowPriorityIsSavedMeanwhile() throws Exception {
    Estate estate = estate("cluster-2022");

    Drain drain = Drains.of(estate, "HV22-1", DrainRules.of(estate));

    Drain.Move build =
        drain.moves().stream().filter(m -> m.vm().equals("build-01")).findFirst().orElseThrow();
    assertThat(build.way()).isEqualTo(Drain.Way.SAVED);
    assertThat(build.why()).isEqualTo("low priority");
    assertThat(build.start()).isEqualTo(Duration.ZERO);
    assertThat(drain.moves()).filteredOn(m -> m.way() == Drain.Way.LIVE).hasSize(5);
  }

  @Test
  void vmsOnADiskOfOneNodeAreSavedTogetherAndDownTogether() throws Exception {
    Estate estate = estate("exclusive-disks-2008");
    String host = estate.nodes().get(0).name();

    Drain drain = Drains.of(estate, host, DrainRules.of(estate));

    Map<String, Drain.Move> byDisk = new HashMap<>();
    for (Drain.Move move : drain.moves()) {
      String disk =
          estate.vms().stream()
              .filter(v -> v.name().equals(move.vm()))
              .findFirst()
              .orElseThrow()
              .volume();
      Drain.Move first = byDisk.computeIfAbsent(disk, d -> move);
      assertThat(move.way()).isEqualTo(Drain.Way.SAVED);
      assertThat(move.start()).isEqualTo(first.start());
      assertThat(move.end()).isEqualTo(first.end());
      assertThat(move.to()).isEqualTo(first.to());
      assertThat(move.downtime()).isEqualTo(move.end().minus(move.start()));
    }
    assertThat(drain.moves()).isNotEmpty();
  }

  @Test
  void vmsThatStayApartMeetOnNoNode() throws Exception {
    Estate estate = estate("sixteen-node");
    List<String> names = estate.vmsOn("NODE-01").stream().map(EstateVm::name).limit(9).toList();
    DrainRules rules = DrainRules.of(estate).withApart(List.of(Set.copyOf(names)));

    Drain drain = Drains.of(estate, "NODE-01", rules);

    assertThat(drain.moves().stream().filter(m -> names.contains(m.vm())).map(Drain.Move::to))
        .doesNotHaveDuplicates()
        .hasSize(9);
  }

  @Test
  void aVmThatMustStayApartFromAllOthersIsStuck() throws Exception {
    Estate estate = estate("two-node-r2");
    String host = estate.nodes().get(0).name();
    Set<String> all = estate.vms().stream().map(EstateVm::name).collect(Collectors.toSet());

    Drain drain = Drains.of(estate, host, DrainRules.of(estate).withApart(List.of(all)));

    assertThat(drain.stuck())
        .containsExactlyInAnyOrderElementsOf(
            estate.vmsOn(host).stream().map(EstateVm::name).toList());
    assertThat(drain.moves()).isEmpty();
  }

  @Test
  void ofTwoNodesNoneIsLeftInReserve() throws Exception {
    Estate estate = estate("two-node-r2");

    assertThat(
            Drains.of(estate, estate.nodes().get(0).name(), DrainRules.of(estate)).keepsReserve())
        .isFalse();
  }

  @Test
  void aRollingDrainNeverFillsANodeBeyondItsMemory() throws Exception {
    Estate estate = estate("sixteen-node");
    Map<String, Long> used = new HashMap<>();
    Map<String, String> at = new HashMap<>();
    for (EstateVm vm : estate.vms()) {
      used.merge(vm.node(), vm.vm().memory().bytes(), Long::sum);
      at.put(vm.name(), vm.node());
    }

    List<Drain> drains = Drains.rolling(estate, DrainRules.of(estate));

    assertThat(drains).hasSize(16);
    for (Drain drain : drains) {
      for (Drain.Move move : drain.moves()) {
        assertThat(at.put(move.vm(), move.to())).isEqualTo(drain.host());
        used.merge(drain.host(), -move.memory().bytes(), Long::sum);
        used.merge(move.to(), move.memory().bytes(), Long::sum);
      }
      assertThat(used.get(drain.host())).isZero();
      assertThat(estate.nodes())
          .allMatch(n -> used.getOrDefault(n.name(), 0L) <= n.memory().bytes());
    }
    assertThat(Drains.total(drains, DrainRules.of(estate)))
        .isGreaterThan(DrainRules.USUAL_PATCH.multipliedBy(16));
  }

  @Test
  void anUnknownHostIsRefusedWithTheKnownOnes() throws Exception {
    Estate estate = estate("cluster-2022");

    assertThatThrownBy(() -> Drains.of(estate, "HV99", DrainRules.of(estate)))
        .hasMessageContaining("HV99")
        .hasMessageContaining("HV22-1");
  }

  @Test
  void theChartHasALineForEveryVmAndIsWellFormed() throws Exception {
    Estate estate = estate("cluster-2022");
    Drain drain = Drains.of(estate, "HV22-1", DrainRules.of(estate));

    String svg = Gantt.chart(drain).file();

    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // A name, a bar and a pause for every VM.
    assertThat(document.getElementsByTagName("rect").getLength())
        .isGreaterThanOrEqualTo(2 * drain.moves().size());
    assertThat(svg).contains("6 VMs evacuated within");
  }

  private static Estate estate(String name) throws IOException, UnreadableInput {
    return EstateFile.load(Path.of("datasets", name, "estate.json")).value();
  }
}
