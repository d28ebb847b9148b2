package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import blackout.quantity.Labelled;
import java.time.Duration;
import java.util.List;

/**
 * How a guest writes to its memory. Rates are writes, repeats included; how many distinct pages
 * they dirty follows from the pattern. Pages are 4096 B.
 */
public sealed interface Workload {

  /**
   * The most writes of a page that one VM does in a second: 10^9, which is 3.7 TiB/s, more than the
   * memory of any host takes. More is a mistake of whoever measured or typed it.
   */
  double MOST_WRITES_PER_SECOND = 1e9;

  /** The pages that the guest ever writes: its working set over an unlimited time. */
  long workingSetPages();

  /** A guest that writes nothing. */
  static Workload idle() {
    return new Regions(List.of());
  }

  /**
   * A guest that writes uniformly at random over its working set.
   *
   * @param workingSetPages the pages written, at least 1
   * @param writesPerSecond the writes per second, at least 0
   */
  static Workload steady(long workingSetPages, double writesPerSecond) {
    return new Regions(List.of(new Region(Pattern.RANDOM, workingSetPages, writesPerSecond)));
  }

  /**
   * A guest that sweeps through its working set page after page and starts over.
   *
   * @param workingSetPages the pages written, at least 1
   * @param writesPerSecond the writes per second, at least 0
   */
  static Workload sequential(long workingSetPages, double writesPerSecond) {
    return new Regions(List.of(new Region(Pattern.SEQUENTIAL, workingSetPages, writesPerSecond)));
  }

  /**
   * A guest that sends a share of its writes to a hot part of its working set and the rest to the
   * other part, both uniformly at random.
   *
   * @param workingSetPages all pages written, more than {@code hotPages}
   * @param hotPages the pages of the hot part, at least 1
   * @param writesPerSecond all writes per second, at least 0
   * @param hotWriteRatio the share of the writes that goes to the hot part, 0 to 1
   */
  static Workload hotAndCold(
      long workingSetPages, long hotPages, double writesPerSecond, double hotWriteRatio) {
    require(
        hotPages >= 1 && hotPages < workingSetPages,
        "hot part of %s pages does not lie inside a working set of %s pages",
        hotPages,
        workingSetPages);
    require(
        hotWriteRatio >= 0 && hotWriteRatio <= 1,
        "share of hot writes is not in 0..1: %s",
        hotWriteRatio);
    return new Regions(
        List.of(
            new Region(Pattern.RANDOM, hotPages, writesPerSecond * hotWriteRatio),
            new Region(
                Pattern.RANDOM,
                workingSetPages - hotPages,
                writesPerSecond * (1 - hotWriteRatio))));
  }

  /** The order in which a region is written. */
  enum Pattern implements Labelled {
    /** Each write goes to a page chosen uniformly at random. */
    RANDOM("random"),
    /** Page after page, round and round. */
    SEQUENTIAL("sequential");

    private final String label;

    Pattern(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * Pages that are written in one pattern at one rate.
   *
   * @param pattern the order of the writes
   * @param pages the size in pages, at least 1
   * @param writesPerSecond the writes per second, finite and at least 0
   */
  record Region(Pattern pattern, long pages, double writesPerSecond) {
    public Region {
      require(pages >= 1, "region has no pages: %s", pages);
      requireRate(writesPerSecond);
    }
  }

  /**
   * Regions side by side, each with its own pattern and rate: steady, sequential, hot and cold, or
   * any mixture. No region means an idle guest.
   *
   * @param regions the regions, in the order of their addresses
   */
  record Regions(List<Region> regions) implements Workload {
    public Regions {
      regions = List.copyOf(regions);
    }

    @Override
    public long workingSetPages() {
      long pages = 0;
      for (Region region : regions) {
        pages = Math.addExact(pages, region.pages());
      }
      return pages;
    }
  }

  /**
   * Writes whose page ranks follow Zipf's law: the page of rank k is written in proportion to k to
   * the power of minus the exponent.
   *
   * @param workingSetPages the pages written, at least 1
   * @param writesPerSecond the writes per second, finite and at least 0
   * @param exponent the skew, 0 (uniform) to 4
   */
  record Zipf(long workingSetPages, double writesPerSecond, double exponent) implements Workload {
    public Zipf {
      require(workingSetPages >= 1, "working set has no pages: %s", workingSetPages);
      requireRate(writesPerSecond);
      require(exponent >= 0 && exponent <= 4, "Zipf exponent is not in 0..4: %s", exponent);
    }
  }

  /**
   * What a dirty log showed: the distinct pages written in each interval of a fixed length. After
   * the last interval the trace starts over.
   *
   * @param workingSetPages the pages among which each interval's pages lie, at least the largest
   *     count
   * @param interval the length of an interval, more than 0
   * @param distinctPages the distinct pages written in each interval, at least one interval
   */
  record Traced(long workingSetPages, Duration interval, List<Long> distinctPages)
      implements Workload {
    public Traced {
      distinctPages = List.copyOf(distinctPages);
      require(interval.toNanos() > 0, "trace interval is not longer than 0: %s", interval);
      require(!distinctPages.isEmpty(), "trace has no intervals");
      for (long pages : distinctPages) {
        require(
            pages >= 0 && pages <= workingSetPages,
            "traced interval of %s pages does not fit a working set of %s pages",
            pages,
            workingSetPages);
      }
    }
  }

  /**
   * Only what a hypervisor's dirty-rate measurement said, for windows of several lengths (QEMU's
   * {@code calc-dirty-rate} in page-sampling mode): the distinct pages written in a window, divided
   * by its length. A saturating curve is fitted to it.
   *
   * @param windows the windows, at least one
   * @param samplesPerGibibyte the pages sampled per GiB, which decides how much chance is in a
   *     rate; QEMU's default is 512
   */
  record MeasuredCurve(List<Window> windows, int samplesPerGibibyte) implements Workload {
    public MeasuredCurve {
      windows = List.copyOf(windows);
      require(!windows.isEmpty(), "a measured curve needs at least one window");
      require(samplesPerGibibyte >= 1, "samples per GiB are fewer than 1: %s", samplesPerGibibyte);
    }

    /** Not known before the curve is fitted; the pages of the largest window are a lower bound. */
    @Override
    public long workingSetPages() {
      return windows.stream()
          .mapToLong(w -> Math.round(w.rate().bytesPerSecond() * w.length().toNanos() / 1e9 / 4096))
          .max()
          .orElse(0);
    }
  }

  /**
   * What a fit to measurements of a running operating system comes to: how it writes is known,
   * where in its memory is not. Several regions are classes of pages, busier and quieter ones, that
   * lie among one another all over its memory.
   *
   * @param regions the classes; none for a guest that writes nothing
   */
  record Fitted(List<Region> regions) implements Workload {
    public Fitted {
      regions = List.copyOf(regions);
    }

    public Fitted(Region region) {
      this(List.of(region));
    }

    @Override
    public long workingSetPages() {
      return new Regions(regions).workingSetPages();
    }
  }

  /**
   * One window of a dirty-rate measurement.
   *
   * @param length the length of the window, more than 0
   * @param rate the bytes of the distinct pages written in it, per second
   */
  record Window(Duration length, DataRate rate) {
    public Window {
      require(length.toNanos() > 0, "dirty-rate window is not longer than 0: %s", length);
    }
  }

  private static void requireRate(double writesPerSecond) {
    require(
        Double.isFinite(writesPerSecond) && writesPerSecond >= 0,
        "write rate is not a finite number of at least 0: %s writes/s",
        writesPerSecond);
  }
}
