package blackout.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.outcome.Downtime;
import blackout.plan.move.VmForecast;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand on {@link SmallEstate}. */
final class VolumeMoveTest {

  @Test
  void vmsOfAnExclusiveDiskWaitForTheLargest() {
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008)
            .node("A", 32)
            .volume("LUN 1", Volume.VolumeUse.EXCLUSIVE)
            .vm("small", 1, "A", "LUN 1")
            .vm("large", 4, "A", "LUN 1")
            .estate();

    VolumeMove move = VolumeMove.all(estate).get(0);

    // Both at 50 MiB/s: the small one is saved after 20.48 s, the large one, alone from then on,
    // after 51.2 s (5 GiB / 100 MiB/s). The disk takes 2 + 1 + 3 s. Restores the other way round
    // are as long: 20.48 s and 51.2 s. Then 0.5 s.
    Downtime small = move.members().get(0).together();
    assertThat(small.part("save")).isEqualTo(Duration.ofMillis(20_480));
    assertThat(small.part("wait for the others")).isEqualTo(Duration.ofMillis(30_720));
    assertThat(small.part("restore")).isEqualTo(Duration.ofMillis(20_480));
    assertThat(small.total()).isEqualTo(Duration.ofMillis(51_200 + 6_000 + 20_480 + 500));
    assertThat(move.members().get(1).together().total())
        .isEqualTo(move.groupDowntime())
        .isEqualTo(Duration.ofMillis(51_200 + 6_000 + 51_200 + 500));
    // Alone: 10.24 s + 6 s + 10.24 s + 0.5 s.
    assertThat(move.members().get(0).alone().total()).isEqualTo(Duration.ofMillis(26_980));
    // Without the large one the disk would be written 40.96 s sooner, and read 40.96 s sooner.
    assertThat(move.dragging().orElseThrow().vm().name()).isEqualTo("large");
    assertThat(move.dragging().orElseThrow().costsOthers()).isEqualTo(Duration.ofMillis(81_920));
    assertThat(move.isForced()).isTrue();
  }

  @Test
  void whatAVmCostsTheOthersIsWhatTheyGainWithoutIt() {
    SmallEstate draft =
        SmallEstate.of(WindowsVersion.WINDOWS_2008)
            .node("A", 32)
            .volume("LUN 1", Volume.VolumeUse.EXCLUSIVE)
            .vm("small", 1, "A", "LUN 1")
            .vm("middle", 2, "A", "LUN 1");
    Duration without = VolumeMove.all(draft.estate()).get(0).groupDowntime();

    VolumeMove with = VolumeMove.all(draft.vm("large", 4, "A", "LUN 1").estate()).get(0);

    assertThat(with.groupDowntime().minus(without)).isEqualTo(with.members().get(2).costsOthers());
  }

  @Test
  void theForecastOfAnExclusiveDiskIsThatOfItsGroupAndOfASharedVolumeThatOfTheVmAlone() {
    SmallEstate draft =
        SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
            .node("A", 32)
            .volume("LUN 1", Volume.VolumeUse.EXCLUSIVE)
            .volume("CSV 1", Volume.VolumeUse.SHARED)
            .vm("a", 1, "A", "LUN 1")
            .vm("b", 4, "A", "LUN 1")
            .vm("c", 1, "A", "CSV 1")
            .vm("d", 4, "A", "CSV 1");

    Estate estate = draft.estate();
    List<VmForecast> forecast = EstateForecast.of(estate, 1, done -> {}).vms();

    assertThat(forecast.get(0).savedState().total()).isEqualTo(Duration.ofMillis(78_180));
    // Alone and without a disk to move: 10.24 s + 10.24 s + 0.5 s.
    assertThat(forecast.get(2).savedState().total()).isEqualTo(Duration.ofMillis(20_980));
    assertThat(VolumeMove.all(estate).get(1).dragging()).isEmpty();
  }

  @Test
  void onASharedVolumeAVmIsRestoredAsSoonAsItIsSaved() {
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
            .node("A", 32)
            .volume("CSV 1", Volume.VolumeUse.SHARED)
            .vm("c", 1, "A", "CSV 1")
            .vm("d", 4, "A", "CSV 1")
            .estate();

    VolumeMove move = VolumeMove.all(estate).get(0);

    // Saved after 20.48 s; read alone at 100 MiB/s in 10.24 s, while the other is still written.
    assertThat(move.members().get(0).together().total())
        .isEqualTo(Duration.ofMillis(20_480 + 10_240 + 500));
    // Saved after 51.2 s; nobody else reads by then: 40.96 s.
    assertThat(move.members().get(1).together().total())
        .isEqualTo(Duration.ofMillis(51_200 + 40_960 + 500));
    assertThat(move.isForced()).isFalse();
    assertThat(move.hasRoom()).hasValue(true); // 5 GiB into 6 GiB
  }

  @Test
  void redirectedAccessHalvesTheRatesAndTheNetworkMayLimitThemFurther() {
    SmallEstate draft =
        SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
            .volume("CSV 1", Volume.VolumeUse.SHARED, true)
            .vm("c", 1, "A", "CSV 1");

    Estate plain = draft.node("A", 32).estate();
    // 1 GiB at 50 MiB/s twice, and 0.5 s.
    assertThat(VolumeMove.all(plain).get(0).groupDowntime()).isEqualTo(Duration.ofMillis(41_460));

    Estate slow =
        draft
            .sharedVolumeNetwork("csv")
            .node("B", 32, List.of(SmallEstate.adapter("csv", DataRate.mebibytesPerSecond(20))))
            .estate();
    // 1 GiB at 20 MiB/s twice, and 0.5 s.
    assertThat(VolumeMove.all(slow).get(0).groupDowntime()).isEqualTo(Duration.ofMillis(102_900));
  }
}
