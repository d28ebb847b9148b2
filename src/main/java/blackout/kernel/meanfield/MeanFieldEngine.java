package blackout.kernel.meanfield;

import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.LongSteps;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import java.util.Optional;

/**
 * The engine in expected counts, for fleets and sweeps: memory is cut into extents of pages that
 * are alike, each with the share of its pages that waits. An extent is sent in one step, whatever
 * its length, so the cost does not grow with memory.
 *
 * <p>Where it may part from the page-exact engine: close to the point where dirtying equals the
 * bandwidth, where one window more or less decides; sweeps that share a chunk with other writes
 * under the per-chunk rule; delta compression of a swept set a little larger than the cache; a
 * trace whose intervals are longer than the rounds; fewer than about a hundred dirty pages, where
 * chance rules.
 */
public final class MeanFieldEngine implements Pages, LongSteps {

  /** Pages that are sent on average after a deadline, because it is looked at every 64 pages. */
  private static final double PAGES_BETWEEN_LOOKS = 32;

  private final Transfer t;
  private final MeanFieldLog log;
  private final Extents extents;
  private double remaining;
  private double zeroWaiting;
  private SkipRule skipRule = SkipRule.NEVER;
  private boolean deltas;

  /** Share of the pages that waited when deltas began that the cache has room for. */
  private double cacheShare;

  private double deltasFromGuestNanos;
  private double paceNanosPerPage;

  /** Raw pages that a step sends: it is over at the first look after its time. */
  private double stepPages;

  public MeanFieldEngine(Transfer transfer, Rearm rearm) {
    t = transfer;
    log = new MeanFieldLog(rearm == Rearm.PER_CHUNK, t.input.writes());
    extents = new Extents(t.input);
    remaining = t.input.pages();
    zeroWaiting = t.input.zeroPages();
  }

  @Override
  public long remaining() {
    return Transfer.rounded(remaining);
  }

  /** Pages wait independently of their neighbours within an extent. */
  @Override
  public double waitingRanges() {
    double ranges = 0;
    double before = 0;
    double end = 0;
    for (Extent s = extents.first(); s != null; s = s.next) {
      double share = sendable(s);
      if (s.start > end) {
        before = 0; // nothing waits in between
      }
      ranges += share * (1 - before) + Math.max(0, s.length() - 1) * share * (1 - share);
      before = share;
      end = s.end;
    }
    return ranges;
  }

  @Override
  public long logged() {
    double logged = 0;
    for (Extent s = extents.first(); s != null; s = s.next) {
      if (s.rate != null) {
        logged += s.length() * s.rate.touched(log.lastSyncGuestNanos(), t.guestNanos());
      }
    }
    return Transfer.rounded(logged);
  }

  @Override
  public long sync() {
    double now = t.guestNanos();
    if (log.perChunk() && t.sentBytes() == 0) {
      log.synced(now); // all waits, and nothing was cleared yet
      return 0;
    }
    double before = remaining;
    if (extents.areSwept()) {
      log.cutSweeps(extents, now);
    }
    double waiting = 0;
    Extent previous = null;
    for (Extent s = extents.first(); s != null; s = s.next) {
      if (s.rate != null) {
        boolean cleared = log.isCleared(s);
        if (cleared && !s.sent) {
          extents.cut(s, MeanFieldLog.endOfChunk(s.start)); // cleared by what was sent before it
        }
        double sinceSync = log.sinceSync(s, now);
        double written = log.written(s, s.rate, sinceSync, cleared, now);
        s.waiting += (1 - s.waiting) * (s.sent ? written : sinceSync);
        s.reported = written;
      } else if (s.waiting == 0 && extents.leaveOut(previous, s)) {
        continue;
      } else {
        s.reported = 0;
      }
      s.held = s.reported;
      s.sent = false;
      waiting += s.waiting * s.length();
      previous = s;
    }
    remaining = waiting;
    log.synced(now);
    extents.joinIfMany();
    return Transfer.rounded(remaining - before);
  }

