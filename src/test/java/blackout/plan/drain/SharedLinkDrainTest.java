package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.Vm;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.plan.cluster.SmallEstate;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Guests that end alone and not where they share the link: each dirties 18,000 pages a second all
 * over its memory, the link carries 30,518, half of it 15,259.
 */
final class SharedLinkDrainTest {

  private static final Estate ESTATE = estate();

  @Test
  void oneAtATimeTheyMoveLiveAndTheOtherChoiceSaysHowManyWouldNeverEnd() {
    Drain drain = Drains.of(ESTATE, "A", rules(Concurrency.perNode(1)));

    assertThat(drain.moves()).hasSize(2).allMatch(m -> m.way() == Drain.Way.LIVE);
    assertThat(drain.choices())
        .extracting(Drain.Choice::name, Drain.Choice::neverEnding)
        .containsExactly(
            tuple("1 per node", 0), tuple("one at a time", 0), tuple("all at once", 2));
  }

  @Test
  void twoAtOnceTheyAreSavedAndItIsSaidWhy() {
    Drain drain = Drains.of(ESTATE, "A", rules(Concurrency.perNode(2)));

    assertThat(drain.moves())
        .hasSize(2)
        .allMatch(m -> m.way() == Drain.Way.SAVED)
        .allMatch(m -> m.why().equals("never ends live with 2 per node"))
        .allMatch(m -> m.downtime().compareTo(Duration.ZERO) > 0);
  }

  private static DrainRules rules(Concurrency atOnce) {
    return DrainRules.of(ESTATE).withAtOnce(atOnce);
  }

  private static Estate estate() {
    Estate small =
        SmallEstate.of(WindowsVersion.WINDOWS_2012)
            .node("A", 16)
            .node("B", 16)
            .node("C", 16)
            .volume("CSV", Volume.VolumeUse.SHARED)
            .vm("one", 1, "A", "CSV")
            .vm("two", 1, "A", "CSV")
            .estate();
    return new Estate(
        small.name(),
        new Platform.Other("qemu-7.2"),
        small.nodes(),
        small.networks(),
        small.switches(),
        small.volumes(),
        small.witness(),
        small.migrationLink(),
        small.storage(),
        small.failover(),
        small.drainThreshold(),
        small.limits(),
        small.vms().stream().map(SharedLinkDrainTest::busy).toList(),
        List.of(),
        Origins.NONE);
  }

  private static EstateVm busy(EstateVm like) {
    var vm =
        new Vm(
            like.name(),
            ByteCount.gibibytes(1),
            0,
            Workload.steady(ByteCount.gibibytes(1).pages(Vm.PAGE_BYTES), 18_000));
    return new EstateVm(
        vm,
        like.node(),
        like.volume(),
        like.switches(),
        like.priority(),
        like.startOrder(),
        like.processorCompatibility(),
        like.clusterCopyCurrent(),
        like.backupDuringMoves(),
        like.guestBoot(),
        like.downtimeObjective(),
        like.availabilityObjective());
  }
}
