package blackout.kernel.transfer;

import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.scenario.LinkShare;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration under way, as a policy sees it: a clock, a guest that writes, the set of pages that
 * wait to be sent, and a wire. The policies say what to do next; the two engines below say what
 * comes of it, page by page or in expected counts.
 *
 * <p>The {@link Wire} takes bytes at its own pace, and the sender waits for it.
 */
public abstract class Transfer {

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
  private double stolenNanos;

  private double sentBytes;
  private double rawPages;
  private double zeroPages;
  private double deltaPages;
  private double skippedPages;

  /** Null if no rounds are kept. */
  private @Nullable RoundRecord record = new RoundRecord();

  public Transfer(KernelInput input, PageCosts costs) {
    this.input = input;
    this.costs = costs;
    this.wire = new Wire(input.wireBytesPerSecond(), input.bufferBytes());
    this.hostSpeed = input.costs().firstPassGuestRatio();
    this.guestSpeed = hostSpeed;
    this.untouchedPages = (double) input.pages() - input.zeroPages();
  }

  // --- the clock and the guest ---

  /** Time since the command (ns). */
  public final double nowNanos() {
    return nowNanos;
  }

  /** Lets time pass while nothing is sent; the wire goes on emptying its buffer. */
  public final void passNanos(double nanos) {
    nowNanos += nanos;
  }

  /** The time during which the guest's processors have run (ns). */
  public final double guestNanos() {
    return guestNanos + (nowNanos - guestAsOfNanos) * guestSpeed;
  }

  /**
   * Changes how fast the guest runs from now on.
   *
   * @param speed 1 for full speed, 0 for paused
   */
  public final void setGuestSpeed(double speed) {
    policySpeed = speed;
    changeGuestSpeed();
  }

  /** How fast the policy lets the guest run: 1 for full speed, 0 for paused. */
  public final double guestSpeed() {
    return policySpeed;
  }

  public final boolean guestPaused() {
    return policySpeed == 0;
  }

  private void changeGuestSpeed() {
    guestNanos = guestNanos();
    stolenNanos += (nowNanos - guestAsOfNanos) * (hostSpeed - guestSpeed);
    guestAsOfNanos = nowNanos;
    guestSpeed = policySpeed * hostSpeed;
  }

  /** Time taken from the guest's processors so far, the present stretch not included (ns). */
  public final double stolenNanos() {
    return stolenNanos;
  }

  public final boolean givenUp() {
    return nowNanos >= input.giveUpNanos();
  }

  // --- the pages ---

  /** Pages that wait to be sent. */
  public abstract long remainingPages();

  public final double remainingBytes() {
    return (double) remainingPages() * KernelInput.PAGE_BYTES;
  }

  /**
   * The runs of neighbouring pages that wait and are not held back: what a sender that describes
   * ranges instead of pages has to list.
   */
  public abstract double waitingRanges();

  /** Pages in the dirty log that has not been read yet. */
  public abstract long loggedPages();

  /**
   * Reads the dirty log: its pages wait to be sent from now on, and begin to report writes again as
   * the re-arm rule says.
   *
   * @return pages that were not waiting already
   */
  public abstract long sync();

  /**
   * Sends waiting pages from the cursor on, around the end of memory, until none is left, the
   * budget is exceeded or the deadline has passed. The deadline is looked at after every 64 pages
   * or so.
   *
   * @param budgetBytes sending stops once more than this was sent; {@link #NO_LIMIT} for no budget
   * @param deadlineNanos the time at which sending stops; {@link #NO_LIMIT} for none
   */
  public abstract void send(double budgetBytes, double deadlineNanos);

  /** Sends everything that waits. */
  public void sendAll() {
    send(NO_LIMIT, NO_LIMIT);
  }

  /** Puts the cursor back to the first page. */
  public abstract void rewind();

  /** How pages are treated that were written again while they wait. */
  public abstract void setSkipRule(SkipRule rule);

  /** Starts the delta compression that the scenario asks for, of pages sent from now on. */
  public abstract void startDeltas();

  /** Empties the log, for post-copy: from now on it holds what the guest touches. */
  public abstract void watchTouches();

  /**
   * In post-copy: the pages that the guest touched while they still waited have been fetched out of
   * turn; they are sent now.
   *
   * @return how many
   */
  public abstract long fetchTouched();

  /**
   * How many steps of a fixed time can be taken together because only whole pages go out in them;
   * the last of them is the one that leaves less than a threshold. The page-exact engine takes
   * every step by itself.
   *
   * @param stepNanos the length of a step (ns)
   * @param thresholdBytes what must not remain before the last step
   * @param untilNanos the time by which the last must be over
   */
  public double wholeStepsAhead(double stepNanos, double thresholdBytes, double untilNanos) {
    return 0;
  }

  /** Takes so many of the steps at once that were looked ahead at last. */
  public void sendSteps(double steps) {
    throw new UnsupportedOperationException("the page-exact engine takes every step by itself");
  }