  @Override
  public void send(double budgetBytes, double deadlineNanos) {
    double mostBytes = t.sentBytes() + budgetBytes;
    int idle = 0;
    while (remaining >= 0.5 && t.sentBytes() <= mostBytes && idle <= extents.size()) {
      Extent s = extents.atCursor();
      double from = extents.cursor();
      double share = sendable(s);
      double ahead = (s.end - from) * share;
      if (ahead <= Extents.NOTHING) {
        idle++;
        if (extents.next() && skipRule != SkipRule.NEVER) {
          return;
        }
        continue;
      }
      idle = 0;
      double pages = withinBudget(s, ahead, mostBytes - t.sentBytes());
      if (deadlineNanos != Transfer.NO_LIMIT || t.nextShareNanos() != Transfer.NO_LIMIT) {
        pages = Math.min(pages, withinTime(s, deadlineNanos));
      }
      double to = pages >= ahead - Extents.NOTHING ? s.end : from + pages / share;
      double guestFrom = t.guestNanos();
      sendPages(s, pages, to - from);
      log.sentFrom(from, to, guestFrom, t.guestNanos());
      boolean wrapped = extents.sentTo(to, skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS, deltas);
      if (t.nowNanos() >= deadlineNanos || (wrapped && skipRule != SkipRule.NEVER)) {
        return;
      }
    }
  }

  /** With the guest paused for good and one class of page left, the order does not matter. */
  @Override
  public void sendAll() {
    if (!t.guestPaused()
        || zeroWaiting > 0.5
        || deltas
        || skipRule != SkipRule.NEVER
        || t.nextShareNanos() != Transfer.NO_LIMIT) {
      Pages.super.sendAll();
      return;
    }
    if (remaining >= 0.5) {
      t.occupy(remaining, 0, 0);
      remaining = 0;
    }
    for (Extent s = extents.first(); s != null; s = s.next) {
      s.waiting = 0;
    }
  }

  /** Share of an extent's pages that would be sent if the sender came to them. */
  private double sendable(Extent s) {
    return skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && s.zeroRatio == 0
        ? Math.max(0, s.waiting - s.held)
        : s.waiting;
  }

  private double pageBytes(Extent s) {
    if (s.zeroRatio > 0) {
      return mixed(s.zeroRatio, t.costs.zeroBytes(), t.costs.rawBytes());
    }
    if (!deltas) {
      return t.costs.rawBytes();
    }
    return mixed(deltaShare(s), t.costs.deltaBytes(), t.costs.rawBytes());
  }

  /** What a page takes of which a share is of one class and the rest of another. */
  private static double mixed(double share, double one, double other) {
    return share * one + (1 - share) * other;
  }

  private double pageNanos(Extent s) {
    return mixed(s.zeroRatio, t.costs.zeroNanos(), t.costs.rawNanos());
  }

  /**
   * Share of an extent's pages that are in the cache. If all that waited when deltas began had
   * room, so have all that were sent since; else those that came first keep their slots, as long as
   * they go on being sent.
   */
  private double deltaShare(Extent s) {
    if (!deltas || s.cached == 0 || s.zeroRatio > 0) {
      return 0;
    }
    if (cacheShare == 1 || s.rate == null) {
      return cacheShare * s.cached;
    }
    double share = cacheShare * s.rate.touched(0, deltasFromGuestNanos);
    return s.rate.sweep() ? share * log.keptOverLap(s.rate) : share;
  }

  /** At most so many pages, and no more than exceed the budget by half a page in the mean. */
  private double withinBudget(Extent s, double pages, double leftBytes) {
    double pageBytes = pageBytes(s);
    if (pages * pageBytes <= leftBytes) {
      return pages;
    }
    return Math.min(pages, leftBytes / pageBytes + 0.5);
  }

  /** Pages until the share of the wire changes, a few at least, and until a deadline. */
  private double withinTime(Extent s, double deadlineNanos) {
    double pages = Math.max(64, t.pagesUntil(t.nextShareNanos(), pageBytes(s), pageNanos(s)));
    return deadlineNanos == Transfer.NO_LIMIT
        ? pages
        : Math.min(
            pages, untilLook(t.pagesUntil(deadlineNanos, pageBytes(s), pageNanos(s)), s.waiting));
  }

  private static double untilLook(double pages, double share) {
    return share > 0.999 ? 64 * Math.ceil(pages / 64) : pages + PAGES_BETWEEN_LOOKS;
  }

  private void sendPages(Extent s, double pages, double span) {
    double started = t.nowNanos();
    double kept = 0;
    if (skipRule == SkipRule.IF_DIRTY_AGAIN && s.rate != null) {
      double paceNanos = t.steadyNanosPerRawPage();
      kept = log.dirtyAgain(s.rate, extents.cursor(), span, pages, t.guestNanos(), paceNanos);
      t.skip(kept);
    }
    if (s.zeroRatio > 0) {
      double zeros = pages * s.zeroRatio;
      t.occupy(pages - zeros, zeros, 0);
      zeroWaiting -= zeros;
    } else {
      double delta = deltaShare(s) * (pages - kept);
      t.occupy(pages - kept - delta, 0, delta);
    }
    if (paceNanosPerPage > 0) {
      t.passNanos(Math.max(0, pages * paceNanosPerPage - (t.nowNanos() - started)));
    }
    remaining -= pages;
  }

