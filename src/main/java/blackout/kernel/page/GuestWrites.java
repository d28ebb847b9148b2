package blackout.kernel.page;

import blackout.kernel.transfer.SplitMix64;
import blackout.kernel.transfer.WritePlan;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one region of a guest, as a function of guest time: the time during which its
 * processors ran. The same seed gives the same pages in the same order, however the time is cut
 * into pieces; but where a piece has many writes for each page, which pages they leave out is drawn
 * instead of each write, so that no piece costs more than its pages.
 */
interface GuestWrites {

  /** The writes of a plan, one by one. */
  static GuestWrites of(WritePlan plan, SplitMix64 random) {
    long first = plan.firstPage();
    long pages = plan.pages();
    double rate = plan.writesPerSecond();
    return switch (plan.kind()) {
      case RANDOM -> new Random(first, pages, rate, random);
      case SEQUENTIAL -> new Sequential(first, pages, rate, random);
      case ZIPF -> new Zipf(first, pages, rate, plan.exponent(), random);
      case TRACED -> new Traced(first, pages, plan.intervalNanos(), plan.distinctPages(), random);
    };
  }

  /**
   * The writes of a plan, those of a large random region in bulk.
   *
   * @param reported the pages that the last sync reported, as they are at each call; null where
   *     pages are re-armed at the sync
   */
  static GuestWrites inBulk(WritePlan plan, SplitMix64 random, @Nullable PageSet reported) {
    return plan.kind() == WritePlan.WriteOrder.RANDOM
            && plan.pages() >= ManyRandomWrites.FEWEST_PAGES
        ? new ManyRandomWrites(
            plan.firstPage(), plan.pages(), plan.writesPerSecond(), random, reported)
        : of(plan, random);
  }

  /**
   * Adds the pages written since the last call to a log.
   *
   * @param guestNanos the guest time now (ns), not before that of the last call
   */
  void advance(double guestNanos, PageSet log);

  /**
   * Does the writes that must be in the log before the pages of a chunk that were reported are
   * taken out of it.
   *
   * @param chunk the number of the chunk, of {@link PageLog#CHUNK_WORDS} words
   * @param guestNanos the guest time now (ns)
   */
  default void beforeClear(int chunk, double guestNanos, PageSet log) {
    advance(guestNanos, log);
  }

  /** Notes that pages have left the log. */
  default void cleared() {}

  /** Writes that are counted: so many have happened by a guest time. */
  abstract class Counted implements GuestWrites {

    /**
     * Writes per page from which on a batch is drawn by chance. The pages that are left out are
     * then taken as independent of one another; the standard deviation of their number is at most a
     * fifth larger than that of single writes, less than a tenth from four writes per page on.
     */
    private static final int MANY_WRITES_PER_PAGE = 2;

    /** After so many writes per page one is left out once in 10^26 times. */
    private static final double CERTAIN_WRITES_PER_PAGE = 60;

    final long firstPage;
    final long pages;
    private final double writesPerNano;
    private long done;
    private long sinceCleared;

    Counted(long firstPage, long pages, double writesPerSecond) {
      this.firstPage = firstPage;
      this.pages = pages;
      this.writesPerNano = writesPerSecond / 1e9;
    }

    @Override
    public final void advance(double guestNanos, PageSet log) {
      long due = writesDue(guestNanos);
      if (due > done) {
        long count = due - done;
        done = due;
        sinceCleared += count;
        if (sinceCleared - count > CERTAIN_WRITES_PER_PAGE * pages && coversAllPages()) {
          return; // all its pages are in the log
        }
        if (count / MANY_WRITES_PER_PAGE >= pages) {
          writeMany(count, log);
        } else {
          write(count, log);
        }
      }
    }

    @Override
    public final void cleared() {
      sinceCleared = 0;
    }

    /** Whether every page comes to be written when very many are. */
    boolean coversAllPages() {
      return false;
    }

    /** Adds the pages of very many writes: at least {@link #MANY_WRITES_PER_PAGE} for each page. */
    void writeMany(long count, PageSet log) {
      write(count, log);
    }

    /** The writes that have happened by a guest time. */
    long writesDue(double guestNanos) {
      return (long) (guestNanos * writesPerNano);
    }

    abstract void write(long count, PageSet log);
  }

  /** Uniformly at random. */
  final class Random extends Counted {
    private final SplitMix64 random;
    private long spare;
    private boolean hasSpare;

    Random(long firstPage, long pages, double writesPerSecond, SplitMix64 random) {
      super(firstPage, pages, writesPerSecond);
      this.random = random;
    }

    @Override
    boolean coversAllPages() {
      return true;
    }

    /** Leaps from one page that is left out to the next; the leaps are geometric. */
    @Override
    void writeMany(long count, PageSet log) {
      double logOfWritten = Math.log1p(-Math.exp(-count / (double) pages));
      for (long page = 0; page < pages; page++) {
        double leap = Math.log(random.nextDouble()) / logOfWritten;
        long end = leap < pages - page ? page + (long) leap : pages;
        log.addRange(firstPage + page, firstPage + end);
        page = end;
      }
    }

