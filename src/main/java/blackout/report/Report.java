package blackout.report;

import blackout.check.Assessment;
import blackout.check.CheckResult;
import blackout.check.Outlook;
import blackout.check.Verdict;
import blackout.check.Waiver;
import blackout.check.Waivers;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.outcome.Provenance;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.CapacityReview;
import blackout.plan.move.ModelAssumptions;
import blackout.plan.move.Planned;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record Report(
    Estate estate,
    List<CheckResult> checks,
    EstateForecast forecast,
    ClusterOutlook outlook,
    Optional<CapacityReview> review,
    Optional<Changes> changes,
    List<Problem> problems,
    Provenance provenance)
    implements ReportBuilder.With {

  public Report {
    checks = List.copyOf(checks);
    problems = List.copyOf(problems);
  }

  /** Runs all checks, and puts together what is known, with the settings that no estate says. */
  public static Report of(Loaded<Estate> input, EstateForecast forecast, Provenance provenance) {
    return of(
        input,
        Outlook.of(input.value(), forecast, Optional.empty(), provenance.seed()),
        provenance);
  }

  /** The same with what was predicted otherwise. */
  public static Report of(Loaded<Estate> input, Outlook outlook, Provenance provenance) {
    return new Report(
        input.value(),
        Assessment.of(input.value(), outlook, input.problems().size()).checks(),
        outlook.forecast(),
        outlook.cluster(),
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

  /** What nobody measured or looked up: in the estate, the hypervisor's model and the spread. */
  public List<Assumption> assumptions() {
    var all = new ArrayList<>(estate.assumptions());
    estate.hypervisor().ifPresent(h -> all.addAll(ModelAssumptions.of(h)));
    review.ifPresent(r -> all.add(new Assumption("Uncertainty", Planned.SPREAD, "Usual.")));
    return all;
  }

  /** What all checks say. */
  public Verdict verdict() {
    return Verdict.of(checks, problems.size());
  }

  /** The sentence that explains the verdict. */
  public String sentence() {
    return verdict().sentence(checks, problems.size());
  }

  /** The last line of the command: the verdict, and how many checks it is about. */
  public String line() {
    return verdict().line(checks, problems.size());
  }
}
