package blackout.kernel.policy;

import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.Throttling;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.LongSteps;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One migration by QEMU (migration/migration.c and ram.c).
 *
 * <p>The thread works in steps. A step first compares what remains with the threshold: the
 * bandwidth of the last closed window times the downtime limit, 0 until the first window closes. If
 * less remains, the dirty log is read and the comparison made again; if still less remains, the
 * guest is stopped. Otherwise pages are sent until 50 ms have passed or the window's byte budget, a
 * tenth of {@code max-bandwidth}, is used up; then it sleeps until the window of 100 ms closes. So
 * a round ends <em>inside</em> the pass over memory, what was not sent stays dirty, the cursor goes
 * on from where it is, and the copy after the stop knows no budget. There is no limit on rounds or
 * time.
 */
final class QemuRun {

  private static final double MILLI = 1e6;

  /** A step ends when more than MAX_WAIT = 50 whole milliseconds have passed. */
  static final double STEP_NANOS = 51 * MILLI;

  /** Section header, footer and end mark that each step writes (B). */
  private static final double STEP_BYTES = 18;

  /** Pieces in which what follows a switch to post-copy is looked at, and spans of them. */
  private static final int SLICES = 256;

  private static final int SPANS = 16;

  /** A run of pages to discard: start and length (ram.c, postcopy_send_discard_bm_ram). */
  private static final double DISCARD_RUN_BYTES = 16;

  /**
   * From the timer to the thread running again: Linux's timer slack of 50 us (prctl(2)) and a
   * scheduling delay; the sum is an assumption.
   */
  private static final double WAKE_UP_NANOS = 120_000;

  /** An evaluation needs more than this since the last (ms). */
  private static final double EVALUATION_MILLIS = 1000;

  /** A reading that takes longer lowers the bandwidth of its window by more than a twentieth. */
  private static final double LONG_READING_NANOS = 5 * MILLI;

  private final QemuPolicy policy;
  private final Transfer t;
  private final Pages pages;
  private final KernelInput in;
  private final QemuWindow window;

  /** Null if the engine takes every step by itself. */
  private final @Nullable LongSteps longSteps;

  private final boolean mayPostCopy;

  /** The time at which something other than sending is due at the latest (ns). */
  private final double turnNanos;

  private final boolean throttles;
  private final AutoConverge throttle;
  private final Balance balance;

  /** When the last reading of the log ended that took a good part of a window (ms). */
  private double longReadingMillis = -1;

  private int syncs;
  private int rounds;
  private double evaluatedMillis;
  private double evaluatedBytes;
  private double dirtiedPages;
  private double timerMillis;
  private int syncsAtTimer;
  private double recordedBytes;
  private double stoppedNanos;
  private long freshAtStop;
  private long faults;

  QemuRun(QemuPolicy policy, Transfer transfer, Pages pages) {
    this.policy = policy;
    this.t = transfer;
    this.pages = pages;
    this.longSteps = pages.longSteps().orElse(null);
    this.in = transfer.input;
    this.window = new QemuWindow(transfer, policy.windowBytes(transfer.input));
    this.throttles = in.options().autoConverge().isPresent();
    this.throttle = new AutoConverge(in.options().autoConverge().orElse(Throttling.DEFAULT));
    this.balance = new Balance(transfer, pages);
    this.mayPostCopy = in.options().postCopy().isPresent();
    this.turnNanos =
        in.options()
            .postCopy()
            .flatMap(PostCopy::afterTime)
            .map(time -> Math.min((double) time.toNanos(), in.giveUpNanos()))
            .orElse(in.giveUpNanos());
  }

  Outcome run() {
    t.passNanos((double) in.costs().setup().toNanos());
    pages.sync();
    syncs = 1;
    evaluatedMillis = nowMillis();
    timerMillis = nowMillis() + policy.syncTimerMillis();
    t.startRounds();
    while (!t.givenUp()) {
      if (window.budgetLeft()) {
        if (fits()) {
          endRound();
          if (!mayPostCopy && balance.cannotEnd(excessPages())) {
            rounds += balance.roundsAhead();
            syncs += balance.roundsAhead();
            break;
          }
        }
        if (pages.remaining() == 0 || fits()) {
          return complete();
        }
        if (mayPostCopy && postCopyAsked()) {
          return switchToPostCopy(in.options().postCopy().orElseThrow());
        }
        if (skipAhead()) {
          continue;
        }
        pages.send(window.leftBytes(), t.nowNanos() + STEP_NANOS);
        t.sendBytes(STEP_BYTES);
      }
      window.close();
      if (!window.budgetLeft()) {
        t.passNanos(Math.max(0, window.leftMillis() * MILLI) + WAKE_UP_NANOS);
        window.close();
      }
      timerSync();
    }
    if (t.sentBytes() > recordedBytes) {
      recordRound(balance.roundsAhead() > 0 ? t.dirtiedSinceRound(pages.remaining()) : 0, false);
    }
    return new Outcome.Aborted(
        Transfer.nanos(t.nowNanos()),
        Optional.empty(),
        record(
            "given up with "
                + pages.remaining()
                + " pages left, after "
                + PreCopyRun.rounds(rounds)));
  }

