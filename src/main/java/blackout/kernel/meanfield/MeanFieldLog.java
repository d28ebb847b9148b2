package blackout.kernel.meanfield;

import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.WritePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dirty log in expected shares: what part of an extent's pages a sync would show, with pages
 * re-armed at the sync or when their chunk is first sent from.
 */
final class MeanFieldLog {

  private static final double CHUNK_PAGES = KernelInput.CHUNK_PAGES;

  /** Up to here each chunk counts by itself; beyond, they are taken as evenly spread in time. */
  private static final int FEW_CHUNKS = 24;

  /**
   * Writes per page between the first and the last chunk below which two moments of the time serve
   * all.
   */
  private static final double SMALL_SPREAD = 0.8;

  private final boolean perChunk;

  /** Guest time at which each chunk was cleared last (ns). */
  private final double[] chunkClearNanos;

  /** The round in which that was, counted from 1; 0 for never. */
  private final int[] chunkClearRound;

  private int round = 1;

  private double lastSyncGuestNanos;

  /** Guest times of the syncs before that (ns). */
  private double oneSyncBefore;

  private double twoSyncsBefore;
  private double threeSyncsBefore;

  /** The chance that was asked for last; many extents have the same. */
  private @Nullable WriteRate chanceOf;

  private double chanceAt;
  private double chance;

  /** Chunks before this one hold no page that is ever written. */
  private final int firstChunk;

  MeanFieldLog(boolean perChunk, List<WritePlan> writes) {
    this.perChunk = perChunk;
    long first = Long.MAX_VALUE;
    long end = 0;
    for (WritePlan plan : writes) {
      first = Math.min(first, plan.firstPage());
      end = Math.max(end, plan.firstPage() + plan.pages());
    }
    boolean empty = !perChunk || end == 0;
    firstChunk = empty ? 0 : chunkOf((double) first);
    chunkClearNanos = new double[empty ? 0 : chunkOf((double) (end - 1)) - firstChunk + 1];
    chunkClearRound = new int[chunkClearNanos.length];
  }

  boolean perChunk() {
    return perChunk;
  }

  double lastSyncGuestNanos() {
    return lastSyncGuestNanos;
  }

  /**
   * Share of a sweep's pages that wait now and still have their slot in a cache that is too small
   * for the sweep. A page keeps its slot if it was sent in the round before. If that was two rounds
   * ago, it has lost it where one that wants the slot is sent first, half of the time; after three
   * rounds it has lost it.
   */
  double keptOverLap(WriteRate sweep) {
    double roundNanos = Math.max(1, lastSyncGuestNanos - oneSyncBefore);
    double lastLap = lastSyncGuestNanos - sweep.pages() / sweep.writesPerPageNano();
    return (inRange((lastLap - twoSyncsBefore) / roundNanos)
            + inRange((lastLap - threeSyncsBefore) / roundNanos))
        / 2;
  }

  private static double inRange(double share) {
    return Math.max(0, Math.min(1, share));
  }

  /** Starts a round: every chunk is to be cleared again. */
  void synced(double guestNanos) {
    threeSyncsBefore = twoSyncsBefore;
    twoSyncsBefore = oneSyncBefore;
    oneSyncBefore = lastSyncGuestNanos;
    lastSyncGuestNanos = guestNanos;
    chanceOf = null;
    round++;
  }

  private static int chunkOf(double page) {
    return (int) (page / CHUNK_PAGES);
  }

  /** The page behind the chunk of a page. */
  static double endOfChunk(double page) {
    return (chunkOf(page) + 1) * CHUNK_PAGES;
  }

  /** Cuts extents where a sweep was, so that each is swept whole or not at all. */
  void cutSweeps(Extents extents, double now) {
    for (Extent s = extents.first(); s != null; s = s.next) {
      WriteRate rate = s.rate;
      if (rate == null || !rate.sweep()) {
        continue;
      }
      extents.cut(s, rate.firstPage() + rate.sweptTo(lastSyncGuestNanos) % rate.pages());
      extents.cut(s, rate.firstPage() + rate.sweptTo(now) % rate.pages());
      if (perChunk && s.sent) {
        extents.cut(s, endOfChunk(s.start));
        double clear = clear(chunkOf(s.start));
        extents.cut(s, rate.firstPage() + rate.sweptTo(clear) % rate.pages());
      }
    }
  }

  /**
   * Whether the chunk in which an extent begins was cleared in this round. Its last chunk can have
   * been cleared too, by what was sent behind it: that counts as not cleared. To cut there takes an
   * eighth more time and brings the page replay no nearer.
   */
  boolean isCleared(Extent s) {
    return perChunk && isCleared(chunkOf(s.start));
  }

  /**
   * Share of an extent's pages that the log shows at a sync.
   *
   * @param sinceSync the share that was written since the last
   * @param cleared whether its first chunk was cleared since then
   */
  double written(Extent s, WriteRate rate, double sinceSync, boolean cleared, double now) {
    if (!perChunk) {
      return sinceSync;
    }
    if (!cleared) {
      return s.reported + (1 - s.reported) * sinceSync;
    }
    if (rate.sweep()) {
      return s.sent ? sinceSync : (1 - s.reported) * sinceSync;
    }
    return s.reported * sinceClear(s, rate, now) + (1 - s.reported) * sinceSync;
  }

