package blackout.inventory;

import static blackout.quantity.Require.require;

/**
 * How QEMU's auto-converge slows a guest that dirties too fast (qapi/migration.json:
 * cpu-throttle-initial, cpu-throttle-increment, max-cpu-throttle, throttle-trigger-threshold).
 *
 * @param initialPercent the share of time first taken from the guest's processors, 1 to 99
 * @param incrementPercent what each step takes more, 1 to 99
 * @param mostPercent the most that is taken, from the initial share to 99
 * @param triggerPercent dirtied bytes as a share of sent bytes above which a period counts against
 *     the guest, 1 to 100
 */
public record Throttling(
    int initialPercent, int incrementPercent, int mostPercent, int triggerPercent) {

  /** QEMU's defaults (migration/options.c). */
  public static final Throttling DEFAULT = new Throttling(20, 10, 99, 50);

  public Throttling {
    requireIn("initial throttle", initialPercent, 1, 99);
    requireIn("throttle increment", incrementPercent, 1, 99);
    requireIn("most throttle", mostPercent, initialPercent, 99);
    requireIn("throttle trigger", triggerPercent, 1, 100);
  }

  private static void requireIn(String what, int percent, int least, int most) {
    require(
        percent >= least && percent <= most,
        "%s is not in %s..%s %%: %s",
        what,
        least,
        most,
        percent);
  }

  /** What differs from QEMU's defaults, empty if nothing does. */
  String words() {
    return equals(DEFAULT)
        ? ""
        : " of %s %% and %s %% more each time up to %s %%, above %s %%"
            .formatted(initialPercent, incrementPercent, mostPercent, triggerPercent);
  }

  /** The share after a share, both in percent; 0 before the first step. */
  public int after(int percent) {
    return percent == 0 ? initialPercent : Math.min(mostPercent, percent + incrementPercent);
  }
}
