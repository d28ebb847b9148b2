package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A move by saved state, which Hyper-V calls quick migration: the guest is stopped, its memory is
 * written to shared storage, the storage changes hands, the memory is read on the destination, and
 * the guest goes on. The guest stands still all the way.
 *
 * <pre>
 *   save    = fixed + max(image / write rate, memory / scan rate)
 *   restore = fixed + image / read rate
 *   downtime = save + disk off-line + ownership move + disk on-line + restore + resume
 * </pre>
 *
 * <p>The three disk steps fall away where the storage needs no move: with a cluster shared volume,
 * or files on a share. At equal rates restore is as long as save, so the downtime is about {@code 2
 * image / rate}: that, with no fixed cost, is the table that circulated for quick migration in 2008
 * (virtualizationteam.com, 29 Sep 2008). Assumes constant rates: no cache, nobody else on the
 * storage.
 *
 * @param memory the assigned memory
 * @param image what is written and read back; at most the memory
 * @param writeRate the rate at which the storage takes the image, more than 0
 * @param readRate the rate at which it gives it back, more than 0
 * @param scanRate the rate at which the sender looks through the memory for zero pages, more than
 *     0; empty if it does not look or the storage is far slower
 * @param diskMove the steps of a disk that changes hands; empty where none has to
 * @param fixed the parts that do not depend on memory
 * @see <a href="https://itprotoday.com/hyper-v/q-what-is-hyper-v-quick-migration-">J. Savill: What
 *     is Hyper-V quick migration, 13 Apr 2008</a>
 */
public record SavedState(
    ByteCount memory,
    ByteCount image,
    DataRate writeRate,
    DataRate readRate,
    Optional<DataRate> scanRate,
    Optional<DiskMove> diskMove,
    Fixed fixed) {

  /**
   * The steps by which a clustered disk changes hands.
   *
   * @param offLine the source takes it off-line: buffers are flushed, the file system is dismounted
   * @param ownershipMove the reservation goes from one host to the other
   * @param onLine the destination brings it on-line: the file system is mounted
   */
  public record DiskMove(Duration offLine, Duration ownershipMove, Duration onLine) {
    /**
     * @throws IllegalArgumentException if a time is negative
     */
    public DiskMove {
      requireTime(offLine, "disk off-line");
      requireTime(ownershipMove, "ownership move");
      requireTime(onLine, "disk on-line");
    }
  }

  /**
   * What each end takes besides memory. No source gives figures; measure a VM with little memory.
   *
   * @param save stopping the processors and writing device state
   * @param restore building the VM on the destination and reading device state
   * @param resume starting the processors
   */
  public record Fixed(Duration save, Duration restore, Duration resume) {

    /** Nothing but memory. */
    public static final Fixed NONE = new Fixed(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * @throws IllegalArgumentException if a time is negative
     */
    public Fixed {
      requireTime(save, "save");
      requireTime(restore, "restore");
      requireTime(resume, "resume");
    }
  }

  /**
   * @throws IllegalArgumentException if the image is larger than the memory or a rate is 0
   */
  public SavedState {
    require(
        image.compareTo(memory) <= 0,
        "an image of %s is larger than a memory of %s",
        image,
        memory);
    require(writeRate.bytesPerSecond() > 0, "write rate is 0; nothing would be saved");
    require(readRate.bytesPerSecond() > 0, "read rate is 0; nothing would be restored");
    require(
        scanRate.isEmpty() || scanRate.get().bytesPerSecond() > 0,
        "scan rate is 0; leave it out if memory is not looked through");
  }

  /**
   * The image is all assigned memory, used or not: Hyper-V of Windows Server 2008 and 2008 R2,
   * whose {@code .bin} file has the size of the memory, and any platform without a zero test.
   *
   * @see <a
   *     href="https://thefullcircle.com/2019/04/10/hyper-v-bin-file-removal-and-reclaiming-storage-space/">The
   *     .bin file of Hyper-V</a>
   */
  public static SavedState ofAssignedMemory(
      ByteCount memory, DataRate writeRate, DataRate readRate) {
    return new SavedState(
        memory, memory, writeRate, readRate, Optional.empty(), Optional.empty(), Fixed.NONE);
  }

  public SavedState withDiskMove(DiskMove steps) {
    return new SavedState(memory, image, writeRate, readRate, scanRate, Optional.of(steps), fixed);
  }

  public SavedState withFixed(Fixed costs) {
    return new SavedState(memory, image, writeRate, readRate, scanRate, diskMove, costs);
  }

  /**
   * The downtime in the parts "save", "disk off-line", "ownership move", "disk on-line", "restore"
   * and "resume", in this order; the three of the disk are absent if it does not move.
   */
  public Downtime downtime() {
    var parts = new ArrayList<Part>();
    parts.add(new Part("save", fixed.save().plus(writing())));
    diskMove.ifPresent(
        steps -> {
          parts.add(new Part("disk off-line", steps.offLine()));
          parts.add(new Part("ownership move", steps.ownershipMove()));
          parts.add(new Part("disk on-line", steps.onLine()));
        });
    parts.add(new Part("restore", fixed.restore().plus(readRate.timeFor(image))));
    parts.add(new Part("resume", fixed.resume()));
    return new Downtime(parts);
  }

  private Duration writing() {
    Duration write = writeRate.timeFor(image);
    Duration scan = scanRate.map(rate -> rate.timeFor(memory)).orElse(Duration.ZERO);
    return write.compareTo(scan) >= 0 ? write : scan;
  }

  private static void requireTime(Duration time, String what) {
    require(!time.isNegative(), "time of \"%s\" is negative: %s", what, time);
  }
}
