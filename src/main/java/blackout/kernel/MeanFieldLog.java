package blackout.kernel;

import java.util.Arrays;

/**
 * The dirty log in expected shares: what part of a stretch's pages a sync would show, with pages
 * re-armed at the sync or when their chunk is first sent from.
 */
final class MeanFieldLog {

  /** KVM's chunk: 1 GiB (see {@link PageTransfer}). */
  static final double CHUNK_PAGES = 1 << 18;

  /** Up to here each chunk counts by itself; beyond, they are taken as evenly spread in time. */
  private static final int FEW_CHUNKS = 24;

  /**
   * Writes per page between the first and the last chunk below which their mean time serves all.
   */
  private static final double SMALL_SPREAD = 0.05;

  private final boolean perChunk;

  /** Guest time at which each chunk was cleared in this round; not a number before (ns). */
  private final double[] chunkClearNanos;

  private double lastSyncGuestNanos;

  MeanFieldLog(boolean perChunk, long pages) {
    this.perChunk = perChunk;
    chunkClearNanos = new double[perChunk ? (int) (pages / CHUNK_PAGES) + 1 : 0];
    Arrays.fill(chunkClearNanos, Double.NaN);
  }

  boolean perChunk() {
    return perChunk;
  }

  double lastSyncGuestNanos() {
    return lastSyncGuestNanos;
  }

  /** Starts a round: every chunk is to be cleared again. */
  void synced(double guestNanos) {
    lastSyncGuestNanos = guestNanos;
    Arrays.fill(chunkClearNanos, Double.NaN);
  }

  /** Guest time at which the chunk of a page was cleared (ns). */
  double clearNanos(double page) {
    return chunkClearNanos[chunkOf(page)];
  }

  static int chunkOf(double page) {
    return (int) (page / CHUNK_PAGES);
  }

  /** Share of a stretch's pages that the log shows at a sync. */
  double written(Stretch s, double now) {
    if (s.writes.length > 0 && s.writes[0].sweep() && (s.sent || !perChunk)) {
      return now <= lastSyncGuestNanos ? 0 : sweptShare(s, s.writes[0], now);
    }
    double sinceSync = sinceSync(s, now);
    if (!perChunk) {
      return sinceSync;
    }
    double first = chunkClearNanos[chunkOf(s.start)];
    if (Double.isNaN(first)) {
      return s.reported + (1 - s.reported) * sinceSync;
    }
    if (s.writes.length == 0 || s.writes[0].sweep()) {
      return (1 - s.reported) * sinceSync;
    }
    return s.reported * sinceClear(s, now) + (1 - s.reported) * sinceSync;
  }

  /** Mean chance of a stretch's pages to be written since their chunks were cleared. */
  private double sinceClear(Stretch s, double now) {
    WriteRate rate = s.writes[0];
    int firstChunk = chunkOf(s.start);
    int lastChunk = chunkOf(s.end - 1);
    if (lastChunk - firstChunk > FEW_CHUNKS) {
      double first = chunkClearNanos[firstChunk];
      return rate.meanChance(first, Math.max(first, chunkClearNanos[lastChunk]), now);
    }
    double clearSum = 0;
    for (int chunk = firstChunk; chunk <= lastChunk; chunk++) {
      clearSum += pagesIn(s, chunk) * chunkClearNanos[chunk];
    }
    double meanClear = clearSum / s.length();
    double spread = chunkClearNanos[lastChunk] - chunkClearNanos[firstChunk];
    if (Math.abs(spread) * rate.writesPerPageNano() < SMALL_SPREAD) {
      return rate.chance(meanClear, now);
    }
    double sum = 0;
    for (int chunk = firstChunk; chunk <= lastChunk; chunk++) {
      sum += pagesIn(s, chunk) * rate.chance(chunkClearNanos[chunk], now);
    }
    return sum / s.length();
  }

  private static double pagesIn(Stretch s, int chunk) {
    return Math.min(s.end, (chunk + 1) * CHUNK_PAGES) - Math.max(s.start, chunk * CHUNK_PAGES);
  }

  /** Share of a stretch's pages that were written since the last sync. */
  double sinceSync(Stretch s, double now) {
    if (s.writes.length == 0 || now <= lastSyncGuestNanos) {
      return 0;
    }
    return s.writes[0].sweep()
        ? sweptShare(s, s.writes[0], now)
        : s.writes[0].chance(lastSyncGuestNanos, now);
  }

  /** A stretch was cut where the sweep began and ended, so it is swept whole or not at all. */
  private double sweptShare(Stretch s, WriteRate rate, double now) {
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
            perChunk && s.sent && guestNanos < chunkClearNanos[chunkOf((s.start + s.end) / 2)];
        return beforeClear ? 1 - s.reported : 1;
      }
    }
    return 0;
  }

  /** The chunks that the sender came to between two pages were cleared when it came there. */
  void sentFrom(double from, double to, double guestFrom, double guestTo) {
    if (!perChunk) {
      return;
    }
    double nanosPerPage = (guestTo - guestFrom) / (to - from);
    for (int chunk = chunkOf(from); chunk <= chunkOf(to - 1e-6); chunk++) {
      if (Double.isNaN(chunkClearNanos[chunk])) {
        double ahead = Math.max(0, chunk * CHUNK_PAGES - from);
        chunkClearNanos[chunk] = guestFrom + ahead * nanosPerPage;
      }
    }
  }
}
