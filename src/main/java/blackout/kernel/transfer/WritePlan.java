package blackout.kernel.transfer;

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
@SuppressWarnings("ArrayRecordComponent") // Nobody changes it, and a page replay reads it often.
public record WritePlan(
    WriteOrder kind,
    long firstPage,
    long pages,
    double writesPerSecond,
    double exponent,
    double intervalNanos,
    long[] distinctPages) {

  public enum WriteOrder {
    RANDOM,
    SEQUENTIAL,
    ZIPF,
    TRACED
  }

  private static final long[] NONE = {};

  public static WritePlan random(long firstPage, long pages, double writesPerSecond) {
    return new WritePlan(WriteOrder.RANDOM, firstPage, pages, writesPerSecond, 0, 0, NONE);
  }

  public static WritePlan sequential(long firstPage, long pages, double writesPerSecond) {
    return new WritePlan(WriteOrder.SEQUENTIAL, firstPage, pages, writesPerSecond, 0, 0, NONE);
  }

  public static WritePlan zipf(
      long firstPage, long pages, double writesPerSecond, double exponent) {
    return new WritePlan(WriteOrder.ZIPF, firstPage, pages, writesPerSecond, exponent, 0, NONE);
  }

  public static WritePlan traced(
      long firstPage, long pages, double intervalNanos, long[] distinctPages) {
    return new WritePlan(
        WriteOrder.TRACED, firstPage, pages, 0, 0, intervalNanos, distinctPages.clone());
  }

  /** The integral of {@code x^-exponent} from 1 to x: Zipf's law over a continuous rank. */
  public static double zipfMassBelow(double x, double exponent) {
    return exponent == 1 ? Math.log(x) : (Math.pow(x, 1 - exponent) - 1) / (1 - exponent);
  }

  /** {@code 1 - exp(-x)}; five terms of the series where the difference would lose digits. */
  public static double oneMinusExp(double x) {
    if (x > 0.03) {
      return 1 - Math.exp(-x);
    }
    double square = x * x;
    return x * (1 - x / 2 + square * (1.0 / 6 - x * (1.0 / 24) + square * (1.0 / 120)));
  }
}
