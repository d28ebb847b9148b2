package blackout.plan.cluster;

import static blackout.quantity.Require.require;

import blackout.quantity.Amounts;
import java.time.Duration;

/**
 * What happens to a VM in a year of 365 days.
 *
 * @param patchCyclesPerYear how often the nodes are patched, at least 0
 * @param movesPerCycle how often a VM changes its node for that, at least 0
 * @param crashesPerNodeYear how often a node is lost in a year, at least 0
 * @param manualRestart how long a VM is out that does not start by itself after a crash
 */
public record Calendar(
    double patchCyclesPerYear,
    double movesPerCycle,
    double crashesPerNodeYear,
    Duration manualRestart) {

  /** A year of 365 days. */
  public static final Duration YEAR = Duration.ofDays(365);

  /**
   * Twelve patch cycles, because updates come once a month; away and back again in each; a node
   * lost every other year, and an hour until somebody has started what does not start by itself.
   * All but the first are assumptions.
   *
   * @see <a href="https://learn.microsoft.com/windows/deployment/update/release-cycle">Windows
   *     monthly updates: the second Tuesday of each month</a>
   */
  public static final Calendar DEFAULT = new Calendar(12, 2, 0.5, Duration.ofHours(1));

  public Calendar {
    requireCount(patchCyclesPerYear, "patch cycles a year");
    requireCount(movesPerCycle, "moves per cycle");
    requireCount(crashesPerNodeYear, "crashes per node and year");
    require(!manualRestart.isNegative(), "manual restart is negative: %s", manualRestart);
  }

  /** The planned moves of a VM in a year. */
  public double movesPerYear() {
    return patchCyclesPerYear * movesPerCycle;
  }

  /** The calendar in a sentence. */
  public String words() {
    var number = Amounts.decimal("#,##0.###");
    return ("A year of 365 days with %s patch cycles, %s moves of a VM in each, %s crashes of its node,"
            + " and %s until somebody has started what does not start by itself.")
        .formatted(
            number.format(patchCyclesPerYear),
            number.format(movesPerCycle),
            number.format(crashesPerNodeYear),
            Amounts.duration(manualRestart));
  }

  private static void requireCount(double count, String what) {
    require(
        Double.isFinite(count) && count >= 0 && count <= 100_000,
        "%s are not in 0..100,000: %s",
        what,
        count);
  }
}
