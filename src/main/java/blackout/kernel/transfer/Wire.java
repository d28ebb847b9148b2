package blackout.kernel.transfer;

import blackout.scenario.LinkShare;
import java.util.List;

/**
 * The wire of one migration. It takes bytes at its own pace; the sender may be ahead of it by the
 * size of the buffer and waits when that is full. Where the link is shared, the rate is that of the
 * share if that is less.
 */
final class Wire {

  private final double bufferNanos;
  private double nanosPerByte;
  private double policyBytesPerSecond;
  private final List<LinkShare> shares;
  private int nextShare;
  private double nextShareNanos;
  private double freeNanos;

  /**
   * @param shares what is left of it by others, from which time on, in the order of time
   */
  Wire(double bytesPerSecond, double bufferBytes, List<LinkShare> shares) {
    policyBytesPerSecond = bytesPerSecond;
    nanosPerByte = 1e9 / bytesPerSecond;
    bufferNanos = bufferBytes * nanosPerByte;
    this.shares = List.copyOf(shares);
    expectNextShare();
  }

  /** The rate that the policy asks for from now on. */
  void setRate(double nowNanos, double bytesPerSecond) {
    policyBytesPerSecond = bytesPerSecond;
    changeRate(nowNanos);
  }

  /** The time at which the share changes next (ns). */
  double nextShareNanos() {
    return nextShareNanos;
  }

  /** The time at which all bytes so far are taken (ns). */
  double freeNanos() {
    return freeNanos;
  }

  /** The time from which on the sender need not wait for it (ns). */
  double readyNanos() {
    return freeNanos - bufferNanos;
  }

  /** The time a byte takes now (ns). */
  double nanosPerByte(double nowNanos) {
    followShares(nowNanos);
    return nanosPerByte;
  }

  /**
   * Takes bytes.
   *
   * @param senderNanos the time the sender needs to make them (ns)
   * @return the time at which the sender can go on (ns)
   */
  double take(double nowNanos, double senderNanos, double bytes) {
    followShares(nowNanos);
    freeNanos = (freeNanos > nowNanos ? freeNanos : nowNanos) + bytes * nanosPerByte;
    double made = nowNanos + senderNanos;
    double ready = readyNanos();
    return made > ready ? made : ready;
  }

  /** How many items of so many bytes it lets the sender hand over until a time. */
  double itemsUntil(double nowNanos, double timeNanos, double itemBytes) {
    followShares(nowNanos);
    double nanos = timeNanos + bufferNanos - Math.max(freeNanos, nowNanos);
    return Math.max(0, nanos) / (itemBytes * nanosPerByte);
  }

  private void followShares(double nowNanos) {
    if (nowNanos >= nextShareNanos) {
      while (nowNanos >= nextShareNanos) {
        nextShare++;
        expectNextShare();
      }
      changeRate(nowNanos);
    }
  }

  private void expectNextShare() {
    nextShareNanos =
        nextShare < shares.size() ? shares.get(nextShare).from().toNanos() : Transfer.NO_LIMIT;
  }

  private void changeRate(double nowNanos) {
    double backlogBytes = Math.max(0, freeNanos - nowNanos) / nanosPerByte;
    double share =
        nextShare == 0 ? Transfer.NO_LIMIT : shares.get(nextShare - 1).rate().bytesPerSecond();
    nanosPerByte = 1e9 / Math.min(policyBytesPerSecond, share);
    freeNanos = nowNanos + backlogBytes * nanosPerByte;
  }
}
