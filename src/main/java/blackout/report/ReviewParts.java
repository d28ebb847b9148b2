package blackout.report;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.Gantt;
import blackout.exhibit.ReviewTables;
import blackout.exhibit.ReviewText;
import blackout.exhibit.RiskText;
import blackout.inventory.Evidence;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.Maintenance;
import blackout.plan.move.Advice;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.report.PageView.ChartView;
import blackout.report.PageView.PartOfReview;
import blackout.report.PageView.ReviewView;
import blackout.report.PageView.TableView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of the page that answer a planner: summary, drain, what-if, and how sure it is. */
final class ReviewParts {

  private static final String GOAL = Amounts.duration(CapacityReview.GOAL);

  private static final String WHAT_HELPS =
      "For each VM below, the cheapest action, in our judgement, that brings its downtime to the"
          + " target (%s where nobody states one); each effect was simulated.";

  private static final String NOTHING_TO_DO =
      "Every live migration keeps its target downtime (%s where nobody states one): no action"
          + " needed.";

  private final Report report;
  private final CapacityReview review;
  private final Drain host;

  private ReviewParts(Report report, CapacityReview review) {
    this.report = report;
    this.review = review;
    this.host = review.fullest().drain();
  }

  static Optional<ReviewView> of(Report report) {
    return report.review().map(review -> new ReviewParts(report, review).view());
  }

  private ReviewView view() {
    return new ReviewView(
        summary(),
        drain(),
        review.whatIf().isEmpty() ? Optional.empty() : Optional.of(whatIf()),
        review.fullest().sure().map(this::sureness));
  }

  private PartOfReview summary() {
    var sentences = new ArrayList<String>();
    sentences.add(window());
    Evidence evidence = Evidence.of(report.estate());
    sentences.add(
        ReviewText.planning(review, evidence).orElse("Evidence: " + evidence.words() + "."));
    sentences.add(
        review.worst().isEmpty()
            ? "There is no live migration; every planned move is a saved state."
            : "Migration time is not downtime. "
                + (nothingToDo() ? NOTHING_TO_DO : WHAT_HELPS).formatted(GOAL));
    List<TableView> tables =
        review.worst().isEmpty()
            ? List.of()
            : List.of(TableView.of(FormattedTable.of(ReviewTables.worst(review.worst()))));
    return new PartOfReview("summary", "Summary", "In short", sentences, Optional.empty(), tables);
  }

  private boolean nothingToDo() {
    return review.worst().stream()
        .map(CapacityReview.Advised::action)
        .allMatch(action -> action.kind() == Advice.Measure.NOTHING && action.reachesGoal());
  }

  private String window() {
    Maintenance maintenance = review.maintenance();
    int nodes = report.estate().nodes().size();
    boolean whole = nodes <= Maintenance.MOST_HOSTS;
    Duration spare = review.window().minus(review.total());
    String kept =
        !maintenance.stuck().isEmpty()
            ? "cannot be kept: a VM does not leave its host"
            : spare.isNegative()
                ? "is missed by " + Amounts.duration(spare.negated())
                : "is kept, with " + Amounts.duration(spare) + " to spare";
    return "%s takes %s, including %s x %s patching (assumed). The window (%s%s) %s.%s"
        .formatted(
            whole
                ? "Emptying and patching " + Text.count(nodes, "node") + " one after the other"
                : "Emptying and patching " + host.host(),
            Amounts.duration(review.total()),
            review.drains().size(),
            Amounts.duration(review.rules().patch()),
            Amounts.duration(review.window()),
            maintenance.asked().isPresent() ? "" : ", assumed",
            kept,
            whole
                ? ""
                : " Of more than %s nodes only the fullest is planned."
                    .formatted(Maintenance.MOST_HOSTS));
  }

  private PartOfReview drain() {
    var sentences = new ArrayList<String>();
    sentences.add(host.host() + " holds the most VM memory.");
    sentences.addAll(0, Gantt.kept(review.drains()));
    sentences.addAll(Gantt.sentences(host, review.rules().atOnce()));
    var tables = new ArrayList<TableView>();
    tables.add(TableView.of(FormattedTable.of(Gantt.choices(host))));
    if (review.drains().size() > 1) {
      tables.add(
          TableView.of(FormattedTable.of(Gantt.hosts(review.drains(), review.rules().patch()))));
      tables.add(TableView.of(FormattedTable.of(Gantt.choices(review.drains(), review.rules()))));
    }
    Optional<ChartView> chart =
        host.moves().isEmpty() ? Optional.empty() : Optional.of(ChartView.of(Gantt.chart(host)));
    return new PartOfReview("drain", "Drain", "Drain of a host", sentences, chart, tables);
  }

  private PartOfReview whatIf() {
    int all = report.estate().vms().size();
    return new PartOfReview(
        "what-if",
        "What if",
        "What-if scenarios",
        List.of(
            (review.whatIfVms() < all
                    ? "The worst " + Amounts.count(review.whatIfVms()) + " VMs"
                    : "All VMs")
                + ", each moved alone, in expected numbers of pages; the drain in the order above."
                + " The last rows are the same VMs under other hypervisors' convergence rules."),
        Optional.empty(),
        List.of(TableView.of(FormattedTable.of(ReviewTables.whatIf(review)))));
  }

  private PartOfReview sureness(CapacityReview.Sureness sure) {
    Samples makespans = sure.result().makespans();
    double left = review.window().minus(review.rules().patch()).toNanos() / 1e9;
    var sentences = new ArrayList<String>();
    sentences.add(
        Amounts.count(makespans.count())
            + " cases of the drain of "
            + host.host()
            + ": guests write "
            + spread(DrainRisk.Input.WRITES)
            + " of what is stated (P10 to P90, half of the days below), and the network leaves "
            + spread(DrainRisk.Input.PAYLOAD)
            + " of the payload rate; both are assumptions, and hold for all VMs of the host alike."
            + " The intervals hold the true quantile with 95 % confidence: they are the error of"
            + " the sampling alone.");
    sentences.add(
        "The host is emptied and patched within "
            + Amounts.duration(review.window())
            + " in "
            + RiskText.ratio(makespans.share(time -> time <= left))
            + " of the cases.");
    var tables = new ArrayList<TableView>();
    tables.add(TableView.of(FormattedTable.of(ReviewTables.quantiles(sure.result()))));
    Optional<ChartView> chart = ReviewTables.tornado(host, sure).map(ChartView::of);
    if (chart.isEmpty()) {
      tables.add(TableView.of(FormattedTable.of(ReviewTables.sensitivity(sure))));
    }
    sentences.add(
        "Shares of the spread are Sobol indices with two standard errors: alone, and together with"
            + " the other input.");
    return new PartOfReview("sureness", "Uncertainty", "Uncertainty", sentences, chart, tables);
  }

  private static String spread(DrainRisk.Input input) {
    return Amounts.percent(input.spread().at(0.1))
        + " to "
        + Amounts.percent(input.spread().at(0.9));
  }
}
