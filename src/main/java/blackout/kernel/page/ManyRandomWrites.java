package blackout.kernel.page;

import blackout.kernel.transfer.SplitMix64;
import blackout.kernel.transfer.WritePlan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a large region that is written uniformly at random, page by page like {@link
 * GuestWrites.Random}, but in bulk: whether a page was written in a span of time is drawn for 64
 * pages at once, and only when the log is looked at.
 *
 * <p>Each page is written by a process of its own: in a time t with probability {@code 1 - exp(-r
 * t)}, independent of the others, as if the writes came from a Poisson process of the whole region.
 * So the number of writes in a time is not fixed but has the standard deviation of its square root,
 * a thousandth for a million; that is why small regions are left to {@link GuestWrites.Random}.
 *
 * <p>The region's chunks are brought up to date each by itself, and a chunk whose reported pages
 * are taken out of the log needs no writes at that moment: it remembers the time, and the pages
 * that were reported are drawn from there on.
 */
final class ManyRandomWrites implements GuestWrites {

  /** The smallest region taken in bulk: 4 GiB. */
  static final long FEWEST_PAGES = 1 << 20;

  /** Writes per page below which single draws cost less than one for each 64 pages. */
  private static final double FEW_WRITES_PER_PAGE = 1 / 16.0;

  /** Binary digits of a chance that are compared; 5 add no more than 6 % to the variance. */
  private static final int DIGITS = 5;

  private static final int BLOCK_WORDS = 512;

  private final long firstPage;
  private final long pages;
  private final double writesPerPageNano;
  private final int firstWord;
  private final int endWord;
  private final int firstChunk;

  /** Guest time up to which each chunk's writes are in the log (ns). */
  private final double[] doneNanos;

  /** Guest time at which a chunk's reported pages left the log, if later (ns). */
  private final double[] clearedNanos;

  private final SplitMix64 random;
  private final long[] generators = new long[BLOCK_WORDS];
  private final long[] set = new long[BLOCK_WORDS];
  private final long[] reportedSet = new long[BLOCK_WORDS];
  private final @Nullable PageSet reported;

  /**
   * @param reported the pages that the last sync reported, as they are at each call; null where
   *     pages are re-armed at the sync
   */
  ManyRandomWrites(
      long firstPage,
      long pages,
      double writesPerSecond,
      SplitMix64 random,
      @Nullable PageSet reported) {
    this.firstPage = firstPage;
    this.pages = pages;
    this.random = random;
    this.reported = reported;
    this.writesPerPageNano = writesPerSecond / 1e9 / pages;
    this.firstWord = (int) (firstPage >>> 6);
    this.endWord = (int) ((firstPage + pages + 63) >>> 6);
    this.firstChunk = firstWord / PageLog.CHUNK_WORDS;
    int chunks = (endWord - 1) / PageLog.CHUNK_WORDS - firstChunk + 1;
    this.doneNanos = new double[chunks];
    this.clearedNanos = new double[chunks];
    Arrays.fill(clearedNanos, -1);
    Arrays.setAll(generators, i -> random.nextLong() | 1);
  }

  @Override
  public void advance(double guestNanos, PageSet log) {
    for (int i = 0; i < doneNanos.length; i++) {
      double done = doneNanos[i];
      if (guestNanos > done) {
        double cleared = Math.max(done, clearedNanos[i]);
        write(i, cleared - done, guestNanos - cleared, log);
        doneNanos[i] = guestNanos;
      }
    }
  }

  @Override
  public void beforeClear(int chunk, double guestNanos, PageSet log) {
    int i = chunk - firstChunk;
    if (i >= 0 && i < clearedNanos.length) {
      clearedNanos[i] = guestNanos;
    }
  }

  /**
   * Does a chunk's writes of two spans of guest time, the first of them only to pages that were not
   * reported.
   */
  private void write(int index, double firstNanos, double secondNanos, PageSet log) {
    int from = Math.max(firstWord, (firstChunk + index) * PageLog.CHUNK_WORDS);
    int to = Math.min(endWord, (firstChunk + index + 1) * PageLog.CHUNK_WORDS);
    double first = writesPerPageNano * firstNanos;
    double second = writesPerPageNano * secondNanos;
    if (first + second < FEW_WRITES_PER_PAGE) {
      writeSingly(from, to, first, log, reported);
      writeSingly(from, to, second, log, null);
    } else {
      writeWords(from, to, first + second, second, log);
    }
  }