  private double nowMillis() {
    return window.nowMillis();
  }

  private boolean fits() {
    double remaining = pages.remainingBytes();
    double threshold = window.threshold();
    return remaining < threshold || (policy.stopsAtThreshold() && remaining == threshold);
  }

  /** Pages that wait above the threshold; 0 if what waits fits, or if there is none yet. */
  private double excessPages() {
    return fits() || window.threshold() == 0
        ? 0
        : Math.max(1, (pages.remainingBytes() - window.threshold()) / KernelInput.PAGE_BYTES);
  }

  /**
   * Where the engine can, takes many steps of a long round at once, if they are alike. Those of the
   * first window, in which the wire's buffer fills, stand alone if the round can end with them.
   */
  private boolean skipAhead() {
    boolean paced = window.budgetBytes() < Transfer.NO_LIMIT;
    boolean first = window.threshold() == 0;
    if (longSteps == null
        || throttles
        || (paced && (first || !window.isFresh()))
        || window.holds(longReadingMillis)) {
      return false;
    }
    double nanos = paced ? QemuWindow.MILLIS * MILLI + WAKE_UP_NANOS : STEP_NANOS;
    double steady =
        paced ? window.budgetBytes() / QemuWindow.MILLIS : longSteps.steadyBytesPerNano() * MILLI;
    double threshold = window.threshold(steady);
    double until = Math.min(turnNanos, t.nextShareNanos());
    double ahead =
        paced
            ? longSteps.wholeWindowsAhead(window.budgetBytes(), nanos, threshold, until)
            : longSteps.wholeStepsAhead(nanos, threshold, until);
    double needed = first ? Math.max(1, Math.ceil(window.leftMillis() * MILLI / nanos)) : 1;
    if (ahead < needed) {
      return false;
    }
    boolean firstAlone = first && (ahead == needed || mayFitTheFirst(needed * nanos, steady));
    if (firstAlone) {
      ahead = needed;
    }
    double startBytes = t.sentBytes();
    double startMillis = nowMillis();
    if (paced) {
      longSteps.sendWindows(window.budgetBytes(), nanos, ahead);
    } else {
      longSteps.sendSteps(ahead);
    }
    t.sendBytes(ahead * STEP_BYTES);
    double now = nowMillis();
    if (firstAlone || now == startMillis) {
      window.close();
    } else {
      double measured = (t.sentBytes() - startBytes) / (now - startMillis);
      window.reopen(now, first ? Math.min(measured, steady) : measured);
    }
    return true;
  }

  /**
   * Whether what is left after the first window may fit its threshold, which the burst raises that
   * fills the wire's buffer.
   */
  private boolean mayFitTheFirst(double nanos, double bytesPerMilli) {
    double sent = nanos / MILLI * bytesPerMilli + in.bufferBytes();
    return pages.remainingBytes() - sent <= window.threshold(sent / QemuWindow.MILLIS);
  }

  private void endRound() {
    rounds++;
    sync();
    if (rounds == 1 && in.options().delta().isPresent() && !in.options().multifd()) {
      pages.startDeltas();
    }
  }

  private void sync() {
    long fresh = readLog();
    if (throttles && nowMillis() - evaluatedMillis > EVALUATION_MILLIS) {
      if (throttle.evaluate(
          dirtiedPages * KernelInput.PAGE_BYTES, t.sentBytes() - evaluatedBytes)) {
        t.setGuestSpeed(1 - throttle.ratio());
      }
      evaluatedMillis = nowMillis();
      evaluatedBytes = t.sentBytes();
      dirtiedPages = 0;
    }
    recordRound(fresh, false);
  }

  private long readLog() {
    long fresh = pages.sync();
    t.passNanos(in.costs().syncNanosPerPage() * in.pages());
    if (in.costs().syncNanosPerPage() * in.pages() > LONG_READING_NANOS) {
      longReadingMillis = nowMillis();
    }
    syncs++;
    dirtiedPages += fresh;
    return fresh;
  }

  private void recordRound(long freshPages, boolean paused) {
    t.endRound(
        freshPages,
        pages.remaining(),
        window.threshold(),
        window.bandwidth(),
        throttle.ratio(),
        paused);
    recordedBytes = t.sentBytes();
  }

  /** Auto-converge's own sync, if none has come since the last tick and the first pass is over. */
  private void timerSync() {
    if (policy.syncTimerMillis() == 0 || !throttles) {
      return;
    }
    if (nowMillis() >= timerMillis) {
      timerMillis = nowMillis() + policy.syncTimerMillis();
      if (syncs > 1 && syncs == syncsAtTimer) {
        sync();
      }
      syncsAtTimer = syncs;
    }
  }