  /**
   * How many windows of a fixed budget can be taken together; at least one is left before the
   * remainder comes down to a threshold.
   *
   * @param budgetBytes what a window may send
   * @param windowNanos the length of a window if the wire carries the budget in it (ns)
   */
  public double wholeWindowsAhead(
      double budgetBytes, double windowNanos, double thresholdBytes, double untilNanos) {
    return 0;
  }

  /** Takes so many windows of a length (ns) at once. */
  public void sendWindows(double budgetBytes, double windowNanos, double windows) {
    throw new UnsupportedOperationException("the page-exact engine takes every window by itself");
  }

  // --- the wire ---

  /** Makes the wire carry another rate from now on, or its share of a shared link if less. */
  public final void setWireRate(double bytesPerSecond) {
    wire.setRate(nowNanos, bytesPerSecond);
  }

  /**
   * Lets others have a part of the wire.
   *
   * @param inOrder what is left, from which time on, in the order of time
   */
  public final void share(List<LinkShare> inOrder) {
    wire.share(inOrder);
  }

  /** The time at which this migration's share of the wire changes next (ns). */
  public final double nextShareNanos() {
    return wire.nextShareNanos();
  }

  /** Sends bytes that belong to no page: headers, page lists, device state. */
  public final void sendBytes(double bytes) {
    sentBytes += bytes;
    nowNanos = wire.take(nowNanos, 0, bytes);
  }

  /** Waits until the wire has taken all that was handed to it. */
  public final void drainWire() {
    nowNanos = Math.max(nowNanos, wire.freeNanos());
  }

  /** Accounts for pages that go out now: sender time, bytes, and waiting for the wire. */
  public final void occupy(double raw, double zero, double delta) {
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
   * @param zero whether they are zero pages
   */
  public final double pagesUntil(double timeNanos, double pageBytes, boolean zero) {
    double senderNanos = zero ? costs.zeroNanos() : costs.rawNanos();
    double bySender = senderNanos == 0 ? NO_LIMIT : Math.max(0, timeNanos - nowNanos) / senderNanos;
    return Math.min(bySender, wire.itemsUntil(nowNanos, timeNanos, pageBytes));
  }

  /** A number of raw pages, all of one cost, that take no longer than until a time. */
  public final double rawPagesSurelyBefore(double timeNanos) {
    double sender = costs.rawNanos() + (untouchedPages > 0 ? input.costs().firstTouchNanos() : 0);
    double nanosPerPage = Math.max(sender, costs.rawBytes() * wire.nanosPerByte(nowNanos));
    double end = Math.min(timeNanos, wire.nextShareNanos());
    double pages = (end - Math.max(nowNanos, wire.readyNanos())) / nanosPerPage;
    return untouchedPages > 0 ? Math.min(untouchedPages, pages) : pages;
  }

  /** The time it takes to send raw pages one after another, steadily (ns per page). */
  public final double steadyNanosPerRawPage() {
    double byWire = costs.rawBytes() * wire.nanosPerByte(nowNanos);
    return byWire > costs.rawNanos() ? byWire : costs.rawNanos();
  }

  public final void skip(double pages) {
    skippedPages += pages;
  }

  public final double sentBytes() {
    return sentBytes;
  }

  /** What was sent so far, for {@link #repeatUntilGivenUp}. */
  public final double[] counts() {
    return new double[] {sentBytes, rawPages, zeroPages, deltaPages, skippedPages};
  }

  /**
   * Lets the time to give up come, with as much sent meanwhile as in a stretch of time up to now.
   *
   * @param sinceNanos the beginning of the stretch (ns)
   * @param since what was sent by then
   */
  public final void repeatUntilGivenUp(double sinceNanos, double[] since) {
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

  public final Round.Sent sent() {
    return new Round.Sent(
        new ByteCount(rounded(sentBytes)),
        rounded(rawPages),
        rounded(zeroPages),
        rounded(deltaPages),
        rounded(skippedPages));
  }

  /** Keeps no record of the rounds, for callers that want the totals alone. */
  public final void keepNoRounds() {
    record = null;
  }

  /** Starts the first round here. */
  public final void startRounds() {
    if (record != null) {
      record.start(nowNanos, sent());
    }
  }

  /** Ends a round here and starts the next. */
  public final void endRound(
      long newlyDirtyPages,
      double thresholdBytes,
      double bytesPerSecond,
      double throttleRatio,
      boolean paused) {
    if (record != null) {
      record.end(
          nowNanos,
          sent(),
          newlyDirtyPages,
          remainingPages(),
          thresholdBytes,
          bytesPerSecond,
          throttleRatio,
          paused);
    }
    if (hostSpeed < 1) {
      guestNanos = guestNanos();
      guestAsOfNanos = nowNanos;
      hostSpeed = 1;
      guestSpeed = policySpeed;
    }
  }

  /** What became dirty since the last round ended, by what was sent since and what waits. */
  public final long dirtiedSinceRound() {
    return record == null ? 0 : record.dirtiedSince(sent(), remainingPages());
  }

  public final List<Round> rounds() {
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