  private void writeSingly(int from, int to, double perPage, PageSet log, @Nullable PageSet but) {
    long first = Math.max(firstPage, (long) from << 6);
    long size = Math.min(firstPage + pages, (long) to << 6) - first;
    for (long left = (long) (perPage * size + random.nextDouble()); left > 0; left--) {
      long page = first + (((random.nextLong() >>> 32) * size) >>> 32);
      if (but == null || !but.contains(page)) {
        log.add(page);
      }
    }
  }

  /**
   * Sets the bits of whole words, each with its chance, by comparing 64 random numbers with it at
   * once, binary digit after digit from the last to the first: after {@link #DIGITS} of them a bit
   * is set with the chance rounded down or up to so many digits. Which of the two is drawn for each
   * word, so that the mean is the chance itself.
   *
   * @param perPage writes to be expected of a page that was not reported
   * @param perReportedPage writes to be expected of one that was
   */
  private void writeWords(int from, int to, double perPage, double perReportedPage, PageSet log) {
    long chance = chance(perPage);
    long reportedChance = chance(perReportedPage);
    for (int block = from; block < to; block += BLOCK_WORDS) {
      round(chance << DIGITS & 0xffff_ffffL, reportedChance << DIGITS & 0xffff_ffffL);
      for (int digit = 32 - DIGITS; digit < 32; digit++) {
        compare(-(chance >>> digit & 1), -(reportedChance >>> digit & 1));
      }
      int end = Math.min(to, block + BLOCK_WORDS);
      for (int i = block; i < end; i++) {
        long mask = reported == null ? 0 : reported.words[i];
        long written = (set[i - block] & ~mask) | (reportedSet[i - block] & mask);
        log.words[i] |= written & inRegion(i);
      }
    }
  }

  /** The chance of a page to be written, in units of 2^-32; a certain one is short of 1 by one. */
  private static long chance(double writesPerPage) {
    return Math.min(0xffff_ffffL, (long) (WritePlan.oneMinusExp(writesPerPage) * 0x1p32));
  }

  /**
   * Sets all bits of a word, or none: all with the chance of a remainder.
   *
   * @param remainder the remainder of the chance, in units of 2^-32
   * @param reportedRemainder that of the chance of reported pages
   */
  private void round(long remainder, long reportedRemainder) {
    for (int i = 0; i < BLOCK_WORDS; i += 2) {
      long draw = random.nextLong();
      long high = draw >>> 32;
      long low = draw & 0xffff_ffffL;
      set[i] = (high - remainder) >> 63;
      set[i + 1] = (low - remainder) >> 63;
      reportedSet[i] = (high - reportedRemainder) >> 63;
      reportedSet[i + 1] = (low - reportedRemainder) >> 63;
    }
  }

  /**
   * Compares one digit of 64 random numbers a word: where the chance has a 1, a random 0 decides
   * for the bit; where it has a 0, a random 1 decides against it; else the later digits stand. The
   * generator is xorshift64 (Marsaglia, J. Stat. Softw. 8, 2003), one a word of a block, because
   * the compiler makes vector instructions of it.
   *
   * @param one all bits set if the chance has a 1
   * @param reportedOne the same of the chance of reported pages
   */
  private void compare(long one, long reportedOne) {
    for (int i = 0; i < BLOCK_WORDS; i++) {
      long draw = generators[i];
      draw ^= draw << 13;
      draw ^= draw >>> 7;
      draw ^= draw << 17;
      generators[i] = draw;
      set[i] = (draw & set[i]) | (one & (draw | set[i]));
      reportedSet[i] = (draw & reportedSet[i]) | (reportedOne & (draw | reportedSet[i]));
    }
  }

  /** The pages of a word that are in the region. */
  private long inRegion(int word) {
    long head = word == firstWord ? -1L << firstPage : -1L;
    return word == endWord - 1 ? head & -1L >>> -(firstPage + pages) : head;
  }
}
