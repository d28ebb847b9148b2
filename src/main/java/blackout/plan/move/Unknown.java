package blackout.plan.move;

import blackout.inventory.Link;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;

/**
 * A number that is looked for. Only values of three significant digits are tried, so that an answer
 * is exact as printed; each such value is a rung of a ladder.
 */
public enum Unknown {
  /** The smallest payload rate: 1 Mbit/s to 1 Tbit/s, in three digits of bit/s. */
  BANDWIDTH("bandwidth", true, 125_000, 0, 6),
  /** The largest memory: from 1 MiB, in three digits of MiB. */
  MEMORY("memory", false, 1 << 20, 0, 7),
  /** The largest dirty rate: 0.01 to 100,000 MiB/s, in three digits. */
  DIRTY_RATE("dirty rate", false, 1 << 20, -2, 7),
  /** The smallest downtime limit: 1 ms to 100,000 s, in three digits of ms. */
  DOWNTIME_LIMIT("downtime limit", true, 1e6, 0, 8);

  private static final int RUNGS_PER_DECADE = 900;

  private final String label;
  private final boolean smallest;
  private final double unit;
  private final int firstDecade;
  private final int decades;

  Unknown(String label, boolean smallest, double unit, int firstDecade, int decades) {
    this.label = label;
    this.smallest = smallest;
    this.unit = unit;
    this.firstDecade = firstDecade;
    this.decades = decades;
  }

  public String label() {
    return label;
  }

  /** The label without a blank, as it is asked for. */
  @Override
  public String toString() {
    return label.replace(' ', '-');
  }

  /** Whether more of it helps, so that the smallest value that reaches a goal is looked for. */
  public boolean isSmallestWanted() {
    return smallest;
  }

  int rungs() {
    return RUNGS_PER_DECADE * decades + 1;
  }

  /**
   * The value on a rung: in B/s, bytes or ns; to the last bit what its three digits are read as, so
   * that the value told and the value tried are one.
   *
   * @param ease 0 for the value with which a goal is hardest to reach, to {@link #rungs} - 1
   */
  double value(int ease) {
    int rung = smallest ? ease : rungs() - 1 - ease;
    int digits = 100 + rung % RUNGS_PER_DECADE;
    int decade = firstDecade - 2 + rung / RUNGS_PER_DECADE;
    if (this == BANDWIDTH && decade >= 1) { // printed, and read, in Gbit/s
      return Double.parseDouble(digits + "e" + (decade - 3)) * (1000 * unit);
    }
    return Double.parseDouble(digits + "e" + decade) * unit;
  }

  /** The value with which a goal is easiest to reach: in B/s, bytes or ns. */
  public double easiest() {
    return value(rungs() - 1);
  }

  /** The next value of three digits that is not below one. */
  double atLeast(double value) {
    int rung = 0;
    while (rung < rungs() - 1
        && value(smallest ? rung : rungs() - 1 - rung) < value * (1 - 1e-12)) {
      rung++;
    }
    return value(smallest ? rung : rungs() - 1 - rung);
  }

  /** The last rung whose value is not above one, of an unknown of which more helps. */
  int rungAtMost(double value) {
    int rung = 0;
    while (rung < rungs() - 1 && value(rung + 1) <= value) {
      rung++;
    }
    return rung;
  }

  /**
   * The move with another value.
   *
   * @param value in B/s, bytes or ns
   */
  public Question in(Question question, double value) {
    return switch (this) {
      case BANDWIDTH -> question.withLink(new DataRate(value));
      case MEMORY ->
          question.withGuest(question.guest().withMemory(new ByteCount(Math.round(value))));
      case DIRTY_RATE -> question.withGuest(question.guest().withDirtyRate(new DataRate(value)));
      case DOWNTIME_LIMIT -> question.withDowntimeLimit(Duration.ofNanos(Math.round(value)));
    };
  }

  /**
   * The scenario with another wire or downtime limit. A sender's own limit goes: it would hide what
   * a faster wire does.
   *
   * @param value in B/s or ns
   * @throws IllegalArgumentException for memory and dirty rate, which a measured guest does not
   *     offer for change
   */
  public Scenario in(Scenario scenario, double value) {
    return switch (this) {
      case BANDWIDTH -> {
        Link link = Link.wire(new DataRate(value));
        yield scenario
            .withLink(link)
            .withGiveUpAfter(Scenario.usualGiveUp(scenario.vm().memory(), link));
      }
      case DOWNTIME_LIMIT -> scenario.withDowntimeLimit(Duration.ofNanos(Math.round(value)));
      case MEMORY, DIRTY_RATE ->
          throw new IllegalArgumentException(label + " of a given guest cannot be changed");
    };
  }
}
