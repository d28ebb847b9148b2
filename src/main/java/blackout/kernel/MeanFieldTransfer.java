package blackout.kernel;

import blackout.scenario.MigrationOptions.Rearm;
import java.util.SplittableRandom;

/**
 * The engine in expected counts, for fleets and sweeps: memory is cut into stretches of pages that
 * are alike, each with the share of its pages that waits. A stretch is sent in one step, whatever
 * its length, so the cost does not grow with memory.
 *
 * <p>Where it may part from the page-exact engine: close to the point where dirtying equals the
 * bandwidth, where one window more or less decides; sweeps that share a chunk with other writes
 * under the per-chunk rule; delta compression of a set that does not fit the cache; fewer than
 * about a hundred dirty pages, where chance rules.
 */
final class MeanFieldTransfer extends Transfer {

  /** Pages that are sent on average after a deadline, because it is looked at every 64 pages. */
  private static final double PAGES_BETWEEN_LOOKS = 32;

  /** QEMU's default XBZRLE cache (pages). */
  private static final double DELTA_CACHE_PAGES = 16_384;

  /** Pages below this count as none. */
  private static final double NOTHING = 1e-6;

  private final MeanFieldLog log;
  private final Stretches stretches = new Stretches();
  private double remaining;
  private boolean sweeps;
  private int cursorStretch;
  private double cursor;
  private SkipRule skipRule = SkipRule.NEVER;
  private boolean deltas;
  private double paceNanosPerPage;

  private static final WriteRate[] UNWRITTEN = {};

  MeanFieldTransfer(KernelInput input, PageCosts costs, Rearm rearm) {
    super(input, costs);
    log = new MeanFieldLog(rearm == Rearm.PER_CHUNK, input.writes());
    remaining = input.pages();
    var random = new SplittableRandom(input.seed());
    double at = 0;
    for (WritePlan plan : input.writes()) {
      for (WriteRate run : WriteRate.of(plan, random.split())) {
        addUnwritten(at, run.firstPage());
        stretches.add(
            new Stretch(
                run.firstPage(), run.firstPage() + run.pages(), new WriteRate[] {run}, false));
        sweeps |= run.sweep();
        at = run.firstPage() + run.pages();
      }
    }
    addUnwritten(at, input.pages());
  }

  /** Pages that nobody writes, zero pages apart. */
  private void addUnwritten(double from, double to) {
    double zeroStart = Math.min(to, Math.max(from, input.zeroFirstPage()));
    double zeroEnd = Math.min(to, Math.max(from, input.zeroFirstPage() + input.zeroPages()));
    if (zeroStart > from) {
      stretches.add(new Stretch(from, zeroStart, UNWRITTEN, false));
    }
    if (zeroEnd > zeroStart) {
      stretches.add(new Stretch(zeroStart, zeroEnd, UNWRITTEN, true));
    }
    if (to > Math.max(from, zeroEnd)) {
      stretches.add(new Stretch(Math.max(from, zeroEnd), to, UNWRITTEN, false));
    }
  }

  @Override
  long remainingPages() {
    return Math.round(remaining);
  }

