package blackout.kernel.policy;

import blackout.inventory.Throttling;

/**
 * QEMU's auto-converge: at each evaluated sync, if the guest dirtied more than a share of what was
 * sent in the period, it counts against it; every second time the guest's processors are throttled,
 * in steps (ram.c, migration_trigger_throttle and mig_throttle_guest_down; the two bad periods need
 * not follow one another).
 */
final class AutoConverge {

  private final Throttling steps;
  private int bad;
  private int percent;

  AutoConverge(Throttling steps) {
    this.steps = steps;
  }

  /**
   * Evaluates a period.
   *
   * @param dirtiedBytes what the guest dirtied in it
   * @param sentBytes what was sent in it
   * @return whether the throttle changed
   */
  boolean evaluate(double dirtiedBytes, double sentBytes) {
    if (dirtiedBytes <= sentBytes * steps.triggerPercent() / 100) {
      return false;
    }
    bad++;
    if (bad < 2) {
      return false;
    }
    bad = 0;
    percent = steps.after(percent);
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
