package blackout.report;

import blackout.check.CheckResult;
import blackout.check.Checks;
import blackout.check.Verdict;
import blackout.check.Waiver;
import blackout.check.Waivers;
import blackout.ingest.Baseline;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.inventory.Estate;
import blackout.outcome.Provenance;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.CapacityReview;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report says, before it becomes a page or a file.
 *
 * @param estate the cluster and its VMs
 * @param checks the results of all checks, in the order of the report
 * @param forecast the predictions, one for each VM of the estate
 * @param outlook what the cluster as a whole does to its VMs
 * @param review what a planner asks; empty if nobody asked
 * @param changes what is different from an earlier report; empty without one
 * @param problems what in the input could not be used
 * @param provenance where the numbers come from
 */
public record Report(
    Estate estate,
    List<CheckResult> checks,
    EstateForecast forecast,
    ClusterOutlook outlook,
    Optional<CapacityReview> review,
    Optional<Changes> changes,
    List<Problem> problems,
    Provenance provenance) {

  public Report {
    checks = List.copyOf(checks);
    problems = List.copyOf(problems);
  }

  /** Runs all checks, and puts together what is known, with the settings that no estate says. */
  public static Report of(Loaded<Estate> input, EstateForecast forecast, Provenance provenance) {
    return of(
        input,
        forecast,
        ClusterOutlook.of(input.value(), forecast, ClusterOutlook.Settings.DEFAULT),
        provenance);
  }

  /**
   * The same with another outlook.
   *
   * @param outlook of the same estate and forecast
   */
  public static Report of(
      Loaded<Estate> input,
      EstateForecast forecast,
      ClusterOutlook outlook,
      Provenance provenance) {
    return new Report(
        input.value(),
        checks(input.value(), forecast, outlook),
        forecast,
        outlook,
        Optional.empty(),
        Optional.empty(),
        input.problems(),
        provenance);
  }

  /**
   * The same report with waivers beside the checks they are for.
   *
   * @param today the day that decides which have expired
   */
  public Report withWaivers(List<Waiver> waivers, LocalDate today) {
    List<CheckResult> marked = Waivers.apply(checks, waivers, today);
    return new Report(estate, marked, forecast, outlook, review, changes, problems, provenance);
  }

  /**
   * The same report with what a planner asks.
   *
   * @param asked of the same estate and forecast
   */
  public Report withReview(CapacityReview asked) {
    return new Report(
        estate, checks, forecast, outlook, Optional.of(asked), changes, problems, provenance);
  }

  /** The same report compared with an earlier one. */
  public Report withBaseline(Baseline baseline) {
    return new Report(
        estate,
        checks,
        forecast,
        outlook,
        review,
        Optional.of(Changes.between(baseline, checks, forecast)),
        problems,
        provenance);
  }

  /**
   * The results of all checks: those of the cluster, then those of what is predicted for it.
   *
   * @param outlook of the same estate and forecast
   */
  public static List<CheckResult> checks(
      Estate estate, EstateForecast forecast, ClusterOutlook outlook) {
    var checks = new ArrayList<>(Checks.runAll(estate));
    checks.addAll(DowntimeChecks.all(estate, forecast, outlook));
    return checks;
  }

  /** What all checks say; never READY while a part of the input was left out. */
  public Verdict verdict() {
    return verdict(checks, problems);
  }

  /** What all checks of an input say, as {@link #verdict()} does. */
  public static Verdict verdict(List<CheckResult> checks, List<Problem> problems) {
    Verdict verdict = Verdict.of(checks);
    return verdict != Verdict.NOT_READY && !problems.isEmpty() ? Verdict.INCOMPLETE : verdict;
  }
}
