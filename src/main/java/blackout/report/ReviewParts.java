package blackout.report;

import blackout.exhibit.Gantt;
import blackout.exhibit.ReviewTables;
import blackout.exhibit.RiskText;
import blackout.exhibit.Sheet;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.Maintenance;
import blackout.plan.move.Advice;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
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
      "What helps a VM below is the cheapest action, in our judgement, that brings its downtime"
          + " within what is accepted (%s where nobody states it).";

  private static final String NOTHING_TO_DO =
      "By live migration, even the VMs that are out longest keep within what is accepted (%s where"
          + " nobody states it): nothing has to be done for any.";

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
    review
        .fullest()
        .sure()
        .ifPresent(
            sure -> {
              Samples makespans = sure.result().makespans();
              sentences.add(
                  host.host()
                      + ", the fullest host, is empty after "
                      + ReviewTables.quantile(makespans, 0.5)
                      + " (P50), "
                      + ReviewTables.quantile(makespans, 0.9)
                      + " (P90) or "
                      + ReviewTables.quantile(makespans, 0.99)
                      + " (P99), depending on how busy its guests are and what the network leaves ("
                      + Amounts.duration(host.makespan())
                      + " if all is as stated);"
                      + " its VMs are out for up to "
                      + ReviewTables.quantile(sure.result().downtimes(), 0.5)
                      + ", "
                      + ReviewTables.quantile(sure.result().downtimes(), 0.9)
                      + " or "
                      + ReviewTables.quantile(sure.result().downtimes(), 0.99)
                      + ".");
            });
    sentences.add(
        review.worst().isEmpty()
            ? "There is no live migration; every planned move is a saved state."
            : "How long a move takes and how long its VM is out are two numbers. "
                + (nothingToDo() ? NOTHING_TO_DO : WHAT_HELPS).formatted(GOAL)
                + " Each effect was simulated.");
    List<TableView> tables =
        review.worst().isEmpty()
            ? List.of()
            : List.of(TableView.of(Sheet.of(ReviewTables.worst(review.worst()))));
    return new PartOfReview("summary", "Summary", "In short", sentences, Optional.empty(), tables);
  }

  private boolean nothingToDo() {
    return review.worst().stream()
        .map(CapacityReview.Advised::action)
        .allMatch(action -> action.kind() == Advice.Kind.NOTHING && action.reachesGoal());
  }

  private String window() {
    Duration total = review.total();
    String window =
        Amounts.duration(review.window())
            + (review.maintenance().asked().isPresent() ? "" : ", an assumption");
    boolean whole = report.estate().nodes().size() <= Maintenance.MOST_HOSTS;
    String what =
        whole
            ? "Emptying and patching "
                + report.estate().nodes().size()
                + " nodes one after the other takes "
            : "Emptying and patching " + host.host() + " takes ";
    Duration off = review.window().minus(total).abs();
    return what
        + Amounts.duration(total)
        + ", "
        + Amounts.duration(review.rules().patch())
        + " of it for each patch, an assumption. The window ("
        + window
        + ") is "
        + (review.maintenance().fits()
            ? "kept, with " + Amounts.duration(off) + " to spare"
            : "missed by " + Amounts.duration(off))
        + "."
        + (whole
            ? ""
            : " Of more than " + Maintenance.MOST_HOSTS + " nodes only the fullest is planned.");
  }

  private PartOfReview drain() {
    var sentences = new ArrayList<String>();
    sentences.add(
        host.host()
            + " holds the most memory of VMs. It is empty after "
            + Amounts.duration(host.makespan())
            + ", with "
            + review.rules().atOnce().name()
            + " ("
            + review.rules().atOnce().source()
            + "). Migrations on a link share it max-min fairly and slow each other down.");
    sentences.add(Gantt.order(host.order()));
    sentences.add(
        host.keepsReserve()
            ? "Meanwhile one more node could fail: the others have room for its VMs."
            : "Meanwhile no other node may fail: the rest has no room for its VMs.");
    List<String> stuck = review.drains().stream().flatMap(d -> d.stuck().stream()).toList();
    if (!stuck.isEmpty()) {
      sentences.add("No node has room for " + String.join(", ", Crowd.cut(stuck)) + ".");
    }
    var tables = new ArrayList<TableView>();
    tables.add(TableView.of(Sheet.of(Gantt.choices(host))));
    if (review.drains().size() > 1) {
      tables.add(TableView.of(Sheet.of(Gantt.hosts(review.drains(), review.rules().patch()))));
      tables.add(TableView.of(Sheet.of(Gantt.choices(review.drains(), review.rules()))));
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
        "What something else would do",
        List.of(
            (review.whatIfVms() < all
                    ? "The worst " + Amounts.count(review.whatIfVms()) + " VMs"
                    : "All VMs")
                + ", each moved alone, in expected numbers of pages; the drain in the order above."
                + " Other hypervisors stand for their rules: what would happen if live migration"
                + " worked like theirs."),
        Optional.empty(),
        List.of(TableView.of(Sheet.of(ReviewTables.whatIf(review)))));
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
    tables.add(TableView.of(Sheet.of(ReviewTables.quantiles(sure.result()))));
    Optional<ChartView> chart = ReviewTables.tornado(host, sure).map(ChartView::of);
    if (chart.isEmpty()) {
      tables.add(TableView.of(Sheet.of(ReviewTables.sensitivity(sure))));
    }
    sentences.add(
        "Shares of the spread are Sobol indices with two standard errors: alone, and together with"
            + " the other input.");
    return new PartOfReview("sureness", "How sure", "How sure is that", sentences, chart, tables);
  }

  private static String spread(DrainRisk.Input input) {
    return Amounts.percent(input.spread().at(0.1))
        + " to "
        + Amounts.percent(input.spread().at(0.9));
  }
}
