package blackout.kernel.meanfield;

import blackout.kernel.transfer.SplitMix64;
import blackout.kernel.transfer.WritePlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of pages that are alike to the mean-field engine, and the chance that one of them is
 * written in a span of guest time.
 *
 * @param firstPage the first page
 * @param pages the number of pages
 * @param sweep whether the run is swept page after page instead of written at random
 * @param writesPerPageNano writes per page and nanosecond of guest time; for a sweep, of the whole
 *     run
 * @param phasePages where in its sweep the guest is at guest time 0
 * @param trace a trace of distinct pages, or null
 */
record WriteRate(
    double firstPage,
    double pages,
    boolean sweep,
    double writesPerPageNano,
    double phasePages,
    @Nullable WritePlan trace) {

  /** Runs into which Zipf's law is cut, each twice as long as the one before. */
  private static final int MOST_ZIPF_RUNS = 40;

  /**
   * The runs of a plan. The seed is used as the page-exact engine does, so that a sweep is in the
   * same place in both.
   */
  static List<WriteRate> of(WritePlan plan, long seed, int index) {
    return switch (plan.kind()) {
      case RANDOM ->
          List.of(
              new WriteRate(
                  plan.firstPage(),
                  plan.pages(),
                  false,
                  plan.writesPerSecond() / 1e9 / plan.pages(),
                  0,
                  null));
      case SEQUENTIAL ->
          List.of(
              new WriteRate(
                  plan.firstPage(),
                  plan.pages(),
                  true,
                  plan.writesPerSecond() / 1e9,
                  phase(plan, seed, index),
                  null));
      case ZIPF -> zipf(plan);
      case TRACED -> List.of(new WriteRate(plan.firstPage(), plan.pages(), false, 0, 0, plan));
    };
  }

  /** Where a sweep begins: what the generator of the plan's place draws first. */
  private static long phase(WritePlan plan, long seed, int index) {
    var random = new SplitMix64(seed);
    for (int i = 0; i < index; i++) {
      random.split();
    }
    return random.split().nextLong(plan.pages());
  }

  private static List<WriteRate> zipf(WritePlan plan) {
    var runs = new ArrayList<WriteRate>();
    double mass = WritePlan.zipfMassBelow(plan.pages() + 1.0, plan.exponent());
    double first = 0;
    double length = 1;
    while (first < plan.pages()) {
      boolean last = runs.size() == MOST_ZIPF_RUNS - 1 || first + 1.5 * length >= plan.pages();
      double end = last ? plan.pages() : first + length;
      double share =
          (WritePlan.zipfMassBelow(end + 1, plan.exponent())
                  - WritePlan.zipfMassBelow(first + 1, plan.exponent()))
              / mass;
      runs.add(
          new WriteRate(
              plan.firstPage() + first,
              end - first,
              false,
              plan.writesPerSecond() / 1e9 * share / (end - first),
              0,
              null));
      first = end;
      length *= 1.5;
    }
    return runs;
  }

  /** Chance that a page written at random is written between two guest times. */
  double chance(double fromGuestNanos, double toGuestNanos) {
    if (trace == null) {
      return WritePlan.oneMinusExp(writesPerPageNano * (toGuestNanos - fromGuestNanos));
    }
    double untouched = 1;
    double at = fromGuestNanos;
    while (at < toGuestNanos && untouched > 1e-12) {
      long index = (long) (at / trace.intervalNanos());
      double end = Math.min(toGuestNanos, (index + 1) * trace.intervalNanos());
      long distinct = trace.distinctPages()[(int) (index % trace.distinctPages().length)];
      untouched *= 1 - distinct * ((end - at) / trace.intervalNanos()) / pages;
      at = Math.max(end, Math.nextUp(at));
    }
    return 1 - Math.max(0, untouched);
  }

  /** The mean of {@link #chance} up to now over starting points spread evenly over an extent. */
  double meanChance(double firstGuestNanos, double lastGuestNanos, double nowGuestNanos) {
    double spread = writesPerPageNano * (lastGuestNanos - firstGuestNanos);
    if (trace != null || spread < 1e-9) {
      return chance((firstGuestNanos + lastGuestNanos) / 2, nowGuestNanos);
    }
    double before = Math.exp(-writesPerPageNano * (nowGuestNanos - lastGuestNanos));
    double after = Math.exp(-writesPerPageNano * (nowGuestNanos - firstGuestNanos));
    return 1 - (before - after) / spread;
  }

  /** Share of the run that is written between two guest times. */
  double touched(double fromGuestNanos, double toGuestNanos) {
    return sweep
        ? Math.min(1, (sweptTo(toGuestNanos) - sweptTo(fromGuestNanos)) / pages)
        : chance(fromGuestNanos, toGuestNanos);
  }

  /** Whether a sweep passes a page in a span of guest time. */
  boolean sweeps(double page, double fromGuestNanos, double toGuestNanos) {
    double lapsBefore = Math.ceil((sweptTo(fromGuestNanos) - (page - firstPage)) / pages);
    double lapsAfter = Math.ceil((sweptTo(toGuestNanos) - (page - firstPage)) / pages);
    return lapsAfter > lapsBefore;
  }

  /** Where a sweep is, counted from its phase and not wrapped (pages). */
  double sweptTo(double guestNanos) {
    return phasePages + guestNanos * writesPerPageNano;
  }
}
