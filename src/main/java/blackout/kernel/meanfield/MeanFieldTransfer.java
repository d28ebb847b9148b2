package blackout.kernel.meanfield;

import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;

/**
 * The engine in expected counts, for fleets and sweeps: memory is cut into stretches of pages that
 * are alike, each with the share of its pages that waits. A stretch is sent in one step, whatever
 * its length, so the cost does not grow with memory.
 *
 * <p>Where it may part from the page-exact engine: close to the point where dirtying equals the
 * bandwidth, where one window more or less decides; sweeps that share a chunk with other writes
 * under the per-chunk rule; delta compression of a swept set a little larger than the cache; a
 * trace whose intervals are longer than the rounds; fewer than about a hundred dirty pages, where
 * chance rules.
 */
public final class MeanFieldTransfer extends Transfer {

  /** Pages that are sent on average after a deadline, because it is looked at every 64 pages. */
  private static final double PAGES_BETWEEN_LOOKS = 32;

  private final MeanFieldLog log;
  private final Stretches stretches;
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

  public MeanFieldTransfer(KernelInput input, PageCosts costs, Rearm rearm) {
    super(input, costs);
    log = new MeanFieldLog(rearm == Rearm.PER_CHUNK, input.writes());
    stretches = new Stretches(input);
    remaining = input.pages();
    zeroWaiting = input.zeroPages();
  }

  @Override
  public long remainingPages() {
    return rounded(remaining);
  }

