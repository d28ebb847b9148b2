package blackout.plan.cluster;

import static blackout.plan.cluster.MoveStrategy.BY_PRIORITY;
import static blackout.plan.cluster.MoveStrategy.LIVE;
import static blackout.plan.cluster.MoveStrategy.SAVED_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.plan.cluster.AvailabilityPlan.OfVm;
import blackout.plan.cluster.AvailabilityPlan.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Worked by hand on {@link SmallEstate}: on its shared volume 1 GiB is out for 20.98 s by saved
 * state, and a crash takes 105 s.
 */
final class AvailabilityPlanTest {

  @Test
  void aYearIsTwentyFourMovesAndHalfACrash() {
    OfVm vm = plan(WindowsVersion.WINDOWS_2008_R2, Priority.MEDIUM, 0.9999, Calendar.DEFAULT);

    Availability year = vm.year().get(SAVED_STATE);
    assertThat(year.planned()).isEqualTo(Duration.ofMillis(24 * 20_980));
    assertThat(year.unplanned()).isEqualTo(Duration.ofMillis(52_500));
    // 556.02 s of 31,536,000 s: 1.763128e-5, whose logarithm to the base 10 is -4.753716.
    assertThat(year.ratio()).isCloseTo(0.99998236872, within(1e-11));
    assertThat(year.nines()).isCloseTo(4.753716, within(1e-6));
    // Four nines leave 3,153.6 s.
    assertThat(vm.keepsObjective(SAVED_STATE)).hasValue(true);
    assertThat(vm.remedy()).isEmpty();
  }

  @Test
  void aDrainSavesLowPriorityFrom2012OnAndMovesTheOthersLive() {
    OfVm low = plan(WindowsVersion.WINDOWS_2012_R2, Priority.LOW, 0.9, Calendar.DEFAULT);
    OfVm medium = plan(WindowsVersion.WINDOWS_2012_R2, Priority.MEDIUM, 0.9, Calendar.DEFAULT);

    assertThat(low.move().get(BY_PRIORITY)).isEqualTo(low.move().get(SAVED_STATE));
    assertThat(medium.move().get(BY_PRIORITY))
        .isEqualTo(medium.move().get(LIVE))
        .isLessThan(medium.move().get(SAVED_STATE));
    assertThat(MoveStrategy.usual(estate(WindowsVersion.WINDOWS_2012, Priority.LOW, 0.9)))
        .isEqualTo(BY_PRIORITY);
    assertThat(MoveStrategy.usual(estate(WindowsVersion.WINDOWS_2008_R2, Priority.LOW, 0.9)))
        .isEqualTo(LIVE);
    assertThat(MoveStrategy.of(estate(WindowsVersion.WINDOWS_2008, Priority.LOW, 0.9)))
        .containsExactly(SAVED_STATE);
  }

  @Test
  void whatBreaksInADrainMayBeKeptByMovingItLive() {
    // 24 * 20.98 s + 52.5 s = 556 s; 0.99999 leaves 315.36 s.
    OfVm vm = plan(WindowsVersion.WINDOWS_2012_R2, Priority.LOW, 0.99999, Calendar.DEFAULT);

    assertThat(vm.keepsObjective(BY_PRIORITY)).hasValue(false);
    assertThat(vm.remedy()).hasValue(new Remedy.Strategy(LIVE));
  }

  @Test
  void whereThereIsNoOtherWayFewerMovesKeepIt() {
    // 0.99999 leaves 315.36 s, a crash every other year takes 54 s of it with an exclusive disk (6
    // +
    // 1 + 3 s), a move 26.98 s: (315.36 - 54) / 26.98 = 9.69.
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008)
            .volume("LUN", Volume.VolumeUse.EXCLUSIVE)
            .node("A", 64)
            .node("B", 64)
            .vm("a", 1, "A", "LUN", Priority.MEDIUM, Optional.of(0.99999))
            .estate();

    assertThat(of(estate, Calendar.DEFAULT).vms().get(0).remedy())
        .hasValue(new Remedy.FewerMoves(9, SAVED_STATE));
  }

  @Test
  void whereCrashesAloneBreakItTheVmHasToBeBackSooner() {
    // 0.999999 leaves 31.536 s a year; with a crash every other year each may take 63.072 s.
    OfVm vm = plan(WindowsVersion.WINDOWS_2008_R2, Priority.MEDIUM, 0.999999, Calendar.DEFAULT);

    assertThat(vm.remedy()).hasValue(new Remedy.FasterRestart(Duration.ofMillis(63_072)));
  }

  @Test
  void whoDoesNotStartByItselfIsOutUntilSomebodyStartsIt() {
    OfVm vm = plan(WindowsVersion.WINDOWS_2008_R2, Priority.NO_AUTO_START, 0.9, Calendar.DEFAULT);

    assertThat(vm.startsAgain()).isFalse();
    assertThat(vm.year().get(LIVE).unplanned()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aYearWithoutMovesAndCrashesIsWhole() {
    Calendar nothing = new Calendar(0, 2, 0, Duration.ZERO);
    OfVm vm = plan(WindowsVersion.WINDOWS_2008_R2, Priority.MEDIUM, 1, nothing);

    assertThat(vm.year().get(LIVE).ratio()).isEqualTo(1);
    assertThat(vm.year().get(LIVE).nines()).isInfinite();
    assertThat(vm.keepsObjective(LIVE)).hasValue(true);
    assertThat(new Availability(Duration.ofDays(300), Duration.ofDays(300)).ratio()).isZero();
  }

  @Test
  void aCalendarOfImpossibleCountsIsRefused() {
    assertThatThrownBy(() -> new Calendar(-1, 2, 0, Duration.ZERO)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Calendar(1, 2, Double.NaN, Duration.ZERO))
        .hasMessageContaining("crashes");
  }

  private static OfVm plan(
      WindowsVersion version, Priority priority, double objective, Calendar calendar) {
    return of(estate(version, priority, objective), calendar).vms().get(0);
  }

  private static Estate estate(WindowsVersion version, Priority priority, double objective) {
    return SmallEstate.of(version)
        .volume("CSV", Volume.VolumeUse.SHARED)
        .node("A", 64)
        .node("B", 64)
        .vm("a", 1, "A", "CSV", priority, Optional.of(objective))
        .estate();
  }

  private static AvailabilityPlan of(Estate estate, Calendar calendar) {
    List<NodeCrash> crashes = NodeCrash.all(estate);
    return AvailabilityPlan.of(estate, EstateForecast.of(estate, 1, d -> {}), crashes, calendar);
  }
}
