package blackout.plan.cluster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * The downtime of a VM in a year of 365 days.
 *
 * @param planned by moves
 * @param unplanned by crashes of its node
 */
public record Availability(Duration planned, Duration unplanned) {

  /** Both together; at most the year. */
  public Duration downtime() {
    Duration sum = planned.plus(unplanned);
    return sum.compareTo(Calendar.YEAR) > 0 ? Calendar.YEAR : sum;
  }

  /** The share of the year in which it runs, 0 to 1. */
  public double ratio() {
    return 1 - (double) downtime().toNanos() / Calendar.YEAR.toNanos();
  }

  /** The nines of {@link #ratio}: 3 for 0.999, and what lies between; infinite without downtime. */
  public double nines() {
    return -Math.log10((double) downtime().toNanos() / Calendar.YEAR.toNanos());
  }

  public boolean keeps(double objectiveRatio) {
    return downtime().compareTo(budget(objectiveRatio)) <= 0;
  }

  /** The downtime in a year that an objective leaves. */
  public static Duration budget(double objectiveRatio) {
    BigDecimal nanos =
        BigDecimal.ONE
            .subtract(BigDecimal.valueOf(objectiveRatio))
            .multiply(BigDecimal.valueOf(Calendar.YEAR.toNanos()));
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
