package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.estimate.SavedState.DiskMove;
import blackout.estimate.SavedState.Fixed;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small cases of a move by saved state, worked by hand. */
final class SavedStateTest {

  private static final DataRate DISK = DataRate.mebibytesPerSecond(100);

  /** 256 MiB at 100 MiB/s: 2.56 s each way; 8 GiB: 81.92 s each way; 16 GiB twice that. */
  @Test
  void aSmallGuestIsAwayForSecondsAndALargeOneForMinutes() {
    assertThat(total(ByteCount.mebibytes(256))).isEqualTo(Duration.ofMillis(5_120));
    assertThat(total(ByteCount.gibibytes(8))).isEqualTo(Duration.ofMillis(163_840));
    assertThat(total(ByteCount.gibibytes(16))).isEqualTo(Duration.ofMillis(327_680));
  }

  @Test
  void atEqualRatesRestoreIsAsLongAsSave() {
    Downtime downtime = plan(ByteCount.gibibytes(8)).downtime();

    assertThat(downtime.part("save")).isEqualTo(Duration.ofMillis(81_920));
    assertThat(downtime.part("restore")).isEqualTo(downtime.part("save"));
    assertThat(downtime.part("resume")).isZero();
  }

  @Test
  void thePartsFollowOneAnother() {
    Downtime downtime =
        plan(ByteCount.gibibytes(1))
            .withDiskMove(
                new DiskMove(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(2)))
            .withFixed(
                new Fixed(Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMillis(100)))
            .downtime();

    assertThat(downtime.parts())
        .containsExactly(
            new Part("save", Duration.ofMillis(10_740)),
            new Part("disk off-line", Duration.ofSeconds(1)),
            new Part("ownership move", Duration.ofSeconds(3)),
            new Part("disk on-line", Duration.ofSeconds(2)),
            new Part("restore", Duration.ofMillis(10_940)),
            new Part("resume", Duration.ofMillis(100)));
    assertThat(downtime.total()).isEqualTo(Duration.ofMillis(27_780));
  }

  @Test
  void onAClusterSharedVolumeNoDiskMoves() {
    Downtime downtime = plan(ByteCount.gibibytes(1)).downtime();

    assertThat(downtime.parts())
        .extracting(Part::name)
        .containsExactly("save", "restore", "resume");
    assertThat(downtime.part("ownership move")).isZero();
  }

  /** 1 GiB, of which 3/4 is zero: 256 MiB at 100 MiB/s. */
  @Test
  void zeroPagesAreNotWrittenWhereTheyAreLookedFor() {
    var vm = new Vm("small", ByteCount.gibibytes(1), 3 * 65_536, Workload.idle());

    Downtime downtime = ofNonZeroPages(vm, Optional.empty()).downtime();

    assertThat(downtime.part("save")).isEqualTo(Duration.ofMillis(2_560));
    assertThat(downtime.part("restore")).isEqualTo(Duration.ofMillis(2_560));
  }

  /** Looking through 1 GiB at 256 MiB/s takes 4 s, longer than writing 256 MiB. */
  @Test
  void lookingForZerosBoundsTheSaveFromBelow() {
    var vm = new Vm("small", ByteCount.gibibytes(1), 3 * 65_536, Workload.idle());

    Downtime downtime =
        ofNonZeroPages(vm, Optional.of(DataRate.mebibytesPerSecond(256))).downtime();

    assertThat(downtime.part("save")).isEqualTo(Duration.ofSeconds(4));
    assertThat(downtime.part("restore")).isEqualTo(Duration.ofMillis(2_560));
  }

  @Test
  void memoryAndRatesTimesAFactorLeaveTheDowntimeUnchanged() {
    SavedState large =
        SavedState.ofAssignedMemory(ByteCount.gibibytes(32), DISK.times(8), DISK.times(4));
    SavedState small = SavedState.ofAssignedMemory(ByteCount.gibibytes(4), DISK, DISK.times(0.5));

    assertThat(large.downtime()).isEqualTo(small.downtime());
  }

  @Test
  void anImpossiblePlanIsRefused() {
    assertThatThrownBy(
            () -> SavedState.ofAssignedMemory(ByteCount.gibibytes(1), DataRate.ZERO, DISK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing would be saved");
    assertThatThrownBy(() -> new Fixed(Duration.ZERO, Duration.ofMillis(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"restore\" is negative");
  }

  private static SavedState plan(ByteCount memory) {
    return SavedState.ofAssignedMemory(memory, DISK, DISK);
  }

  private static Duration total(ByteCount memory) {
    return plan(memory).downtime().total();
  }

  /** The image of platforms that test pages for zero. */
  private static SavedState ofNonZeroPages(Vm vm, Optional<DataRate> scanRate) {
    return new SavedState(
        vm.memory(),
        new ByteCount(vm.residentPages() * Vm.PAGE_BYTES),
        DISK,
        DISK,
        scanRate,
        Optional.empty(),
        SavedState.Fixed.NONE);
  }
}
