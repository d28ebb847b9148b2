package blackout.kernel.transfer;

import blackout.outcome.Brownout;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.scenario.LinkShare;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every migration has, whatever the hypervisor and the engine: a clock, a guest that runs or
 * is slowed, a {@link Wire} that takes bytes at its own pace while the sender waits for it, the
 * counts of what was sent, and the record of the rounds. The pages are the engine's: {@link Pages}.
 */
public final class Transfer {

  /** A byte budget or a deadline that never binds. */
  public static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  public final KernelInput input;
  public final PageCosts costs;

  private final Wire wire;
  private double nowNanos;
  private double guestNanos;
  private double guestAsOfNanos;
  private double policySpeed = 1;
  private double hostSpeed;
  private double guestSpeed;
  private double untouchedPages;
  private double lostNanos;
  private double slowedNanos;
  private double deepestRatio;

  private double sentBytes;
  private double rawPages;
  private double zeroPages;
  private double deltaPages;
  private double skippedPages;

  /** Null if no rounds are kept. */
  private final @Nullable RoundRecord record;

  /**
   * @param keepsRounds whether the rounds are recorded; without, the outcome has the totals alone
   * @param shares what this migration has of the link, in the order of time; empty for all of it
   */
  public Transfer(KernelInput input, PageCosts costs, boolean keepsRounds, List<LinkShare> shares) {
    this.input = input;
    this.costs = costs;
    this.wire = new Wire(input.wireBytesPerSecond(), input.bufferBytes(), shares);
    this.record = keepsRounds ? new RoundRecord() : null;
    this.hostSpeed = input.costs().firstPassGuestRatio();
    this.guestSpeed = hostSpeed;
    this.untouchedPages = (double) input.pages() - input.zeroPages();
  }

  // --- the clock and the guest ---

  /** Time since the command (ns). */
  public double nowNanos() {
    return nowNanos;
  }

  /** Lets time pass while nothing is sent; the wire goes on emptying its buffer. */
  public void passNanos(double nanos) {
    nowNanos += nanos;
  }

  /** The time during which the guest's processors have run (ns). */
  public double guestNanos() {
    return guestNanos + (nowNanos - guestAsOfNanos) * guestSpeed;
  }

  /**
   * Changes how fast the guest runs from now on.
   *
   * @param speed 1 for full speed, 0 for paused
   */
  public void setGuestSpeed(double speed) {
    if (speed > 0) {
      noteSlowdown(1 - speed);
    }
    letGuestRun(speed);
  }

  /** As {@link #setGuestSpeed} for a moment that is too short to be told as the worst. */
  public void letGuestRun(double speed) {
    policySpeed = speed;
    changeGuestSpeed();
  }

  /** Notes a share of its speed that was taken from the guest. */
  public void noteSlowdown(double ratio) {
    deepestRatio = Math.max(deepestRatio, ratio);
  }

  /** How fast the policy lets the guest run: 1 for full speed, 0 for paused. */
  public double guestSpeed() {
    return policySpeed;
  }

  public boolean guestPaused() {
    return policySpeed == 0;
  }

  private void changeGuestSpeed() {
    guestNanos = guestNanos();
    double nanos = nowNanos - guestAsOfNanos;
    if (guestSpeed > 0 && guestSpeed < hostSpeed) { // a pause is no brownout
      slowedNanos += nanos;
      lostNanos += nanos * (hostSpeed - guestSpeed);
    }
    guestAsOfNanos = nowNanos;
    guestSpeed = policySpeed * hostSpeed;
  }

  /**
   * What the guest has felt so far.
   *
   * @param remoteFaults page faults that waited for the source
   */
  public Brownout brownout(long remoteFaults) {
    changeGuestSpeed();
    return new Brownout(nanos(slowedNanos), nanos(lostNanos), deepestRatio, remoteFaults);
  }

  public boolean givenUp() {
    return nowNanos >= input.giveUpNanos();
  }

  // --- the wire ---

  /** Makes the wire carry another rate from now on, or its share of a shared link if less. */
  public void setWireRate(double bytesPerSecond) {
    wire.setRate(nowNanos, bytesPerSecond);
  }

  /** The time at which this migration's share of the wire changes next (ns). */
  public double nextShareNanos() {
    return wire.nextShareNanos();
  }

  /** Sends bytes that belong to no page: headers, page lists, device state. */
  public void sendBytes(double bytes) {
    sentBytes += bytes;
    nowNanos = wire.take(nowNanos, 0, bytes);
  }

  /** Pages sent as a marker so far. */
  public double zeroPagesSent() {
    return zeroPages;
  }

  /** Waits until the wire has taken all that was handed to it. */
  public void drainWire() {
    nowNanos = Math.max(nowNanos, wire.freeNanos());
  }

