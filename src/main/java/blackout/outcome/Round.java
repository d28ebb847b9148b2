package blackout.outcome;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * One round of a live migration: from one reading of the dirty log to the next while the guest
 * runs, or the final copy. Of a move that is given up, the last may stand for all that would have
 * followed and been like the one before it.
 *
 * @param number 0 for the round that sends everything
 * @param start from the start of the migration
 * @param duration how long it took
 * @param sent what was sent in it
 * @param newlyDirtyPages pages that the reading at its end found dirty and that were not waiting
 *     already; of the final copy those that the reading at the pause found, if it ended no round
 * @param remainingPages pages that wait to be sent after the reading at its end
 * @param threshold the bytes that the sender believed to fit into the downtime limit at its end; 0
 *     where it keeps no such figure
 * @param bandwidth the bandwidth that the sender believed in at its end; 0 where it keeps no such
 *     figure
 * @param throttleRatio the share of time taken away from the guest's processors at its end, 0 to 1
 * @param paused whether the guest was paused during it: the final copy
 */
public record Round(
    int number,
    Duration start,
    Duration duration,
    Sent sent,
    long newlyDirtyPages,
    long remainingPages,
    ByteCount threshold,
    DataRate bandwidth,
    double throttleRatio,
    boolean paused) {

  /**
   * Pages and bytes on the wire.
   *
   * @param bytes all bytes, headers included
   * @param rawPages pages sent whole (or compressed)
   * @param zeroPages pages sent as a marker
   * @param deltaPages pages sent as a difference to their earlier content
   * @param skippedPages pages passed over because they were dirty again, or identical to what the
   *     destination has
   */
  public record Sent(
      ByteCount bytes, long rawPages, long zeroPages, long deltaPages, long skippedPages) {

    public static final Sent NOTHING = new Sent(ByteCount.ZERO, 0, 0, 0, 0);

    /** What was sent since an earlier count. */
    public Sent minus(Sent earlier) {
      return new Sent(
          new ByteCount(bytes.bytes() - earlier.bytes.bytes()),
          rawPages - earlier.rawPages,
          zeroPages - earlier.zeroPages,
          deltaPages - earlier.deltaPages,
          skippedPages - earlier.skippedPages);
    }

    public Sent plus(Sent other) {
      return new Sent(
          bytes.plus(other.bytes),
          rawPages + other.rawPages,
          zeroPages + other.zeroPages,
          deltaPages + other.deltaPages,
          skippedPages + other.skippedPages);
    }

    /** Pages that left the sender, in whatever form. */
    public long pages() {
      return rawPages + zeroPages + deltaPages;
    }
  }
}
