package blackout.calibrate;

import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * How the writes of a guest are spread over its pages, in a few numbers. A fit changes the
 * logarithms of the numbers freely; every vector is some guest.
 */
enum GuestShape {
  /** One set, written at random: pages, and writes a page and second. */
  UNIFORM("uniform", 2),
  /** One set, swept round and round. */
  SWEEP("sequential", 2),
  /** Zipf's law over the ranks of the pages: pages, writes a page and second, the exponent. */
  ZIPF("Zipf", 3),
  /** Two sets, each written at random. */
  HOT_AND_COLD("hot and cold", 4),
  /** Three sets. */
  HOT_WARM_COLD("hot, warm and cold", 6);

  /** Classes of rank that stand for Zipf's law. */
  private static final int ZIPF_CLASSES = 7;

  private final String label;
  private final int numbers;

  GuestShape(String label, int numbers) {
    this.label = label;
    this.numbers = numbers;
  }

  String label() {
    return label;
  }

  /** How many numbers it has. */
  int numbers() {
    return numbers;
  }

  /**
   * The classes of pages.
   *
   * @param logs the logarithms of the numbers; of Zipf's exponent the logarithm too
   * @param mostPages the pages that there are
   */
  List<Region> classes(double[] logs, double mostPages) {
    var classes = new ArrayList<Region>();
    if (this == ZIPF) {
      zipf(classes, pages(logs[0], mostPages), Math.exp(logs[1]), Math.min(3, Math.exp(logs[2])));
      return classes;
    }
    double left = mostPages;
    for (int i = 0; i < numbers && left >= 1; i += 2) {
      double pages = pages(logs[i], left);
      left -= pages;
      classes.add(
          new Region(
              this == SWEEP ? Pattern.SEQUENTIAL : Pattern.RANDOM,
              (long) pages,
              pages * Math.exp(Math.min(12, logs[i + 1]))));
    }
    return classes;
  }

  private static double pages(double log, double most) {
    return Math.max(1, Math.floor(Math.min(most, Math.exp(Math.min(40, log)))));
  }

  /** Classes of ranks that grow by a factor; the density is rank to the power of -s. */
  private static void zipf(List<Region> classes, double pages, double perPage, double s) {
    double[] ends = new double[ZIPF_CLASSES + 1];
    for (int j = 0; j <= ZIPF_CLASSES; j++) {
      ends[j] = j == 0 ? 0 : Math.floor(Math.pow(pages, (double) (j + 3) / (ZIPF_CLASSES + 3)));
    }
    double all = mass(1, pages + 1, s);
    for (int j = 1; j <= ZIPF_CLASSES; j++) {
      double size = ends[j] - ends[j - 1];
      if (size >= 1) {
        double share = mass(ends[j - 1] + 1, ends[j] + 1, s) / all;
        classes.add(new Region(Pattern.RANDOM, (long) size, perPage * pages * share));
      }
    }
  }

  private static double mass(double from, double to, double s) {
    return Math.abs(s - 1) < 1e-6
        ? Math.log(to / from)
        : (Math.pow(to, 1 - s) - Math.pow(from, 1 - s)) / (1 - s);
  }

  /** The workload of an operating system that writes so. */
  static Workload workload(List<Region> classes) {
    return new Workload.Fitted(classes);
  }
}
