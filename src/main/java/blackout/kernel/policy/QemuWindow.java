package blackout.kernel.policy;

import blackout.kernel.transfer.Transfer;

/**
 * The window of 100 ms in which QEMU measures its bandwidth and keeps to its budget, a tenth of
 * {@code max-bandwidth} (migration.c, migration_update_counters). From the bandwidth of the last
 * closed window follows the threshold; both are 0 until the first closes.
 */
final class QemuWindow {

  /** BUFFER_DELAY: the length of a window (ms). */
  static final double MILLIS = 100;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Transfer t;
  private final double budgetBytes;

  /** avail-switchover-bandwidth; 0 to believe what was measured. */
  private final double toldBytesPerSecond;

  private double startMillis;
  private double startBytes;
  private double bandwidth;
  private double threshold;

  QemuWindow(Transfer transfer, double budgetBytes) {
    t = transfer;
    this.budgetBytes = budgetBytes;
    toldBytesPerSecond =
        t.input.options().switchoverBandwidth().map(r -> r.bytesPerSecond()).orElse(0.0);
  }

  /** QEMU reads its clock in whole milliseconds. */
  double nowMillis() {
    return Math.floor(t.nowNanos() / NANOS_PER_MILLI);
  }

  /** What a window may send; infinite without a limit (B). */
  double budgetBytes() {
    return budgetBytes;
  }

  /** What this window may still send (B). */
  double leftBytes() {
    return startBytes + budgetBytes - t.sentBytes();
  }

  boolean budgetLeft() {
    return t.sentBytes() - startBytes <= budgetBytes;
  }

  boolean isFresh() {
    return t.sentBytes() <= startBytes;
  }

  /** Whether a time lies behind its opening (ms). */
  boolean holds(double millis) {
    return millis > startMillis;
  }

  /** The time until it closes (ms). */
  double leftMillis() {
    return startMillis + MILLIS - nowMillis();
  }

  /** The bandwidth of the last closed window (B/s). */
  double bandwidth() {
    return bandwidth;
  }

  /** What is believed to fit the downtime limit (B). */
  double threshold() {
    return threshold;
  }

  /** The threshold that a bandwidth gives (B). */
  double threshold(double bytesPerMilli) {
    double believed = toldBytesPerSecond > 0 ? toldBytesPerSecond / 1000 : bytesPerMilli;
    return believed * t.input.downtimeLimitMillis();
  }

  /** Closes the window if its time is over, and opens the next. */
  void close() {
    if (t.nowNanos() >= (startMillis + MILLIS) * NANOS_PER_MILLI) {
      double now = nowMillis();
      reopen(now, (t.sentBytes() - startBytes) / (now - startMillis));
    }
  }

  /** Opens a window behind others that had a bandwidth in the mean. */
  void reopen(double nowMillis, double bytesPerMilli) {
    bandwidth = bytesPerMilli * 1000;
    threshold = threshold(bytesPerMilli);
    startMillis = nowMillis;
    startBytes = t.sentBytes();
  }
}
