package blackout.exhibit;

import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.Optional;

/** What a planner asks of a cluster, in sentences: the value to plan with first. */
public final class ReviewText {

  /** What is planned with where nothing else is said: nine cases of ten are no worse. */
  public static final double PLANNING = 0.9;

  private ReviewText() {}

  /**
   * The time to empty the fullest host and the longest downtime meanwhile: P90 first, then the
   * range, then the values for inputs as stated. Empty if nothing of it moves live.
   */
  public static Optional<String> planning(CapacityReview review) {
    Drain host = review.fullest().drain();
    return review
        .fullest()
        .sure()
        .map(
            sure -> {
              DrainRisk.Result result = sure.result();
              Duration saved = host.longestDowntime(Drain.Way.SAVED);
              return ("Plan with P90: %s, the fullest host, is empty after %s (P50 %s, P99 %s)."
                      + " Longest downtime of a live migration meanwhile: %s (P50 %s, P99 %s). With"
                      + " all inputs as stated and the network to itself: %s and %s.%s")
                  .formatted(
                      host.host(),
                      ReviewTables.quantile(result.makespans(), PLANNING),
                      ReviewTables.quantile(result.makespans(), 0.5),
                      ReviewTables.quantile(result.makespans(), 0.99),
                      ReviewTables.quantile(result.downtimes(), PLANNING),
                      ReviewTables.quantile(result.downtimes(), 0.5),
                      ReviewTables.quantile(result.downtimes(), 0.99),
                      Amounts.duration(host.makespan()),
                      Amounts.duration(host.longestDowntime(Drain.Way.LIVE)),
                      saved.isZero()
                          ? ""
                          : " VMs that are saved are down for up to %s."
                              .formatted(Amounts.duration(saved)));
            });
  }
}