  /** Pages wait independently of their neighbours within a stretch. */
  @Override
  public double waitingRanges() {
    double ranges = 0;
    double before = 0;
    double end = 0;
    for (Stretch s = stretches.first(); s != null; s = s.next) {
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
  public long loggedPages() {
    double logged = 0;
    for (Stretch s = stretches.first(); s != null; s = s.next) {
      if (s.rate != null) {
        logged += s.length() * s.rate.touched(log.lastSyncGuestNanos(), guestNanos());
      }
    }
    return rounded(logged);
  }

  @Override
  public long sync() {
    double now = guestNanos();
    if (log.perChunk() && sentBytes() == 0) {
      log.synced(now); // all waits, and nothing was cleared yet
      return 0;
    }
    double before = remaining;
    if (stretches.areSwept()) {
      log.cutSweeps(stretches, now);
    }
    double waiting = 0;
    Stretch previous = null;
    for (Stretch s = stretches.first(); s != null; s = s.next) {
      if (s.rate != null) {
        boolean cleared = log.isCleared(s);
        if (cleared && !s.sent) {
          stretches.cut(s, MeanFieldLog.endOfChunk(s.start)); // cleared by what was sent before it
        }
        double sinceSync = log.sinceSync(s, now);
        double written = log.written(s, s.rate, sinceSync, cleared, now);
        s.waiting += (1 - s.waiting) * (s.sent ? written : sinceSync);
        s.reported = written;
      } else if (s.waiting == 0 && stretches.leaveOut(previous, s)) {
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
    stretches.joinIfMany();
    return rounded(remaining - before);
  }

  @Override
  public void send(double budgetBytes, double deadlineNanos) {
    double mostBytes = sentBytes() + budgetBytes;
    int idle = 0;
    while (remaining >= 0.5 && sentBytes() <= mostBytes && idle <= stretches.size()) {
      Stretch s = stretches.atCursor();
      double from = stretches.cursor();
      double share = sendable(s);
      double ahead = (s.end - from) * share;
      if (ahead <= Stretches.NOTHING) {
        idle++;
        if (stretches.next() && skipRule != SkipRule.NEVER) {
          return;
        }
        continue;
      }
      idle = 0;
      double pages = withinBudget(s, ahead, mostBytes - sentBytes());
      if (deadlineNanos != NO_LIMIT || nextShareNanos() != NO_LIMIT) {
        pages = Math.min(pages, withinTime(s, deadlineNanos));
      }
      double to = pages >= ahead - Stretches.NOTHING ? s.end : from + pages / share;
      double guestFrom = guestNanos();
      sendPages(s, pages, to - from);
      log.sentFrom(from, to, guestFrom, guestNanos());
      boolean wrapped = stretches.sentTo(to, skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS, deltas);
      if (nowNanos() >= deadlineNanos || (wrapped && skipRule != SkipRule.NEVER)) {
        return;
      }
    }
  }

  /** With the guest paused for good and one class of page left, the order does not matter. */
  @Override
  public void sendAll() {
    if (!guestPaused()
        || zeroWaiting > 0.5
        || deltas
        || skipRule != SkipRule.NEVER
        || nextShareNanos() != NO_LIMIT) {
      super.sendAll();
      return;
    }
    if (remaining >= 0.5) {
      occupy(remaining, 0, 0);
      remaining = 0;
    }
    for (Stretch s = stretches.first(); s != null; s = s.next) {
      s.waiting = 0;
    }
  }

  /** Share of a stretch's pages that would be sent if the sender came to them. */
  private double sendable(Stretch s) {
    return skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && !s.zero
        ? Math.max(0, s.waiting - s.held)
        : s.waiting;
  }

  private double pageBytes(Stretch s) {
    if (s.zero) {
      return costs.zeroBytes();
    }
    if (!deltas) {
      return costs.rawBytes();
    }
    double delta = deltaShare(s);
    return delta * costs.deltaBytes() + (1 - delta) * costs.rawBytes();
  }

  /**
   * Share of a stretch's pages that are in the cache. If all that waited when deltas began had
   * room, so have all that were sent since; else those that came first keep their slots, as long as
   * they go on being sent.
   */
  private double deltaShare(Stretch s) {
    if (!deltas || s.cached == 0 || s.zero) {
      return 0;
    }
    if (cacheShare == 1 || s.rate == null) {
      return cacheShare * s.cached;
    }
    double share = cacheShare * s.rate.touched(0, deltasFromGuestNanos);
    return s.rate.sweep() ? share * log.keptOverLap(s.rate) : share;
  }

  /** At most so many pages, and no more than exceed the budget by half a page in the mean. */
  private double withinBudget(Stretch s, double pages, double leftBytes) {
    double pageBytes = pageBytes(s);
    if (pages * pageBytes <= leftBytes) {
      return pages;
    }
    return Math.min(pages, leftBytes / pageBytes + 0.5);
  }

  /** Pages until the share of the wire changes, a few at least, and until a deadline. */
  private double withinTime(Stretch s, double deadlineNanos) {
    double pages = Math.max(64, pagesUntil(nextShareNanos(), pageBytes(s), s.zero));
    return deadlineNanos == NO_LIMIT
        ? pages
        : Math.min(pages, untilLook(pagesUntil(deadlineNanos, pageBytes(s), s.zero), s.waiting));
  }

  private static double untilLook(double pages, double share) {
    return share > 0.999 ? 64 * Math.ceil(pages / 64) : pages + PAGES_BETWEEN_LOOKS;
  }

  private void sendPages(Stretch s, double pages, double span) {
    double started = nowNanos();
    double kept = 0;
    if (skipRule == SkipRule.IF_DIRTY_AGAIN && s.rate != null) {
      double paceNanos = steadyNanosPerRawPage();
      kept = log.dirtyAgain(s.rate, stretches.cursor(), span, pages, guestNanos(), paceNanos);
      skip(kept);
    }
    if (s.zero) {
      occupy(0, pages, 0);
      zeroWaiting -= pages;
    } else {
      double delta = deltaShare(s) * (pages - kept);
      occupy(pages - kept - delta, 0, delta);
    }
    if (paceNanosPerPage > 0) {
      passNanos(Math.max(0, pages * paceNanosPerPage - (nowNanos() - started)));
    }
    remaining -= pages;
  }

  @Override
  public void watchTouches() {
    log.synced(guestNanos());
  }

  @Override
  public long fetchTouched() {
    double now = guestNanos();
    double fetched = 0;
    for (Stretch s = stretches.first(); s != null; s = s.next) {
      if (s.rate != null && s.waiting > 0) {
        double touched = s.rate.touched(log.lastSyncGuestNanos(), now);
        fetched += s.waiting * touched * s.length();
        s.waiting *= 1 - touched;
      }
    }
    log.synced(now);
    remaining -= fetched;
    occupy(fetched, 0, 0);
    return rounded(fetched);
  }

  @Override
  public double wholeStepsAhead(double stepNanos, double thresholdBytes, double untilNanos) {
    double pages = rawPagesAhead(thresholdBytes);
    double untilThreshold = remaining - thresholdBytes / KernelInput.PAGE_BYTES;
    double nanosPerPage = steadyNanosPerRawPage();
    stepPages = untilLook(stepNanos / nanosPerPage, stretches.atCursor().waiting);
    double steps = Math.floor(pages / stepPages);
    return before(
        untilNanos, pages >= untilThreshold ? steps + 1 : steps, stepPages * nanosPerPage);
  }

  /** So many steps of a length, or as many as are over by a time. */
  private double before(double untilNanos, double steps, double nanos) {
    return nowNanos() + steps * nanos > untilNanos
        ? Math.floor((untilNanos - nowNanos()) / nanos)
        : steps;
  }

  @Override
  public void sendSteps(double steps) {
    send((steps * stepPages - 0.5) * costs.rawBytes(), NO_LIMIT);
  }

  @Override
  public double wholeWindowsAhead(
      double budgetBytes, double windowNanos, double thresholdBytes, double untilNanos) {
    double pages = budgetBytes / costs.rawBytes();
    return before(
        untilNanos,
        Math.floor(rawPagesAhead(thresholdBytes) / (pages + 1)) - 1,
        Math.max(windowNanos, pages * steadyNanosPerRawPage()));
  }

  @Override
  public void sendWindows(double budgetBytes, double windowNanos, double windows) {
    double perWindow = budgetBytes + costs.rawBytes() / 2;
    paceNanosPerPage = windowNanos / (perWindow / costs.rawBytes());
    send(windows * perWindow, NO_LIMIT);
    paceNanosPerPage = 0;
  }

  /** Pages that go out whole before another class comes or so little remains. */
  private double rawPagesAhead(double thresholdBytes) {
    if (deltas) {
      return 0;
    }
    double most = remaining - thresholdBytes / KernelInput.PAGE_BYTES;
    return zeroWaiting > 0.5 ? Math.min(stretches.rawAhead(most), most) : most;
  }

  @Override
  public void rewind() {
    stretches.rewind();
  }

  @Override
  public void setSkipRule(SkipRule rule) {
    skipRule = rule;
    for (Stretch s = stretches.first(); s != null; s = s.next) {
      s.held = rule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && !s.zero ? 1 : 0;
    }
  }

  @Override
  public void startDeltas() {
    deltas = true;
    double slots = input.options().delta().orElseThrow().slots();
    cacheShare = Math.min(1, slots / Math.max(1, remaining));
    deltasFromGuestNanos = guestNanos();
  }
}