  /** Pages wait independently of their neighbours within a stretch. */
  @Override
  double waitingRanges() {
    double ranges = 0;
    double before = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      double share = sendable(s);
      ranges += share * (1 - before) + Math.max(0, s.length() - 1) * share * (1 - share);
      before = share;
    }
    return ranges;
  }

  @Override
  long loggedPages() {
    double logged = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      if (s.writes.length > 0 && !s.writes[0].sweep()) {
        logged += s.length() * s.writes[0].chance(log.lastSyncGuestNanos(), guestNanos());
      } else if (s.writes.length > 0) {
        double swept =
            s.writes[0].sweptTo(guestNanos()) - s.writes[0].sweptTo(log.lastSyncGuestNanos());
        logged += Math.min(1, swept / s.writes[0].pages()) * s.length();
      }
    }
    return Math.round(logged);
  }

  @Override
  long sync() {
    double now = guestNanos();
    double before = remaining;
    if (sweeps) {
      cutSweeps(now);
    }
    if (log.perChunk()) {
      findCursor();
      cutAt(cursorStretch, (MeanFieldLog.chunkOf(cursor) + 1) * MeanFieldLog.CHUNK_PAGES);
    }
    remaining = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      if (s.writes.length > 0) {
        double written = log.written(s, now);
        s.waiting +=
            (1 - s.waiting) * (s.sent || !log.perChunk() ? written : log.sinceSync(s, now));
        s.reported = written;
      } else {
        s.reported = 0;
      }
      s.held = s.reported;
      s.sent = false;
      remaining += s.waiting * s.length();
    }
    log.synced(now);
    merge();
    return Math.round(remaining - before);
  }

  private void cutSweeps(double now) {
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      if (s.writes.length == 0 || !s.writes[0].sweep()) {
        continue;
      }
      WriteRate rate = s.writes[0];
      cutAt(i, rate.firstPage() + rate.sweptTo(log.lastSyncGuestNanos()) % rate.pages());
      cutAt(i, rate.firstPage() + rate.sweptTo(now) % rate.pages());
      if (log.perChunk() && s.sent) {
        cutAt(i, (MeanFieldLog.chunkOf(s.start) + 1) * MeanFieldLog.CHUNK_PAGES);
        double clear = log.clearNanos(s.start);
        cutAt(i, rate.firstPage() + rate.sweptTo(clear) % rate.pages());
      }
    }
  }

  private void cutAt(int index, double page) {
    Stretch s = stretches.get(index);
    if (page > s.start + NOTHING && page < s.end - NOTHING) {
      stretches.insert(index + 1, s.tailFrom(page));
      if (cursorStretch > index || (cursorStretch == index && cursor >= page)) {
        cursorStretch++;
      }
    }
  }

  private void merge() {
    stretches.merge();
    findCursor();
  }

  private void findCursor() {
    cursorStretch = 0;
    while (cursorStretch < stretches.size() - 1 && stretches.get(cursorStretch).end <= cursor) {
      cursorStretch++;
    }
  }

  @Override
  void send(double budgetBytes, double deadlineNanos) {
    double mostBytes = sentBytes() + budgetBytes;
    int idle = 0;
    while (remaining >= 0.5 && sentBytes() <= mostBytes && idle <= stretches.size()) {
      Stretch s = stretches.get(cursorStretch);
      double share = sendable(s);
      double ahead = (s.end - cursor) * share;
      if (ahead <= NOTHING) {
        idle++;
        if (nextStretch()) {
          return;
        }
        continue;
      }
      idle = 0;
      double pages =
          fewer(
              fewer(ahead, withinShare(s)),
              fewer(withinBudget(s, mostBytes), withinTime(s, deadlineNanos)));
      double from = cursor;
      double to = pages >= ahead - NOTHING ? s.end : cursor + pages / share;
      double guestFrom = guestNanos();
      sendPages(s, pages, to - from);
      markSent(from, to, guestFrom);
      boolean wrapped = to >= input.pages() - NOTHING && wrap();
      if (nowNanos() >= deadlineNanos || wrapped) {
        return;
      }
    }
  }

  /** With the guest paused for good and one class of page left, the order does not matter. */
  @Override
  void sendAll() {
    if (!guestPaused() || deltas || skipRule != SkipRule.NEVER || nextShareNanos() != NO_LIMIT) {
      super.sendAll();
      return;
    }
    for (int i = 0; i < stretches.size(); i++) {
      if (stretches.get(i).zero && stretches.get(i).waiting > 0) {
        super.sendAll();
        return;
      }
    }
    if (remaining >= 0.5) {
      occupy(remaining, 0, 0);
      remaining = 0;
    }
    for (int i = 0; i < stretches.size(); i++) {
      stretches.get(i).waiting = 0;
    }
  }

  private boolean wrap() {
    cursor = 0;
    cursorStretch = 0;
    return skipRule != SkipRule.NEVER;
  }

  private boolean nextStretch() {
    if (cursorStretch == stretches.size() - 1) {
      return wrap();
    }
    cursorStretch++;
    cursor = stretches.get(cursorStretch).start;
    return false;
  }

  /** Share of a stretch's pages that would be sent if the sender came to them. */
  private double sendable(Stretch s) {
    return skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && !s.zero
        ? Math.max(0, s.waiting - s.held)
        : s.waiting;
  }

  private double pageBytes(Stretch s) {
    return s.zero
        ? costs.zeroBytes()
        : deltaShare(s) * costs.deltaBytes() + (1 - deltaShare(s)) * costs.rawBytes();
  }

  private double deltaShare(Stretch s) {
    return deltas && s.cached && !s.zero
        ? Math.min(1, DELTA_CACHE_PAGES / Math.max(1, remaining))
        : 0;
  }

  private double withinBudget(Stretch s, double mostBytes) {
    return (mostBytes - sentBytes()) / pageBytes(s) + 0.5;
  }

  /** Pages until the share of the wire changes; a few at least, so that time goes on. */
  private double withinShare(Stretch s) {
    double change = nextShareNanos();
    return change == NO_LIMIT ? NO_LIMIT : Math.max(64, pagesUntil(change, pageBytes(s), s.zero));
  }

  private double withinTime(Stretch s, double deadlineNanos) {
    if (deadlineNanos == NO_LIMIT) {
      return NO_LIMIT;
    }
    double pages = pagesUntil(deadlineNanos, pageBytes(s), s.zero);
    return untilLook(pages, s.waiting);
  }

  private static double untilLook(double pages, double share) {
    return share > 0.999 ? 64 * Math.ceil(pages / 64) : pages + PAGES_BETWEEN_LOOKS;
  }

  private void sendPages(Stretch s, double pages, double span) {
    double started = nowNanos();
    double kept = 0;
    if (skipRule == SkipRule.IF_DIRTY_AGAIN && s.writes.length > 0) {
      kept = dirtyAgain(s.writes[0], pages, span);
      skip(kept);
    }
    double delta = deltaShare(s) * (pages - kept);
    if (s.zero) {
      occupy(0, pages, 0);
    } else {
      occupy(pages - kept - delta, 0, delta);
    }
    if (paceNanosPerPage > 0) {
      passNanos(Math.max(0, pages * paceNanosPerPage - (nowNanos() - started)));
    }
    remaining -= pages;
  }

  /** Pages that are written again before the sender comes to them; those take no time. */
  private double dirtyAgain(WriteRate rate, double pages, double span) {
    int steps = 128;
    double kept = 0;
    double guestNanos = guestNanos();
    for (int i = 0; i < steps; i++) {
      double page = cursor + (i + 0.5) * span / steps;
      double again =
          rate.sweep()
              ? (rate.sweeps(page, log.lastSyncGuestNanos(), guestNanos) ? 1 : 0)
              : rate.chance(log.lastSyncGuestNanos(), guestNanos);
      kept += again * pages / steps;
      guestNanos += (1 - again) * pages / steps * steadyNanosPerRawPage();
    }
    return kept;
  }

  /** Notes that what could be sent between two pages of the cursor's stretch has been sent. */
  private void markSent(double from, double to, double guestFrom) {
    boolean holds = skipRule == SkipRule.UNTIL_CLEAN_FOR_A_PASS;
    log.sentFrom(from, to, guestFrom, guestNanos());
    Stretch s = stretches.get(cursorStretch);
    boolean toTheEnd = to >= s.end - NOTHING;
    cursor = toTheEnd ? s.end : to;
    if (extendsSentRun(s, from) && !holds) {
      stretches.get(cursorStretch - 1).end = cursor;
      if (toTheEnd) {
        stretches.remove(cursorStretch);
      } else {
        s.start = cursor;
      }
    } else {
      if (from > s.start + NOTHING) {
        stretches.insert(cursorStretch + 1, s.tailFrom(from));
        cursorStretch++;
        s = stretches.get(cursorStretch);
      }
      if (!toTheEnd) {
        stretches.insert(cursorStretch + 1, s.tailFrom(to));
      }
      s.waiting = holds ? s.held : 0;
      s.sent = true;
      s.cached = s.cached || deltas;
      cursorStretch++;
    }
    if (cursorStretch == stretches.size()) {
      cursorStretch = 0;
    }
  }

  /** Whether what is sent now goes on from what was sent just before, in a stretch alike. */
  private boolean extendsSentRun(Stretch s, double from) {
    if (cursorStretch == 0 || from > s.start + NOTHING) {
      return false;
    }
    Stretch before = stretches.get(cursorStretch - 1);
    return before.sent
        && before.waiting == 0
        && before.writes == s.writes
        && before.zero == s.zero
        && before.cached == (s.cached || deltas)
        && before.reported == s.reported;
  }

  @Override
  void watchTouches() {
    log.synced(guestNanos());
  }

  @Override
  long fetchTouched() {
    double now = guestNanos();
    double fetched = 0;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      if (s.writes.length > 0 && s.waiting > 0) {
        double touched =
            s.writes[0].sweep()
                ? Math.min(
                    1,
                    (s.writes[0].sweptTo(now) - s.writes[0].sweptTo(log.lastSyncGuestNanos()))
                        / s.writes[0].pages())
                : s.writes[0].chance(log.lastSyncGuestNanos(), now);
        fetched += s.waiting * touched * s.length();
        s.waiting *= 1 - touched;
      }
    }
    log.synced(now);
    remaining -= fetched;
    occupy(fetched, 0, 0);
    return Math.round(fetched);
  }

  @Override
  double wholeStepsAhead(double stepNanos, double thresholdBytes) {
    double pages = rawPagesAhead(thresholdBytes);
    double untilThreshold = remaining - thresholdBytes / KernelInput.PAGE_BYTES;
    double steps = pages / stepPages(stepNanos);
    return pages >= untilThreshold ? Math.floor(steps) + 1 : Math.floor(steps);
  }

  @Override
  void sendSteps(double stepNanos, double steps) {
    send((steps * stepPages(stepNanos) - 0.5) * costs.rawBytes(), NO_LIMIT);
  }

  /** Raw pages that a step sends: it is over at the first look after its time. */
  private double stepPages(double stepNanos) {
    double pages = stepNanos / steadyNanosPerRawPage();
    return untilLook(pages, stretches.get(cursorStretch).waiting);
  }

  @Override
  double wholeWindowsAhead(double budgetBytes, double thresholdBytes) {
    return Math.floor(rawPagesAhead(thresholdBytes) / (budgetBytes / costs.rawBytes() + 1)) - 1;
  }

  @Override
  void sendWindows(double budgetBytes, double windowNanos, double windows) {
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
    double raw = 0;
    int at = cursorStretch;
    double from = cursor;
    for (int i = 0; i <= stretches.size() && raw < most; i++) {
      Stretch s = stretches.get(at);
      if (s.zero && s.waiting > 0) {
        break;
      }
      raw += (s.end - later(from, s.start)) * s.waiting;
      at = at + 1 == stretches.size() ? 0 : at + 1;
      from = 0;
    }
    return fewer(raw, most);
  }

  @Override
  void rewind() {
    cursor = 0;
    cursorStretch = 0;
  }

  @Override
  void setSkipRule(SkipRule rule) {
    skipRule = rule;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      s.held = rule == SkipRule.UNTIL_CLEAN_FOR_A_PASS && !s.zero ? 1 : 0;
    }
  }

  @Override
  void setDeltas(boolean on) {
    deltas = on;
  }
}
