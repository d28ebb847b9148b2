package blackout.exhibit;

import blackout.inventory.Assumption;
import blackout.inventory.Evidence;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.cluster.WorstPlanned;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.MoveInterval.Range;
import blackout.plan.move.Planned;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headlines: the value to plan with, its range, then the value for inputs as stated. */
public final class PlanningText {

  /** A value that fewer percent of the cases reach stands at the end of its range. */
  private static final int LOW = 10;

  private PlanningText() {}

  /** {@code "313 ms (P50 246 ms, P99 480 ms)"}: the planning value and its range. */
  public static String range(Samples samples) {
    return "%s (P50 %s, P99 %s)"
        .formatted(
            ReviewTables.quantile(samples, Planned.LEVEL),
            ReviewTables.quantile(samples, 0.5),
            ReviewTables.quantile(samples, 0.99));
  }

  /**
   * What to plan with for one move, the range of the same cases, and what would narrow it.
   *
   * @param stated what happens with the inputs as stated
   */
  public static List<String> lines(MoveInterval interval, Outcome stated) {
    var lines = new ArrayList<String>();
    lines.add(headline(interval.planned()));
    lines.add(
        "Nine of ten of the same cases: downtime %s, migration time %s; %s that it completes."
            .formatted(
                range(interval.downtime()),
                range(interval.total()),
                Amounts.percent(interval.completesRatio())));
    lines.add(stated("As stated, with the network to itself", interval.planned(), stated));
    lines.add("Evidence: " + Planned.TYPED + ". Open in every case: " + interval.spread() + ".");
    interval
        .narrower()
        .ifPresent(
            n ->
                lines.add(
                    "Measure %s first (%s): migration time %s then."
                        .formatted(n.source().label(), n.source().how(), range(n.total()))));
    return lines;
  }

  /** The same for spreads that were stated. */
  public static List<String> atMedians(Planned planned, Outcome middle) {
    return List.of(
        headline(planned),
        stated("With every input at its median", planned, middle),
        "Evidence: inputs and spreads as stated, not measured here. Open beside them: "
            + MoveInterval.BESIDE
            + ".");
  }

  /** {@code "12.1 s to 18 s"}. */
  static String range(Range range) {
    if (Double.isInfinite(range.low())) {
      return "never";
    }
    return RiskText.time(range.low())
        + (Double.isInfinite(range.high())
            ? " or more, perhaps never"
            : " to " + RiskText.time(range.high()));
  }

  private static String headline(Planned planned) {
    double ends = planned.totals().share(Double::isFinite).value();
    return "Plan with P90: "
        + (Double.isFinite(planned.totals().quantile(Planned.LEVEL).value())
            ? "downtime %s, migration time %s."
                .formatted(range(planned.downtimes()), range(planned.totals()))
            : "it never ends; it ends in %s of the cases.".formatted(Amounts.percent(ends)));
  }

  private static String stated(String what, Planned planned, Outcome stated) {
    Optional<Duration> downtime = stated.downtime().map(Downtime::total);
    if (downtime.isEmpty()) {
      return what + ": it never ends.";
    }
    Duration total = stated.record().total();
    String why =
        rank(planned.totals(), total) < LOW
            ? " Few cases are as short: other traffic only slows a move."
            : "";
    return "%s: downtime %s (P%s), migration time %s (P%s).%s"
        .formatted(
            what,
            Amounts.duration(downtime.get()),
            rank(planned.downtimes(), downtime.get()),
            Amounts.duration(total),
            rank(planned.totals(), total),
            why);
  }

  /** The share of the cases that are no longer than a time, in percent. */
  static long rank(Samples samples, Duration time) {
    return Math.round(samples.share(v -> v <= Amounts.seconds(time)).value() * 100);
  }

  /** What to plan with for the VMs of an estate, each alone on the network. */
  public static String worst(WorstPlanned worst, Evidence evidence) {
    return "Plan with P90: longest downtime of a live migration, each VM alone, %s: %s, over dirty rates and network. As stated: %s. Evidence: %s."
        .formatted(
            worst.vm().vm().name(),
            range(worst.planned().downtimes()),
            worst
                .vm()
                .liveDowntime()
                .map(
                    d ->
                        "%s (P%s)"
                            .formatted(
                                Amounts.duration(d.total()),
                                rank(worst.planned().downtimes(), d.total())))
                .orElse("it never ends"),
            evidence.words().replaceFirst(":", ""));
  }

  /** Assumptions, those of one place on one line. */
  public static List<String> assumed(List<Assumption> assumptions) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    for (Assumption assumption : assumptions) {
      byField.computeIfAbsent(assumption.field(), f -> new ArrayList<>()).add(assumption.value());
    }
    return byField.entrySet().stream()
        .map(e -> e.getKey() + ": " + String.join("; ", e.getValue()))
        .toList();
  }
}
