package blackout.notebook;

import blackout.inventory.Workload;
import blackout.plan.move.Guest;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;

/**
 * A VM in the words of a cell: {@code vm("16 GiB").writing("40 MiB/s").over("2 GiB")}.
 *
 * @param guest what the words mean
 */
public record MovingVm(Guest guest) {

  /**
   * How fast it dirties clean pages, such as {@code "40 MiB/s"}: page writes per second times 4096
   * B.
   *
   * @throws IllegalArgumentException if the text is no rate
   */
  public MovingVm writing(String dirtyRate) {
    return CellInput.read(() -> new MovingVm(guest.withDirtyRate(DataRate.parse(dirtyRate))));
  }

  /**
   * The memory that it writes at all, such as {@code "2 GiB"}; an eighth of its memory if not said.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public MovingVm over(String workingSet) {
    return CellInput.read(() -> new MovingVm(guest.withWorkingSet(ByteCount.parse(workingSet))));
  }

  /** It writes its working set page after page, round and round, instead of at random. */
  public MovingVm inSequence() {
    return new MovingVm(guest.withPattern(Workload.Pattern.SEQUENTIAL));
  }

  /**
   * The share of its memory that holds only zeros.
   *
   * @param ratio 0 to 1
   * @throws IllegalArgumentException if the share is not in 0..1
   */
  public MovingVm withZeros(double ratio) {
    return CellInput.read(() -> new MovingVm(guest.withZeroRatio(ratio)));
  }
}
