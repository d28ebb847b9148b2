package blackout.kernel;

/**
 * QEMU's auto-converge: at each evaluated sync, if the guest dirtied more than half of what was
 * sent in the period, it counts against it; every second time the guest's processors are throttled,
 * by 20 % first and by 10 % more each time, up to 99 % (ram.c, migration_trigger_throttle and
 * mig_throttle_guest_down; the two bad periods need not follow one another).
 */
final class AutoConverge {

  private static final double TRIGGER_RATIO = 0.50;
  private static final int INITIAL_PERCENT = 20;
  private static final int INCREMENT_PERCENT = 10;
  private static final int MOST_PERCENT = 99;

  private int bad;
  private int percent;

  /**
   * Evaluates a period.
   *
   * @param dirtiedBytes what the guest dirtied in it
   * @param sentBytes what was sent in it
   * @return whether the throttle changed
   */
  boolean evaluate(double dirtiedBytes, double sentBytes) {
    if (dirtiedBytes <= sentBytes * TRIGGER_RATIO) {
      return false;
    }
    bad++;
    if (bad < 2) {
      return false;
    }
    bad = 0;
    percent = percent == 0 ? INITIAL_PERCENT : Math.min(MOST_PERCENT, percent + INCREMENT_PERCENT);
    return true;
  }

  int percent() {
    return percent;
  }

  /** Share of time taken from the guest's processors. */
  double ratio() {
    return percent / 100.0;
  }
}