  @Override
  public void watchTouches() {
    log.synced(t.guestNanos());
  }

  @Override
  public long fetchTouched() {
    double now = t.guestNanos();
    double fetched = 0;
    for (Extent s = extents.first(); s != null; s = s.next) {
      if (s.rate != null && s.waiting > 0) {
        double touched = s.rate.touched(log.lastSyncGuestNanos(), now);
        fetched += s.waiting * touched * s.length();
        s.waiting *= 1 - touched;
      }
    }
    log.synced(now);
    remaining -= fetched;
    t.occupy(fetched, 0, 0);
    return Transfer.rounded(fetched);
  }

  @Override
  public Optional<LongSteps> longSteps() {
    return Optional.of(this);
  }

  @Override
  public double wholeStepsAhead(double stepNanos, double thresholdBytes, double untilNanos) {
    double pages = alikePagesAhead(thresholdBytes);
    double untilThreshold = remaining - thresholdBytes / KernelInput.PAGE_BYTES;
    double nanosPerPage = nanosPerPageAhead();
    stepPages = untilLook(stepNanos / nanosPerPage, extents.atCursor().waiting);
    double steps = Math.floor(pages / stepPages);
    return before(
        untilNanos, pages >= untilThreshold ? steps + 1 : steps, stepPages * nanosPerPage);
  }

  /** So many steps of a length, or as many as are over by a time. */
  private double before(double untilNanos, double steps, double nanos) {
    return t.nowNanos() + steps * nanos > untilNanos
        ? Math.floor((untilNanos - t.nowNanos()) / nanos)
        : steps;
  }

  @Override
  public void sendSteps(double steps) {
    send((steps * stepPages - 0.5) * bytesPerPageAhead(), Transfer.NO_LIMIT);
  }

  @Override
  public double wholeWindowsAhead(
      double budgetBytes, double windowNanos, double thresholdBytes, double untilNanos) {
    double pages = budgetBytes / bytesPerPageAhead();
    return before(
        untilNanos,
        Math.floor(alikePagesAhead(thresholdBytes) / (pages + 1)) - 1,
        Math.max(windowNanos, pages * nanosPerPageAhead()));
  }

  @Override
  public void sendWindows(double budgetBytes, double windowNanos, double windows) {
    double perWindow = budgetBytes + t.costs.rawBytes() / 2;
    paceNanosPerPage = windowNanos / (perWindow / bytesPerPageAhead());
    send(windows * perWindow, Transfer.NO_LIMIT);
    paceNanosPerPage = 0;
  }

  @Override
  public double steadyBytesPerNano() {
    return bytesPerPageAhead() / nanosPerPageAhead();
  }

  private double zeroRatioAhead() {
    return zeroWaiting > 0.5 ? extents.zeroRatioAhead() : 0;
  }

  private double bytesPerPageAhead() {
    return mixed(zeroRatioAhead(), t.costs.zeroBytes(), t.costs.rawBytes());
  }

  private double nanosPerPageAhead() {
    double senderNanos = mixed(zeroRatioAhead(), t.costs.zeroNanos(), t.costs.rawNanos());
    return t.steadyNanos(bytesPerPageAhead(), senderNanos);
  }

  /** Pages that go out before there is another share of zero pages, or so little remains. */
  private double alikePagesAhead(double thresholdBytes) {
    double zeroRatio = zeroRatioAhead();
    if (deltas || zeroRatio == 1) {
      return 0;
    }
    double most = remaining - thresholdBytes / KernelInput.PAGE_BYTES;
    return zeroWaiting > 0.5 ? Math.min(extents.alikeAhead(zeroRatio, most), most) : most;
  }

  @Override
  public void rewind() {
    extents.rewind();
  }

  @Override
  public void setSkipRule(SkipRule rule) {
    skipRule = rule;
    if (rule == SkipRule.UNTIL_CLEAN_FOR_A_PASS) {
      extents.separateZeros();
    }
    for (Extent s = extents.first(); s != null; s = s.next) {
      s.held = rule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && s.zeroRatio == 0 ? 1 : 0;
    }
  }

  @Override
  public void startDeltas() {
    deltas = true;
    double slots = t.input.options().delta().orElseThrow().slots();
    cacheShare = Math.min(1, slots / Math.max(1, remaining));
    deltasFromGuestNanos = t.guestNanos();
  }
}
