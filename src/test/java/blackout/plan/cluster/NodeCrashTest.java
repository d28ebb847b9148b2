package blackout.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Worked by hand on {@link SmallEstate}; a node keeps 2 GiB for itself. */
final class NodeCrashTest {

  @Test
  void twoStartAtOnceAndTheOthersWaitForTheirTurnByPriority() {
    Estate estate =
        cluster(WindowsVersion.WINDOWS_2008_R2)
            .node("B", 64)
            .vm("low", 1, "A", "CSV", Priority.LOW, Optional.empty())
            .vm("small", 1, "A", "CSV")
            .vm("large", 8, "A", "CSV")
            .vm("high", 1, "A", "CSV", Priority.HIGH, Optional.empty())
            .vm("by hand", 1, "A", "CSV", Priority.NO_AUTO_START, Optional.empty())
            .estate();

    NodeCrash crash = NodeCrash.of(estate, estate.nodes().get(0));

    assertThat(crash.restarts())
        .extracting(r -> r.vm().name())
        .containsExactly("high", "large", "small", "low");
    // 5 s detection + 6 s arbitration + 1 s ownership + 3 s start + 90 s boot.
    assertThat(crash.first()).hasValue(Duration.ofSeconds(105));
    assertThat(crash.restarts().get(1).downtime().total()).isEqualTo(Duration.ofSeconds(105));
    // The third and fourth wait until a place is free, 3 s.
    assertThat(crash.restarts().get(2).downtime().part("wait for its turn"))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(crash.last()).hasValue(Duration.ofSeconds(108));
    assertThat(crash.refused()).extracting(r -> r.vm().name()).containsExactly("by hand");
  }

  @Test
  void aVmAloneIsBackAsTheForecastSays() {
    Estate estate =
        cluster(WindowsVersion.WINDOWS_2022).node("B", 64).vm("a", 1, "A", "CSV").estate();

    assertThat(NodeCrash.of(estate, estate.nodes().get(0)).last())
        .hasValue(EstateForecast.of(estate, 1, d -> {}).vms().get(0).crash().total())
        // From 2016 on the others wait 240 s for the lost node (ResiliencyDefaultPeriod).
        .hasValue(Duration.ofSeconds(105 + 240));
  }

  @Test
  void eachGoesWhereMostMemoryIsFreeAndTheLargestFirst() {
    Estate estate =
        cluster(WindowsVersion.WINDOWS_2008_R2)
            .node("B", 12) // 10 free
            .node("C", 10) // 8 free
            .vm("two", 2, "A", "CSV")
            .vm("six", 6, "A", "CSV")
            .vm("five", 5, "A", "CSV")
            .vm("seven", 7, "A", "CSV")
            .estate();

    RestartPlacement placement = RestartPlacement.after(estate, Set.of("A"));

    // 7 to B (3 left), 6 to C (2 left), 5 fits nowhere (3 is the most), 2 to B.
    assertThat(placement.nodes().values()).containsExactly("B", "C", "B");
    assertThat(placement.refused()).hasSize(1);
    assertThat(placement.refused().get(0).vm().name()).isEqualTo("five");
    assertThat(placement.refused().get(0).reason()).isEqualTo("no node has more than 3 GiB left");
    assertThat(Reserve.of(estate, 1).holds()).isFalse();
    assertThat(Reserve.of(estate, 1).cases()).isEqualTo(3);
  }

  @Test
  void allOfAnExclusiveDiskGoWhereItsFirstVmGoes() {
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008)
            .volume("LUN", Volume.VolumeUse.EXCLUSIVE)
            .node("A", 64)
            .node("B", 12) // 10 free
            .node("C", 11) // 9 free
            .vm("a", 6, "A", "LUN")
            .vm("b", 5, "A", "LUN")
            .vm("c", 3, "A", "LUN")
            .estate();

    NodeCrash crash = NodeCrash.of(estate, estate.nodes().get(0));

    assertThat(crash.restarts()).extracting(NodeCrash.Restart::onto).containsExactly("B", "B");
    assertThat(crash.refused().get(0).vm().name()).isEqualTo("b");
    // The disk comes on-line besides: 3 s more than on a shared volume.
    assertThat(crash.first()).hasValue(Duration.ofSeconds(108));
  }

  @Test
  void whatHoldsOneLossMayNotHoldTwo() {
    Estate estate =
        cluster(WindowsVersion.WINDOWS_2008_R2)
            .node("B", 64)
            .node("C", 12)
            .vm("a", 20, "A", "CSV")
            .vm("b", 20, "B", "CSV")
            .estate();

    assertThat(Reserve.of(estate, 1).holds()).isTrue();
    Reserve two = Reserve.of(estate, 2);
    // Only C is left of A and B; the other two pairs leave one of the large nodes.
    assertThat(two.cases()).isEqualTo(3);
    assertThat(two.shortages()).hasSize(1);
    assertThat(two.shortages().get(0).nodes()).containsExactly("A", "B");
    assertThat(two.shortages().get(0).refused()).hasSize(2);
  }

  @Test
  void aClusterOfTwoCannotLoseTwo() {
    Estate estate =
        cluster(WindowsVersion.WINDOWS_2008_R2).node("B", 64).vm("a", 1, "A", "CSV").estate();

    assertThat(Reserve.of(estate, 2).holds()).isFalse();
    assertThat(Reserve.of(estate, 2).cases()).isZero();
  }

  @Test
  void aVmWithoutAnotherNodeThatSeesItsVolumeDoesNotStart() {
    Estate alone = cluster(WindowsVersion.WINDOWS_2008_R2).vm("a", 1, "A", "CSV").estate();

    NodeCrash crash = NodeCrash.of(alone, alone.nodes().get(0));

    assertThat(crash.first()).isEmpty();
    assertThat(crash.refused())
        .extracting(RestartPlacement.Refusal::reason)
        .isEqualTo(List.of("no node is left that sees its volume"));
  }

  private static SmallEstate cluster(WindowsVersion version) {
    return SmallEstate.of(version).volume("CSV", Volume.VolumeUse.SHARED).node("A", 64);
  }
}