  /** Mean chance of an extent's pages to be written since their chunks were cleared. */
  private double sinceClear(Extent s, WriteRate rate, double now) {
    int from = chunkOf(s.start);
    int to = chunkOf(s.end - 1);
    if (from == to) {
      return rate.chance(clear(from), now);
    }
    if (to - from > FEW_CHUNKS) {
      double first = clear(from);
      return rate.meanChance(first, Math.max(first, clear(to)), now);
    }
    if (Math.abs(clear(to) - clear(from)) * rate.writesPerPageNano() < SMALL_SPREAD
        && rate.trace() == null) {
      return secondOrder(s, rate.writesPerPageNano(), from, to, now);
    }
    double sum = 0;
    for (int chunk = from; chunk <= to; chunk++) {
      sum += pagesIn(s, chunk) * rate.chance(clear(chunk), now);
    }
    return sum / s.length();
  }

  /** Mean of {@code 1 - exp(-x)} around the mean time, with the variance's term. */
  private double secondOrder(Extent s, double perNano, int from, int to, double now) {
    double base = clear(from);
    double late = clear(to) - base;
    double weights = pagesIn(s, to) * late;
    double squares = weights * late;
    for (int chunk = from + 1; chunk < to; chunk++) {
      late = clear(chunk) - base;
      weights += CHUNK_PAGES * late;
      squares += CHUNK_PAGES * late * late;
    }
    double mean = weights / s.length();
    double variance = squares / s.length() - mean * mean;
    double touched = WritePlan.oneMinusExp(perNano * (now - base - mean));
    return touched - (1 - touched) * (perNano * perNano * variance / 2);
  }

  /** Whether a chunk was cleared in this round. */
  private boolean isCleared(int chunk) {
    return chunkClearRound[chunk - firstChunk] == round;
  }

  private double clear(int chunk) {
    return chunkClearNanos[chunk - firstChunk];
  }

  private static double pagesIn(Extent s, int chunk) {
    return Math.min(s.end, (chunk + 1) * CHUNK_PAGES) - Math.max(s.start, chunk * CHUNK_PAGES);
  }

  /** Share of an extent's pages that were written since the last sync. */
  @SuppressWarnings("ReferenceEquality") // Asked for every extent; the same rate is one object.
  double sinceSync(Extent s, double now) {
    WriteRate rate = s.rate;
    if (rate == null || now <= lastSyncGuestNanos) {
      return 0;
    }
    if (rate.sweep()) {
      return sweptShare(s, rate, now);
    }
    if (rate != chanceOf || now != chanceAt) {
      chanceOf = rate;
      chanceAt = now;
      chance = rate.chance(lastSyncGuestNanos, now);
    }
    return chance;
  }

  /** An extent was cut where the sweep began and ended, so it is swept whole or not at all. */
  private double sweptShare(Extent s, WriteRate rate, double now) {
    double from = rate.sweptTo(lastSyncGuestNanos);
    double to = rate.sweptTo(now);
    if (to - from >= rate.pages()) {
      return 1;
    }
    double middle = (s.start + s.end) / 2 - rate.firstPage();
    double lap = Math.floor((from - middle) / rate.pages());
    for (int i = 0; i <= 2; i++) {
      double passed = middle + (lap + i) * rate.pages();
      if (passed >= from && passed < to) {
        double guestNanos = (passed - rate.phasePages()) / rate.writesPerPageNano();
        boolean beforeClear =
            perChunk && s.sent && guestNanos < clear(chunkOf((s.start + s.end) / 2));
        return beforeClear ? 1 - s.reported : 1;
      }
    }
    return 0;
  }

  /**
   * Of the waiting pages of a span, those that are written again before the sender comes to them;
   * they take it no time.
   *
   * @param from the first page of the span
   * @param span its length in pages
   * @param pages how many of them wait
   * @param guestNanos when the sender begins with them (ns)
   * @param nanosPerPage what a page that is sent takes (ns)
   */
  double dirtyAgain(
      WriteRate rate,
      double from,
      double span,
      double pages,
      double guestNanos,
      double nanosPerPage) {
    int steps = 128;
    double kept = 0;
    double now = guestNanos;
    for (int i = 0; i < steps; i++) {
      double page = from + (i + 0.5) * span / steps;
      double again =
          rate.sweep()
              ? (rate.sweeps(page, lastSyncGuestNanos, now) ? 1 : 0)
              : rate.chance(lastSyncGuestNanos, now);
      kept += again * pages / steps;
      now += (1 - again) * pages / steps * nanosPerPage;
    }
    return kept;
  }

  /** The chunks that the sender came to between two pages were cleared when it came there. */
  void sentFrom(double from, double to, double guestFrom, double guestTo) {
    if (!perChunk) {
      return;
    }
    int last = Math.min(chunkOf(to - 1e-6), firstChunk + chunkClearNanos.length - 1);
    double nanosPerPage = (guestTo - guestFrom) / (to - from);
    for (int chunk = Math.max(firstChunk, chunkOf(from)); chunk <= last; chunk++) {
      if (!isCleared(chunk)) {
        double ahead = Math.max(0, chunk * CHUNK_PAGES - from);
        chunkClearRound[chunk - firstChunk] = round;
        chunkClearNanos[chunk - firstChunk] = guestFrom + ahead * nanosPerPage;
      }
    }
  }
}
