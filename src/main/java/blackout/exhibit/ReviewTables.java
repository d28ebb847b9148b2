package blackout.exhibit;

import blackout.outcome.Downtime;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.CapacityReview.Advised;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.DrainRisk.Input;
import blackout.plan.drain.WhatIf;
import blackout.plan.move.Advice;
import blackout.plan.stats.MonteCarlo.Swing;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import java.awt.Color;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** A capacity review as tables and as a chart. */
public final class ReviewTables {

  private ReviewTables() {}

  /** The VMs that stand out, each with one action. */
  public static Table worst(List<Advised> vms) {
    return Table.create(
        "VMs with the longest downtime, and what helps",
        Tables.texts("VM", vms, a -> a.vm().vm().name()),
        Tables.durations(
            "Downtime now",
            vms,
            a -> seconds(a.vm().liveDowntime().map(Downtime::total)),
            Tables.MISSING),
        Tables.durations("Accepted", vms, Advised::goal),
        Tables.texts("Action", vms, a -> AdviceText.words(a.action())),
        Tables.durations("Downtime then", vms, a -> seconds(a.action().downtime()), Tables.MISSING),
        Tables.texts("Reaches the target", vms, a -> a.action().reachesGoal() ? "yes" : "no"),
        Tables.texts("Bandwidth needed", vms, ReviewTables::bandwidth));
  }

  private static String bandwidth(Advised vm) {
    if (vm.action().kind() == Advice.Measure.NOTHING && vm.action().reachesGoal()) {
      return "current link suffices";
    }
    return vm.bandwidth()
        .map(b -> Amounts.linkRate(new DataRate(b)))
        .orElse("no bandwidth suffices");
  }

  /** What-if scenarios. */
  public static Table whatIf(CapacityReview review) {
    List<WhatIf> cases = review.whatIf();
    return Table.create(
        "What if",
        Tables.texts("Case", cases, WhatIf::change),
        Tables.counts("Never end (VMs)", cases, WhatIf::neverEnding),
        Tables.counts("Over 1 s (VMs)", cases, WhatIf::overGoal),
        Tables.durations(
            "Longest downtime", cases, c -> seconds(c.longestDowntime()), Tables.MISSING),
        Tables.durations("Longest move", cases, c -> seconds(c.longestTime()), Tables.MISSING),
        Tables.durations(
            review.fullest().drain().host() + " empty after",
            cases,
            c -> c.drained().map(Amounts::seconds).orElse(Double.NaN),
            Tables.MISSING));
  }

  /** In seconds; what is empty never ends. */
  private static double seconds(Optional<Duration> time) {
    return time.map(Amounts::seconds).orElse(Double.POSITIVE_INFINITY);
  }

  /** The quantiles of a drain. */
  public static Table quantiles(DrainRisk.Result result) {
    return RiskText.quantiles(
        "How long it may take",
        "Host empty after",
        result.makespans(),
        "Longest downtime",
        result.downtimes());
  }

  /** What each input does by itself, and its share of the spread. */
  public static Table sensitivity(CapacityReview.Sureness sure) {
    List<Swing<Input>> swings = sure.tornado();
    return Table.create(
        "One input at its P10 and P90, the other as stated",
        Tables.texts("Input", swings, s -> s.input().label()),
        time("Empty after at P10", swings, s -> s.low().total()),
        time("empty at P90", swings, s -> s.high().total()),
        time("Longest downtime at P10", swings, s -> s.low().downtime()),
        time("downtime at P90", swings, s -> s.high().downtime()),
        Tables.texts("Share of the spread, alone", swings, s -> share(sure, s, true)),
        Tables.texts("with the other", swings, s -> share(sure, s, false)));
  }

  private static DoubleColumn time(
      String title, List<Swing<Input>> swings, ToDoubleFunction<Swing<Input>> seconds) {
    return Tables.durations(title, swings, seconds, Tables.MISSING);
  }

  private static String share(CapacityReview.Sureness sure, Swing<Input> swing, boolean alone) {
    return sure.shares().stream()
        .filter(s -> s.input() == swing.input())
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "%.2f +- %.2f",
                    alone ? s.index().first() : s.index().total(),
                    2 * (alone ? s.index().firstError() : s.index().totalError())))
        .findFirst()
        .orElse(Tables.MISSING);
  }

  /**
   * The tornado: from which to which time each input moves the end of the drain.
   *
   * @return empty if a migration never ends at one of the ends
   */
  public static Optional<Chart> tornado(Drain drain, CapacityReview.Sureness sure) {
    List<Swing<Input>> swings = sure.tornado();
    boolean finite =
        swings.stream()
            .allMatch(s -> Double.isFinite(s.low().total()) && Double.isFinite(s.high().total()));
    if (!finite) {
      return Optional.empty();
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(260)
            .xAxisTitle("Input")
            .yAxisTitle(TerminalText.plain(drain.host()) + " is empty after (s)")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setAvailableSpaceFill(0.5);
    List<String> names = swings.stream().map(s -> s.input().label()).toList();
    bar(
        chart,
        "at its P10",
        names,
        swings.stream().map(s -> s.low().total()).toList(),
        Palette.LIVE);
    bar(
        chart,
        "at its P90",
        names,
        swings.stream().map(s -> s.high().total()).toList(),
        Palette.SAVED);
    String widest = swings.get(0).input().label();
    String description =
        "Drain time is most sensitive to the %s; measure that first.".formatted(widest);
    return Optional.of(
        new Chart("tornado", "What the drain depends on", description, chart, sensitivity(sure)));
  }

  private static void bar(
      CategoryChart chart, String name, List<String> names, List<Double> values, Palette ink) {
    Color color = ink.color();
    chart.addSeries(name, names, values).setFillColor(color);
  }

  /** A time of a quantile in words. */
  public static String quantile(Samples samples, double level) {
    return RiskText.time(samples.quantile(level).value());
  }
}
