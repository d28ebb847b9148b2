package blackout.exhibit;

import blackout.inventory.Evidence;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.move.Planned;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.Optional;

/** What a planner asks of a cluster, in sentences: the value to plan with first. */
public final class ReviewText {

  /** What is planned with where nothing else is said: nine cases of ten are no worse. */
  public static final double PLANNING = Planned.LEVEL;

  private ReviewText() {}

  /**
   * The time of a drain and the longest downtime meanwhile, planning values first.
   *
   * @param what what is over after that time, such as {@code "HV-1 is empty"}
   * @param stated the time with all inputs as stated
   * @param downtime the longest live downtime with all inputs as stated
   * @param evidence what the dirty rates rest on
   */
  public static String planning(
      String what, DrainRisk.Result result, Duration stated, Duration downtime, Evidence evidence) {
    long rank = PlanningText.rank(result.makespans(), stated);
    return ("Plan with P90: %s after %s. Longest downtime of a live migration meanwhile: %s. As"
            + " stated, with the network to itself: %s (P%s) and %s (P%s). Evidence: %s.")
        .formatted(
            what,
            PlanningText.range(result.makespans()),
            PlanningText.range(result.downtimes()),
            Amounts.duration(stated),
            rank,
            Amounts.duration(downtime),
            PlanningText.rank(result.downtimes(), downtime),
            evidence.words().replaceFirst(":", ""));
  }

  /**
   * The time to empty the fullest host and the longest downtime meanwhile: P90 first, then the
   * range, then the values for inputs as stated. Empty if nothing of it moves live.
   */
  public static Optional<String> planning(CapacityReview review, Evidence evidence) {
    Drain host = review.fullest().drain();
    return review
        .fullest()
        .sure()
        .map(
            sure -> {
              Duration saved = host.longestDowntime(Drain.Way.SAVED);
              return planning(
                      host.host() + ", the fullest host, is empty",
                      sure.result(),
                      host.makespan(),
                      host.longestDowntime(Drain.Way.LIVE),
                      evidence)
                  + (saved.isZero()
                      ? ""
                      : " VMs that are saved are down for up to %s."
                          .formatted(Amounts.duration(saved)));
            });
  }
}
