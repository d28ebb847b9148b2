package blackout.kernel;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How one region of the guest is written, in primitives.
 *
 * @param kind the pattern
 * @param firstPage the first page of the region
 * @param pages the size of the region in pages
 * @param writesPerSecond the writes per second of guest time; not used for a trace
 * @param exponent the exponent of Zipf's law; not used otherwise
 * @param intervalNanos the length of a trace's interval (ns); not used otherwise
 * @param distinctPages the distinct pages per interval of a trace; not used otherwise
 */
record WritePlan(
    Kind kind,
    long firstPage,
    long pages,
    double writesPerSecond,
    double exponent,
    double intervalNanos,
    long[] distinctPages) {

  enum Kind {
    RANDOM,
    SEQUENTIAL,
    ZIPF,
    TRACED
  }

  private static final long[] NONE = {};

  static WritePlan random(long firstPage, long pages, double writesPerSecond) {
    return new WritePlan(Kind.RANDOM, firstPage, pages, writesPerSecond, 0, 0, NONE);
  }

  static WritePlan sequential(long firstPage, long pages, double writesPerSecond) {
    return new WritePlan(Kind.SEQUENTIAL, firstPage, pages, writesPerSecond, 0, 0, NONE);
  }

  static WritePlan zipf(long firstPage, long pages, double writesPerSecond, double exponent) {
    return new WritePlan(Kind.ZIPF, firstPage, pages, writesPerSecond, exponent, 0, NONE);
  }

  static WritePlan traced(long firstPage, long pages, double intervalNanos, long[] distinctPages) {
    return new WritePlan(Kind.TRACED, firstPage, pages, 0, 0, intervalNanos, distinctPages.clone());
  }

  /**
   * As {@link #start}, with the writes of a large random region in bulk.
   *
   * @param reported the pages that the last sync reported, as they are at each call; null where
   *     pages are re-armed at the sync
   */
  GuestWrites startInBulk(SplittableRandom random, @Nullable PageSet reported) {
    return kind == Kind.RANDOM && pages >= ManyRandomWrites.FEWEST_PAGES
        ? new ManyRandomWrites(firstPage, pages, writesPerSecond, random, reported)
        : start(random);
  }

  GuestWrites start(SplittableRandom random) {
    return switch (kind) {
      case RANDOM -> new GuestWrites.Random(firstPage, pages, writesPerSecond, random);
      case SEQUENTIAL -> new GuestWrites.Sequential(firstPage, pages, writesPerSecond, random);
      case ZIPF -> new GuestWrites.Zipf(firstPage, pages, writesPerSecond, exponent, random);
      case TRACED -> new GuestWrites.Traced(firstPage, pages, intervalNanos, distinctPages, random);
    };
  }
}