  /** Accounts for pages that go out now: sender time, bytes, and waiting for the wire. */
  public void occupy(double raw, double zero, double delta) {
    rawPages += raw;
    zeroPages += zero;
    deltaPages += delta;
    double bytes = raw * costs.rawBytes();
    double nanos = raw * costs.rawNanos();
    if (untouchedPages > 0) {
      double touched = Math.min(raw, untouchedPages);
      untouchedPages -= touched;
      nanos += touched * input.costs().firstTouchNanos();
    }
    if (zero > 0 || delta > 0) {
      bytes = bytes + zero * costs.zeroBytes() + delta * costs.deltaBytes();
      nanos = nanos + zero * costs.zeroNanos() + delta * costs.deltaNanos();
    }
    sentBytes += bytes;
    nowNanos = wire.take(nowNanos, nanos, bytes);
  }

  /**
   * How many pages of a class can go out until a time.
   *
   * @param pageBytes what one takes on the wire (B)
   * @param senderNanos what one takes the sender (ns)
   */
  public double pagesUntil(double timeNanos, double pageBytes, double senderNanos) {
    double bySender = senderNanos == 0 ? NO_LIMIT : Math.max(0, timeNanos - nowNanos) / senderNanos;
    return Math.min(bySender, wire.itemsUntil(nowNanos, timeNanos, pageBytes));
  }

  /** A number of raw pages, all of one cost, that take no longer than until a time. */
  public double rawPagesSurelyBefore(double timeNanos) {
    double sender = costs.rawNanos() + (untouchedPages > 0 ? input.costs().firstTouchNanos() : 0);
    double nanosPerPage = Math.max(sender, costs.rawBytes() * wire.nanosPerByte(nowNanos));
    double end = Math.min(timeNanos, wire.nextShareNanos());
    double pages = (end - Math.max(nowNanos, wire.readyNanos())) / nanosPerPage;
    return untouchedPages > 0 ? Math.min(untouchedPages, pages) : pages;
  }

  /** The time it takes to send raw pages one after another, steadily (ns per page). */
  public double steadyNanosPerRawPage() {
    return steadyNanos(costs.rawBytes(), costs.rawNanos());
  }

  /**
   * The time it takes to send pages of a class one after another, steadily (ns per page).
   *
   * @param pageBytes what one takes on the wire (B)
   * @param senderNanos what one takes the sender (ns)
   */
  public double steadyNanos(double pageBytes, double senderNanos) {
    double byWire = pageBytes * wire.nanosPerByte(nowNanos);
    return byWire > senderNanos ? byWire : senderNanos;
  }

  public void skip(double pages) {
    skippedPages += pages;
  }

  public double sentBytes() {
    return sentBytes;
  }

  /** What was sent so far, for {@link #repeatUntilGivenUp}. */
  public double[] counts() {
    return new double[] {sentBytes, rawPages, zeroPages, deltaPages, skippedPages};
  }

  /**
   * Lets the time to give up come, with as much sent meanwhile as in a span of time up to now.
   *
   * @param sinceNanos the beginning of the span (ns)
   * @param since what was sent by then
   */
  public void repeatUntilGivenUp(double sinceNanos, double[] since) {
    double left = Math.max(0, input.giveUpNanos() - nowNanos);
    double times = left / (nowNanos - sinceNanos);
    sentBytes += (sentBytes - since[0]) * times;
    rawPages += (rawPages - since[1]) * times;
    zeroPages += (zeroPages - since[2]) * times;
    deltaPages += (deltaPages - since[3]) * times;
    skippedPages += (skippedPages - since[4]) * times;
    nowNanos += left;
  }

  // --- the record ---

  public Round.Sent sent() {
    return new Round.Sent(
        new ByteCount(rounded(sentBytes)),
        rounded(rawPages),
        rounded(zeroPages),
        rounded(deltaPages),
        rounded(skippedPages));
  }

  /** Starts the first round here. */
  public void startRounds() {
    if (record != null) {
      record.start(nowNanos, sent());
    }
  }

  /**
   * Ends a round here and starts the next.
   *
   * @param newlyDirtyPages pages that the last reading of the log added to those that wait
   * @param remainingPages pages that wait now
   */
  public void endRound(
      long newlyDirtyPages,
      long remainingPages,
      double thresholdBytes,
      double bytesPerSecond,
      double throttleRatio,
      boolean paused) {
    if (record != null) {
      record.end(
          nowNanos,
          sent(),
          newlyDirtyPages,
          remainingPages,
          thresholdBytes,
          bytesPerSecond,
          throttleRatio,
          paused);
    }
    if (hostSpeed < 1) {
      changeGuestSpeed();
      hostSpeed = 1;
      guestSpeed = policySpeed;
    }
  }

  /** What became dirty since the last round ended, by what was sent since and what waits. */
  public long dirtiedSinceRound(long remainingPages) {
    return record == null ? 0 : record.dirtiedSince(sent(), remainingPages);
  }

  public List<Round> rounds() {
    return record == null ? List.of() : record.rounds();
  }

  /**
   * The nearest whole number of a count, a time or a size, none of them negative.
   *
   * @throws ArithmeticException if it is not a number; as 0 it would pass for a move without pages
   */
  public static long rounded(double number) {
    if (Double.isNaN(number)) {
      throw new ArithmeticException("a count, a time or a size has become not a number");
    }
    return (long) (number + 0.5);
  }

  public static Duration nanos(double nanos) {
    return Duration.ofNanos(rounded(nanos));
  }
}
