package blackout.kernel.policy;

import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Downtime;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The course of a migration that the hypervisors other than QEMU share, so that their policies read
 * like their rules: begin, send, read the log, end the round; then pause, send, resume.
 *
 * <p>While the guest runs, the rate is the lower one of the wire and the sender limit, evenly. The
 * order of pages is ascending from the first page in every round.
 */
final class PreCopyRun {

  /** Which rate holds while the guest is paused. */
  enum PauseRate {
    /** That of the wire: the hypervisor itself has no limit, or lifts it. */
    WIRE,
    /** The same as before: the limit is one of the network and knows nothing of a pause. */
    LIVE
  }

  private final Transfer t;
  private final Pages pages;
  private final PauseRate pauseRate;
  private double pauseNanos;
  private double copyNanos;
  private double throttleRatio;
  private int logReadings;
  private int rounds;
  private boolean roundIsOpen;
  private long freshAtPause;

  private PreCopyRun(Transfer t, Pages pages, PauseRate pauseRate) {
    this.t = t;
    this.pages = pages;
    this.pauseRate = pauseRate;
    t.setWireRate(Math.min(t.input.wireBytesPerSecond(), t.input.senderBytesPerSecond()));
  }

  /**
   * Lets the setup pass, switches on the dirty log and starts round 0.
   *
   * @param before what else takes time before the first page
   */
  static PreCopyRun begin(Transfer t, Pages pages, PauseRate pauseRate, Duration before) {
    var run = new PreCopyRun(t, pages, pauseRate);
    t.passNanos((double) (t.input.costs().setup().toNanos() + before.toNanos()));
    pages.sync();
    t.startRounds();
    return run;
  }

  static PreCopyRun begin(Transfer t, Pages pages, PauseRate pauseRate) {
    return begin(t, pages, pauseRate, Duration.ZERO);
  }

  /** The rate of whole pages while the guest runs, by the wire, the limit or the processors. */
  double liveBytesPerSecond() {
    return t.costs.rawBytes() / t.steadyNanosPerRawPage() * 1e9;
  }

  /** What the live rate carries within the downtime limit of the scenario. */
  double liveBytesInLimit() {
    return liveBytesPerSecond() * t.input.downtimeLimitMillis() / 1000;
  }

  /** Sends bytes that belong to no page, as part of this round. */
  void sendBytes(double bytes) {
    roundIsOpen = true;
    t.sendBytes(bytes);
  }

  /** Sends what waits, from the first page on, but not beyond the time to give up. */
  void send() {
    send(t.input.giveUpNanos());
  }

  /** Sends what waits, from the first page on, until a deadline (ns). */
  void send(double deadlineNanos) {
    roundIsOpen = true;
    pages.rewind();
    pages.send(Transfer.NO_LIMIT, deadlineNanos);
  }

  /**
   * Reads the dirty log while the guest runs.
   *
   * @return the pages that were not waiting already
   */
  long readLog() {
    roundIsOpen = true;
    return read();
  }

  private long read() {
    logReadings++;
    long fresh = pages.sync();
    t.passNanos(t.input.costs().syncNanosPerPage() * t.input.pages());
    return fresh;
  }

  /** Slows the guest from now on. */
  void throttle(double ratio) {
    throttleRatio = ratio;
    t.setGuestSpeed(1 - ratio);
  }

  void endRound(long freshPages) {
    endRound(freshPages, 0, 0);
  }

  void endRound(long freshPages, double thresholdBytes, double bytesPerSecond) {
    roundIsOpen = false;
    rounds++;
    t.endRound(freshPages, pages.remaining(), thresholdBytes, bytesPerSecond, throttleRatio, false);
  }

  long pause() {
    return pause(0);
  }

  /**
   * Pauses the guest and reads the dirty log for the last time; that ends the round under way.
   *
   * @param logNanos what reading this log takes besides the usual time (ns)
   * @return the pages that were not waiting already
   */
  long pause(double logNanos) {
    pauseNanos = t.nowNanos();
    t.setGuestSpeed(0);
    if (pauseRate == PauseRate.WIRE) {
      t.setWireRate(t.input.wireBytesPerSecond());
    }
    pages.setSkipRule(SkipRule.NEVER);
    pages.rewind();
    long fresh = read();
    t.passNanos(logNanos);
    if (roundIsOpen) {
      endRound(fresh);
    } else {
      freshAtPause = fresh;
    }
    copyNanos = t.nowNanos();
    return fresh;
  }

  /**
   * Waits for the end of the final copy, sends the device state and resumes the guest on the
   * destination.
   *
   * @param ruleMet whether the hypervisor's own rule was met, not a limit on its rounds
   */
  Outcome resume(boolean ruleMet, String why) {
    t.drainWire();
    double copied = t.nowNanos();
    t.sendBytes((double) t.input.costs().deviceStateBytes());
    t.drainWire();
    double stateSent = t.nowNanos();
    t.endRound(freshAtPause, pages.remaining(), 0, 0, throttleRatio, true);
    t.passNanos((double) t.input.costs().fixedDowntime().toNanos());
    var downtime =
        new Downtime(
            List.of(
                new Downtime.Part("stop", Transfer.nanos(copyNanos - pauseNanos)),
                new Downtime.Part("final copy", Transfer.nanos(copied - copyNanos)),
                new Downtime.Part("device state", Transfer.nanos(stateSent - copied)),
                new Downtime.Part("resume", t.input.costs().fixedDowntime())));
    MigrationRecord record = record(why);
    return ruleMet ? new Outcome.Converged(downtime, record) : new Outcome.Forced(downtime, record);
  }

  /** Whether the time to give up is over. */
  boolean givenUp() {
    return t.givenUp();
  }

  /** Counts rounds that were not replayed, because they would be like the last. */
  void passRounds(int ahead) {
    endRound(t.dirtiedSinceRound(pages.remaining()));
    rounds += ahead - 1;
    logReadings += ahead;
  }

  /** The move is cancelled, with the guest still on the source. */
  Outcome aborted() {
    if (roundIsOpen) {
      endRound(0);
    }
    String why = "given up after " + rounds() + " with " + pages.remaining() + " pages left";
    return new Outcome.Aborted(Transfer.nanos(t.nowNanos()), Optional.empty(), record(why));
  }

  /** The rounds so far in words, for the reason why they ended. */
  String rounds() {
    return rounds(rounds);
  }

  /** A number of rounds in words. */
  static String rounds(int count) {
    return Text.count(count, "round");
  }

  private MigrationRecord record(String why) {
    return new MigrationRecord(
        Transfer.nanos(t.nowNanos()),
        t.rounds(),
        t.sent(),
        logReadings,
        throttleRatio,
        t.brownout(0),
        why);
  }
}
