package blackout.calibrate;

import static blackout.quantity.Require.require;

import org.apache.commons.math3.special.Gamma;

/**
 * One point of the curve of distinct pages over time: so many pages were seen written in a stretch
 * of so many seconds.
 */
public sealed interface DirtyCount {

  /** The length of the stretch (s), more than 0. */
  double seconds();

  /** The distinct pages that were seen written, at least 0. */
  double pages();

  /** Whether any page at all was seen written. */
  boolean sawWrites();

  /**
   * How likely this is to be seen, as a logarithm up to a constant.
   *
   * @param expectedPages the pages that a model expects, at least 0
   */
  double logLikelihood(double expectedPages);

  /** The difference to a model, counted in standard deviations. */
  double deviations(double expectedPages);

  /**
   * What a measurement saw that looks at a sample of the pages: {@code k} of {@code n} sampled
   * pages had changed, so {@code k} is binomial, or Poisson where {@code n} is not known. A rate
   * that was printed as a whole number of MiB/s stands for every {@code k} that prints so.
   */
  final class Sampled implements DirtyCount {

    /** Values of {@code k} that are looked at; more than these are evenly spread out. */
    private static final int MOST_TERMS = 9;

    private final double seconds;
    private final double pagesPerSample;
    private final double samples;
    private final double[] hits;
    private final double[] logWays;
    private final double leastHits;
    private final double mostHits;

    /**
     * @param seconds the length of the window (s)
     * @param leastHits the smallest {@code k} that prints so
     * @param mostHits the largest
     * @param pagesPerSample the pages that one sample stands for: 512 at 512 samples a GiB
     * @param samples all samples, {@code n}; infinite if the memory is not known
     */
    Sampled(
        double seconds, double leastHits, double mostHits, double pagesPerSample, double samples) {
      require(seconds > 0, "window is not longer than 0 s: %s", seconds);
      require(
          leastHits >= 0 && leastHits <= mostHits && mostHits <= samples,
          "%s to %s hits do not lie in 0 to %s samples",
          leastHits,
          mostHits,
          samples);
      require(pagesPerSample > 0, "a sample stands for no pages: %s", pagesPerSample);
      this.seconds = seconds;
      this.pagesPerSample = pagesPerSample;
      this.samples = samples;
      this.leastHits = leastHits;
      this.mostHits = mostHits;
      int terms = (int) Math.min(MOST_TERMS, mostHits - leastHits + 1);
      hits = new double[terms];
      logWays = new double[terms];
      for (int i = 0; i < terms; i++) {
        hits[i] = terms == 1 ? leastHits : leastHits + (mostHits - leastHits) * i / (terms - 1);
        logWays[i] =
            -Gamma.logGamma(hits[i] + 1)
                + (Double.isInfinite(samples)
                    ? 0
                    : Gamma.logGamma(samples + 1) - Gamma.logGamma(samples - hits[i] + 1));
      }
    }

    @Override
    public double seconds() {
      return seconds;
    }

    @Override
    public double pages() {
      return (leastHits + mostHits) / 2 * pagesPerSample;
    }

    @Override
    public boolean sawWrites() {
      return leastHits > 0;
    }

    double pagesPerSample() {
      return pagesPerSample;
    }

    @Override
    public double logLikelihood(double expectedPages) {
      double mean = Math.max(1e-9, expectedPages / pagesPerSample);
      double share = Math.min(1 - 1e-9, mean / samples);
      double logHit = Double.isInfinite(samples) ? Math.log(mean) : Math.log(share);
      double logMiss = Math.log1p(-share);
      double largest = Double.NEGATIVE_INFINITY;
      double[] logs = new double[hits.length];
      for (int i = 0; i < hits.length; i++) {
        logs[i] =
            logWays[i]
                + hits[i] * logHit
                + (Double.isInfinite(samples) ? -mean : (samples - hits[i]) * logMiss);
        largest = Math.max(largest, logs[i]);
      }
      double sum = 0;
      for (double log : logs) {
        sum += Math.exp(log - largest);
      }
      return largest + Math.log(sum);
    }

    @Override
    public double deviations(double expectedPages) {
      double mean = Math.max(1e-9, expectedPages / pagesPerSample);
      double chance = mean * (1 - Math.min(1, mean / samples));
      double width = mostHits - leastHits + 1;
      double rounding = (width * width - 1) / 12;
      return ((leastHits + mostHits) / 2 - mean) / Math.sqrt(Math.max(1e-9, chance + rounding));
    }
  }

  /**
   * What a dirty log saw, which counts every page: exact, but the guest is not exactly the model.
   * The model's error is a share of the count, and chance adds a little.
   *
   * @param seconds the length of the stretch (s)
   * @param pages the pages found newly dirty at its end
   * @param hiddenPages pages of the working set that waited to be sent all the time: a write to
   *     them is not counted, because they are known to be dirty already
   * @param errorRatio the standard deviation of the model's error, as a share of the count
   */
  record Logged(double seconds, double pages, double hiddenPages, double errorRatio)
      implements DirtyCount {

    /** The error of the model where nothing is known of it: an assumption. */
    static final double USUAL_ERROR_RATIO = 0.03;

    /** A log in which nothing was hidden. */
    public static Logged of(double seconds, double pages) {
      return new Logged(seconds, pages, 0, USUAL_ERROR_RATIO);
    }

    public Logged {
      require(seconds > 0, "stretch is not longer than 0 s: %s", seconds);
      require(pages >= 0, "pages are fewer than 0: %s", pages);
      require(hiddenPages >= 0, "hidden pages are fewer than 0: %s", hiddenPages);
      require(errorRatio > 0, "error of a model is not more than 0: %s", errorRatio);
    }

    @Override
    public boolean sawWrites() {
      return pages > 0;
    }

    Logged withErrorRatio(double ratio) {
      return new Logged(seconds, pages, hiddenPages, ratio);
    }

    @Override
    public double logLikelihood(double expectedPages) {
      double z = deviations(expectedPages);
      return -z * z / 2;
    }

    @Override
    public double deviations(double expectedPages) {
      double error = errorRatio * pages;
      return (pages - expectedPages) / Math.sqrt(error * error + pages + 1);
    }
  }
}