  private Outcome complete() {
    Part stop = stopGuest();
    double copyStart = t.nowNanos();
    pages.sendAll();
    Part copy = new Part("final copy", since(copyStart));
    Part state = sendDeviceState();
    recordRound(freshAtStop, true);
    var parts = List.of(stop, copy, state, resume());
    String why =
        t.input.downtimeLimitMillis() >= (t.nowNanos() - stoppedNanos) / MILLI
            ? "what remained fitted the downtime limit"
            : "what remained was believed to fit the downtime limit";
    return new Outcome.Converged(new Downtime(parts), record(why));
  }

  private Part stopGuest() {
    stoppedNanos = t.nowNanos();
    t.setGuestSpeed(0);
    long fresh = readLog();
    if (t.sentBytes() > recordedBytes) {
      recordRound(fresh, false);
    } else {
      freshAtStop = fresh;
    }
    return new Part("stop", since(stoppedNanos));
  }

  private Part sendDeviceState() {
    double start = t.nowNanos();
    t.sendBytes((double) in.costs().deviceStateBytes());
    return new Part("device state", since(start));
  }

  private Part resume() {
    t.passNanos((double) in.costs().fixedDowntime().toNanos());
    return new Part("resume", in.costs().fixedDowntime());
  }

  private Duration since(double startNanos) {
    return Duration.ofNanos(Transfer.rounded(t.nowNanos()) - Transfer.rounded(startNanos));
  }

  private boolean postCopyAsked() {
    return in.options()
        .postCopy()
        .filter(
            asked ->
                asked.afterTime().map(time -> t.nowNanos() >= time.toNanos()).orElse(false)
                    || asked.afterRounds().map(after -> rounds >= after).orElse(false))
        .isPresent();
  }

  /**
   * The guest moves at once and its pages follow: each is sent once, in order from page 0, and one
   * that the guest touches before its turn is fetched first, at the price of a round trip
   * (docs/devel/ migration/postcopy.rst). Only writes are known here, so faults of pages that are
   * only read are not counted.
   */
  private Outcome switchToPostCopy(PostCopy asked) {
    Part stop = stopGuest();
    double bitmapStart = t.nowNanos();
    t.sendBytes(DISCARD_RUN_BYTES * pages.waitingRanges());
    t.passNanos(in.costs().discardRunNanos() * pages.waitingRanges());
    Part bitmap = new Part("discard bitmap", since(bitmapStart));
    var parts = List.of(stop, bitmap, sendDeviceState(), resume());
    recordRound(freshAtStop, true);
    t.setGuestSpeed(1);
    pages.sync();
    pages.rewind();
    pages.watchTouches();
    fetchAll(asked.roundTrip().toNanos() + t.steadyNanosPerRawPage());
    recordRound(0, false);
    return new Outcome.Converged(
        new Downtime(parts),
        record("it was switched to post-copy after " + PreCopyRun.rounds(rounds)));
  }

  /**
   * Sends what waits after the switch. The guest waits for each page that it misses, as if it had
   * one processor, so it runs as much slower as it missed pages in the slice before.
   *
   * @param faultNanos how long it waits for a page (ns)
   */
  private void fetchAll(double faultNanos) {
    double slice = Math.max(1, pages.remaining() / (double) SLICES) * t.costs.rawBytes();
    double spanNanos = t.nowNanos();
    double spanGuestNanos = t.guestNanos();
    boolean first = true;
    for (int i = 1; pages.remaining() > 0; i++) {
      double zeros = t.zeroPagesSent();
      long before = pages.remaining();
      double guestNanos = t.guestNanos();
      pages.send(first ? slice / SLICES : slice, Transfer.NO_LIMIT);
      long missed = pages.fetchTouched();
      zeros = t.zeroPagesSent() - zeros;
      t.passNanos(
          in.costs().postCopyPageNanos() * Math.max(0, before - pages.remaining() - zeros)
              + in.costs().postCopyZeroPageNanos() * zeros);
      faults += missed;
      double ran = t.guestNanos() - guestNanos;
      t.letGuestRun(missed == 0 ? 1 : ran / (ran + missed * faultNanos));
      if (i % (SLICES / SPANS) == 0 || pages.remaining() == 0) {
        double ranInSpan = (t.guestNanos() - spanGuestNanos) / (t.nowNanos() - spanNanos);
        t.noteSlowdown(1 - Math.min(1, ranInSpan));
        spanNanos = t.nowNanos();
        spanGuestNanos = t.guestNanos();
      }
      first = false;
    }
  }

  private MigrationRecord record(String why) {
    return new MigrationRecord(
        Transfer.nanos(t.nowNanos()),
        t.rounds(),
        t.sent(),
        syncs,
        throttle.ratio(),
        t.brownout(faults),
        why);
  }
}