    /**
     * Two pages come from each 64-bit draw where the region has fewer than 2^31 pages: the upper
     * half of a product of a 32-bit draw and the size. No page is favoured by more than pages /
     * 2^32.
     */
    @Override
    void write(long count, PageSet log) {
      long[] words = log.words;
      long first = firstPage;
      long size = pages;
      if (size >= 1L << 31) {
        for (long i = 0; i < count; i++) {
          long page = first + random.nextLong(size);
          words[(int) (page >>> 6)] |= 1L << page;
        }
        return;
      }
      long left = count;
      if (hasSpare && left > 0) {
        long page = first + spare;
        words[(int) (page >>> 6)] |= 1L << page;
        hasSpare = false;
        left--;
      }
      SplitMix64 source = random;
      for (; left >= 2; left -= 2) {
        long draw = source.nextLong();
        long one = first + (((draw >>> 32) * size) >>> 32);
        long two = first + (((draw & 0xffff_ffffL) * size) >>> 32);
        words[(int) (one >>> 6)] |= 1L << one;
        words[(int) (two >>> 6)] |= 1L << two;
      }
      if (left == 1) {
        long draw = source.nextLong();
        long page = first + (((draw >>> 32) * size) >>> 32);
        words[(int) (page >>> 6)] |= 1L << page;
        spare = ((draw & 0xffff_ffffL) * size) >>> 32;
        hasSpare = true;
      }
    }
  }

  /** Page after page, round and round. */
  final class Sequential extends Counted {
    private long next;

    /** Where in its sweep the guest is when the migration starts is chance. */
    Sequential(long firstPage, long pages, double writesPerSecond, SplitMix64 random) {
      super(firstPage, pages, writesPerSecond);
      next = random.nextLong(pages);
    }

    @Override
    void write(long count, PageSet log) {
      if (count >= pages) {
        log.addRange(firstPage, firstPage + pages);
        next = (next + count) % pages;
        return;
      }
      long end = next + count;
      log.addRange(firstPage + next, firstPage + Math.min(end, pages));
      if (end > pages) {
        log.addRange(firstPage, firstPage + end - pages);
      }
      next = end % pages;
    }
  }

  /**
   * Zipf's law over the ranks of the pages: inverse of the continuous distribution with density
   * proportional to x^-s on [1, n+1), rounded down. The ranks are the pages in the order of their
   * addresses.
   */
  final class Zipf extends Counted {
    private final SplitMix64 random;

    /** A page that this many writes are expected of is left out once in 10^17 times. */
    private static final double CERTAIN_WRITES = 40;

    private final double exponent;
    private final double mass;

    Zipf(long firstPage, long pages, double writesPerSecond, double exponent, SplitMix64 random) {
      super(firstPage, pages, writesPerSecond);
      this.random = random;
      this.exponent = exponent;
      this.mass = WritePlan.zipfMassBelow(pages + 1.0, exponent);
    }

    /** Draws for each page of which it is not certain that it is written. */
    @Override
    void writeMany(long count, PageSet log) {
      double writesPerMass = count / mass;
      long certain = 0;
      for (long above = pages; certain < above; ) {
        long middle = (certain + above) >>> 1;
        if (writesPerMass * massOf(middle) > CERTAIN_WRITES) {
          certain = middle + 1;
        } else {
          above = middle;
        }
      }
      log.addRange(firstPage, firstPage + certain);
      for (long page = certain; page < pages; page++) {
        if (random.nextDouble() >= Math.exp(-writesPerMass * massOf(page))) {
          log.add(firstPage + page);
        }
      }
    }

    private double massOf(long page) {
      return WritePlan.zipfMassBelow(page + 2.0, exponent)
          - WritePlan.zipfMassBelow(page + 1.0, exponent);
    }

    @Override
    void write(long count, PageSet log) {
      for (long i = 0; i < count; i++) {
        double target = random.nextDouble() * mass;
        double x =
            exponent == 1
                ? Math.exp(target)
                : Math.pow(1 + target * (1 - exponent), 1 / (1 - exponent));
        log.add(firstPage + Math.min(pages - 1, (long) x - 1));
      }
    }
  }

  /**
   * Distinct pages per interval, evenly spread over it, and drawn anew for each interval: nothing
   * is known of how the pages of one lie among those of the one before. The pages of an interval
   * are distinct because they are neighbours in an order of all pages: page k of it is {@code (a k
   * + b) mod n} with {@code a} coprime to {@code n}.
   */
  final class Traced extends Counted {
    private final double intervalNanos;
    private final long[] distinctPages;
    private final long[] cumulative;
    private final SplitMix64 random;
    private int interval = -1;
    private long leftInInterval;
    private long step;
    private long position;

    Traced(
        long firstPage, long pages, double intervalNanos, long[] distinctPages, SplitMix64 random) {
      super(firstPage, pages, 0);
      this.intervalNanos = intervalNanos;
      this.distinctPages = distinctPages;
      this.random = random;
      this.cumulative = new long[distinctPages.length + 1];
      for (int i = 0; i < distinctPages.length; i++) {
        cumulative[i + 1] = cumulative[i] + distinctPages[i];
      }
    }

    private void startInterval() {
      interval = (interval + 1) % distinctPages.length;
      leftInInterval = distinctPages[interval];
      step = 1 + random.nextLong(pages);
      while (gcd(step, pages) != 1) {
        step++;
      }
      position = random.nextLong(pages);
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    long writesDue(double guestNanos) {
      int intervals = distinctPages.length;
      long whole = (long) (guestNanos / intervalNanos);
      int current = (int) (whole % intervals);
      double into = guestNanos / intervalNanos - whole;
      return whole / intervals * cumulative[intervals]
          + cumulative[current]
          + (long) (into * distinctPages[current]);
    }

    @Override
    void write(long count, PageSet log) {
      for (long i = 0; i < count; i++) {
        while (leftInInterval == 0) {
          startInterval();
        }
        log.add(firstPage + position);
        position = (position + step) % pages;
        leftInInterval--;
      }
    }
  }
}
