package blackout.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dirty log in expected shares: what part of a stretch's pages a sync would show, with pages
 * re-armed at the sync or when their chunk is first sent from.
 */
final class MeanFieldLog {

  /** KVM's chunk: 1 GiB (see {@link PageLog}). */
  static final double CHUNK_PAGES = 1 << 18;

  /** Up to here each chunk counts by itself; beyond, they are taken as evenly spread in time. */
  private static final int FEW_CHUNKS = 24;

  /**
   * Writes per page between the first and the last chunk below which two moments of the time serve
   * all.
   */
  private static final double SMALL_SPREAD = 0.8;

  private final boolean perChunk;

  /** Guest time at which each chunk was cleared in this round; not a number before (ns). */
  private final double[] chunkClearNanos;

  private double lastSyncGuestNanos;

  /** The chance that was asked for last; many stretches have the same. */
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
    firstChunk = empty ? 0 : chunkOf(first);
    chunkClearNanos = new double[empty ? 0 : chunkOf(end - 1) - firstChunk + 1];
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
    chanceOf = null;
    Arrays.fill(chunkClearNanos, Double.NaN);
  }

  /** Guest time at which the chunk of a page was cleared (ns). */
  double clearNanos(double page) {
    return chunkClearNanos[chunkOf(page) - firstChunk];
  }

  static int chunkOf(double page) {
    return (int) (page / CHUNK_PAGES);
  }

  /** The page behind the chunk of a page. */
  static double endOfChunk(double page) {
    return (chunkOf(page) + 1) * CHUNK_PAGES;
  }

  /** Share of a stretch's pages that the log shows at a sync. */
  double written(Stretch s, double now) {
    WriteRate rate = s.rate;
    if (rate == null) {
      return 0;
    }
    if (rate.sweep() && (s.sent || !perChunk)) {
      return now <= lastSyncGuestNanos ? 0 : sweptShare(s, rate, now);
    }
    double sinceSync = sinceSync(s, now);
    if (!perChunk) {
      return sinceSync;
    }
    double first = clearNanos(s.start);
    if (Double.isNaN(first)) {
      return s.reported + (1 - s.reported) * sinceSync;
    }
    if (rate.sweep()) {
      return (1 - s.reported) * sinceSync;
    }
    return s.reported * sinceClear(s, rate, now) + (1 - s.reported) * sinceSync;
  }

  /** Mean chance of a stretch's pages to be written since their chunks were cleared. */
  private double sinceClear(Stretch s, WriteRate rate, double now) {
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
  private double secondOrder(Stretch s, double perNano, int from, int to, double now) {
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
    double untouched = Math.exp(-perNano * (now - base - mean));
    return 1 - untouched * (1 + perNano * perNano * variance / 2);
  }

  private double clear(int chunk) {
    return chunkClearNanos[chunk - firstChunk];
  }

  private static double pagesIn(Stretch s, int chunk) {
    return Math.min(s.end, (chunk + 1) * CHUNK_PAGES) - Math.max(s.start, chunk * CHUNK_PAGES);
  }

  /** Share of a stretch's pages that were written since the last sync. */
  double sinceSync(Stretch s, double now) {
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
        boolean beforeClear = perChunk && s.sent && guestNanos < clearNanos((s.start + s.end) / 2);
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
    int last = Math.min(chunkOf(to - 1e-6), firstChunk + chunkClearNanos.length - 1);
    double nanosPerPage = Double.NaN;
    for (int chunk = Math.max(firstChunk, chunkOf(from)); chunk <= last; chunk++) {
      if (Double.isNaN(clear(chunk))) {
        if (Double.isNaN(nanosPerPage)) {
          nanosPerPage = (guestTo - guestFrom) / (to - from);
        }
        double ahead = Math.max(0, chunk * CHUNK_PAGES - from);
        chunkClearNanos[chunk - firstChunk] = guestFrom + ahead * nanosPerPage;
      }
    }
  }
}
