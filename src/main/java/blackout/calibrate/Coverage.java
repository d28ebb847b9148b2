package blackout.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How often intervals of {@value #NOMINAL} hold, and how wide they are: each row has an interval
 * from the misses of all other rows of its kind, in units of what the row itself lets expect (split
 * conformal prediction, leaving one out). No row has a part in its own interval.
 *
 * @param kind what is known of the guests
 * @param rows the rows that completed in truth and by the kernel
 * @param totalHeldRatio the share of them whose total time is inside
 * @param totalWidthRatio the median width of that interval, as a share of the predicted time
 * @param downtimeHeldRatio the share of them whose downtime is inside
 * @param downtimeWidthMillis the median width of that interval (ms)
 * @see <a href="https://doi.org/10.1561/2200000101">Angelopoulos and Bates, Conformal prediction,
 *     Foundations and Trends in Machine Learning 16, 2023</a>
 */
public record Coverage(
    String kind,
    int rows,
    double totalHeldRatio,
    double totalWidthRatio,
    double downtimeHeldRatio,
    double downtimeWidthMillis) {

  /** The share of rows that an interval is to hold. */
  public static final double NOMINAL = 0.9;

  /** Fewer rows than this say nothing of nine in ten. */
  private static final int FEWEST_ROWS = 8;

  /** From so many rows on each side has misses enough to have an end of its own. */
  private static final int FEWEST_FOR_SIDES = 40;

  /**
   * What any total time may be off, as a share, besides its part of the spread of the replays. This
   * and the next two were chosen over the rows of the two data sets, for narrow intervals; that
   * they hold is by the rows left out.
   */
  private static final double LEAST_RATIO = 0.008;

  /** The same in seconds: a part of a window of the sender. */
  private static final double LEAST_SECONDS = 0.005;

  private static final double SPREAD_PART = 0.7;

  /** The same of a downtime (ms), besides a share of it. */
  private static final double LEAST_MILLIS = 20;

  private static final double DOWNTIME_RATIO = 0.05;

  /** The coverage of the kernel's rows, for guests whose writes are known and for the others. */
  static List<Coverage> of(List<AccuracyRow> kernelRows) {
    var kinds = new ArrayList<Coverage>();
    for (boolean known : new boolean[] {true, false}) {
      List<AccuracyRow> rows =
          kernelRows.stream()
              .filter(r -> r.run().guest().writes().isPresent() == known)
              .filter(r -> r.totalErrorRatio().isPresent())
              .toList();
      if (rows.size() >= FEWEST_ROWS) {
        kinds.add(of(known ? "writes known" : "windows only", rows));
      }
    }
    return kinds;
  }

  private static Coverage of(String kind, List<AccuracyRow> rows) {
    double[][] total = held(rows, Coverage::totalMiss, Coverage::totalScale);
    double[][] downtime = held(rows, Coverage::downtimeMiss, Coverage::downtimeScale);
    return new Coverage(
        kind,
        rows.size(),
        mean(total[0]),
        median(total[1]),
        mean(downtime[0]),
        median(downtime[1]));
  }

  /**
   * For each row whether its interval holds it (1 or 0), and the width. Of few rows both ends are
   * as far away as the size of the misses says, of many each as far as the misses on its side.
   */
  private static double[][] held(
      List<AccuracyRow> rows,
      ToDoubleFunction<AccuracyRow> miss,
      ToDoubleFunction<AccuracyRow> scale) {
    double[][] held = new double[2][rows.size()];
    boolean sides = rows.size() >= FEWEST_FOR_SIDES;
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      double[] others =
          java.util.stream.IntStream.range(0, rows.size())
              .filter(j -> j != row)
              .mapToObj(rows::get)
              .mapToDouble(r -> miss.applyAsDouble(r) / scale.applyAsDouble(r))
              .map(m -> sides ? m : Math.abs(m))
              .sorted()
              .toArray();
      double share = sides ? (1 + NOMINAL) / 2 : NOMINAL;
      int rank = (int) Math.min(others.length, Math.ceil(share * rows.size()));
      double unit = scale.applyAsDouble(rows.get(i));
      double high = others[rank - 1] * unit;
      double low = sides ? others[others.length - rank] * unit : -high;
      double missed = miss.applyAsDouble(rows.get(i));
      held[0][i] = low <= missed && missed <= high ? 1 : 0;
      held[1][i] = high - low;
    }
    return held;
  }

  private static double totalMiss(AccuracyRow row) {
    return 1 / (1 + row.totalErrorRatio().orElseThrow()) - 1;
  }

  private static double totalScale(AccuracyRow row) {
    return LEAST_RATIO
        + LEAST_SECONDS * row.prediction().finish().map(f -> 1e9 / f.total().toNanos()).orElse(0.0)
        + row.prediction()
            .replays()
            .map(
                r ->
                    SPREAD_PART
                        * (double) r.totalHigh().minus(r.totalLow()).toNanos()
                        / Math.max(1, r.totalHigh().toNanos()))
            .orElse(0.0);
  }

  private static double downtimeMiss(AccuracyRow row) {
    return -row.downtimeError().orElseThrow().toNanos() / 1e6;
  }

  private static double downtimeScale(AccuracyRow row) {
    return LEAST_MILLIS
        + DOWNTIME_RATIO
            * row.prediction().finish().map(f -> f.downtime().toNanos() / 1e6).orElse(0.0);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double median(double[] values) {
    return Percentiles.median(java.util.Arrays.stream(values).boxed().toList(), v -> v);
  }
}
