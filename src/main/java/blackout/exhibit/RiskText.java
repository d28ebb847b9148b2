package blackout.exhibit;

import blackout.plan.move.Risk;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Uncertain results as tables. */
public final class RiskText {

  private static final List<Double> LEVELS = List.of(0.5, 0.9, 0.99);

  private RiskText() {}

  /** The quantiles of a migration. */
  public static Table quantiles(Risk.Result result) {
    return quantiles("Quantiles", "Downtime", result.downtimes(), "Takes", result.totals());
  }

  /** The same of downtimes and times alone (s). */
  public static Table quantiles(Samples downtimes, Samples totals) {
    return quantiles("Quantiles", "Downtime", downtimes, "Takes", totals);
  }

  /** P50, P90 and P99, each with the interval that holds it with 95 % confidence. */
  static Table quantiles(
      String name, String first, Samples ofFirst, String second, Samples ofSecond) {
    return Table.create(
        name,
        StringColumn.create(
            "Quantile", LEVELS.stream().map(l -> "P" + Math.round(l * 100)).toList()),
        column(first, ofFirst),
        column(second, ofSecond));
  }

  private static StringColumn column(String title, Samples samples) {
    return StringColumn.create(
        title, LEVELS.stream().map(samples::quantile).map(RiskText::interval).toList());
  }

  private static String interval(Samples.Estimate e) {
    return time(e.value()) + " (" + time(e.low()) + " to " + time(e.high()) + ")";
  }

  /** What each input does by itself. */
  public static Table tornado(List<MonteCarlo.Swing<Risk.Input>> swings) {
    return Table.create(
        "One input at its P10 and P90, the others at their medians",
        StringColumn.create("Input", swings.stream().map(s -> s.input().label())),
        StringColumn.create("Downtime at P10", swings.stream().map(s -> time(s.low().downtime()))),
        StringColumn.create("at P90", swings.stream().map(s -> time(s.high().downtime()))),
        StringColumn.create("Takes at P10", swings.stream().map(s -> time(s.low().total()))),
        StringColumn.create("takes at P90", swings.stream().map(s -> time(s.high().total()))));
  }

  /** Sobol's indices. */
  public static Table shares(List<MonteCarlo.Share<Risk.Input>> shares) {
    return Table.create(
        "Shares of the variance of the total time",
        StringColumn.create("Input", shares.stream().map(s -> s.input().label())),
        StringColumn.create(
            "Alone", shares.stream().map(s -> share(s.index().first(), s.index().firstError()))),
        StringColumn.create(
            "With others",
            shares.stream().map(s -> share(s.index().total(), s.index().totalError()))));
  }

  /** A share of cases with its interval: {@code "97.3 % (96.1 to 98.2 %)"}. */
  public static String ratio(Samples.Estimate e) {
    return String.format(
        Locale.ROOT, "%.1f %% (%.1f to %.1f %%)", e.value() * 100, e.low() * 100, e.high() * 100);
  }

  private static String share(double value, double error) {
    return String.format(Locale.ROOT, "%.3f +- %.3f", value, 2 * error);
  }

  /** A time in words. */
  static String time(double seconds) {
    return Double.isInfinite(seconds)
        ? "never"
        : Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}
