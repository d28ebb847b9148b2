package blackout.exhibit;

import blackout.calibrate.Accuracy;
import blackout.calibrate.AccuracyRow;
import blackout.calibrate.AccuracySummary;
import blackout.calibrate.Coverage;
import blackout.calibrate.ErrorFigures;
import blackout.calibrate.ErrorFigures.Errors;
import blackout.calibrate.Finish;
import blackout.calibrate.MeasuredRun;
import blackout.calibrate.MeasuredRun.LimitedBy;
import blackout.calibrate.MissHints;
import blackout.calibrate.Model;
import blackout.calibrate.PeerAccuracy;
import blackout.calibrate.Prediction;
import blackout.quantity.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The tables of predictions held against measured runs. Medians and percentiles are of errors. */
public final class AccuracyTables {

  private static final String MISSING = "-";
  private static final String MILLIS = "#,##0";
  private static final String PERCENT = "0.0";

  private AccuracyTables() {}

  /** What the page-exact kernel predicts of each run, and what was measured. */
  public static Table rows(Accuracy accuracy) {
    List<AccuracyRow> rows = accuracy.kernelRows();
    return Table.create(
        "Predicted against measured",
        Tables.texts("Row", rows, r -> r.run().id()),
        Tables.texts("Held back by", rows, r -> heldBackBy(r.run())),
        Tables.texts("Completes", rows, AccuracyTables::verdict),
        finish(
            "Total (ms)", MILLIS, rows, AccuracyTables::predicted, f -> f.total().toNanos() / 1e6),
        finish(
            "measured total",
            MILLIS,
            rows,
            AccuracyTables::measured,
            f -> f.total().toNanos() / 1e6),
        optional("off (%)", "+0.0;-0.0", rows, r -> r.totalErrorRatio().map(e -> e * 100)),
        Tables.texts("10..90 % (ms)", rows, AccuracyTables::range),
        finish(
            "Downtime (ms)",
            MILLIS,
            rows,
            AccuracyTables::predicted,
            f -> f.downtime().toNanos() / 1e6),
        finish(
            "measured downtime",
            MILLIS,
            rows,
            AccuracyTables::measured,
            f -> f.downtime().toNanos() / 1e6),
        finish("Syncs", "0", rows, AccuracyTables::predicted, Finish::syncCount),
        finish("measured syncs", "0", rows, AccuracyTables::measured, Finish::syncCount));
  }

  /** The errors of every model on every file. */
  public static Table summary(Accuracy accuracy) {
    return figures("Errors by model", accuracy.summaries(), AccuracySummary::all);
  }

  /** How often intervals of 90 % hold a row that had no part in them, and how wide they are. */
  public static Table coverage(Accuracy accuracy) {
    List<Coverage> rows = accuracy.coverage();
    return Table.create(
        "Intervals of 90 %",
        Tables.texts("Guests", rows, Coverage::kind),
        Tables.texts("Rows", rows, c -> Integer.toString(c.rows())),
        Tables.doubles("Total inside (%)", "0", rows, c -> c.totalHeldRatio() * 100),
        Tables.doubles("median width (%)", "0.0", rows, c -> c.totalWidthRatio() * 100),
        Tables.doubles("Downtime inside (%)", "0", rows, c -> c.downtimeHeldRatio() * 100),
        Tables.doubles("median width (ms)", "0.0", rows, Coverage::downtimeWidthMillis));
  }

  /** The errors of the page-exact kernel with and without auto-converge, where a file has both. */
  public static Table byAutoConverge(Accuracy accuracy) {
    List<AccuracySummary> mixed =
        accuracy.summaries().stream()
            .filter(s -> s.model().name().equals(Model.KERNEL))
            .filter(s -> s.plain().rows() > 0 && s.autoConverge().rows() > 0)
            .toList();
    Table plain = figures("Kernel by auto-converge", mixed, AccuracySummary::plain);
    Table throttled = figures("", mixed, AccuracySummary::autoConverge);
    Table both = plain.append(throttled);
    both.replaceColumn(
        1,
        Tables.texts(
            "Auto-converge",
            IntStream.range(0, both.rowCount()).boxed().toList(),
            i -> i < mixed.size() ? "off" : "on"));
    return both;
  }

  /** The rows that the kernel misses most, and what is known of the reason. */
  public static Table worst(List<AccuracyRow> rows) {
    return Table.create(
        "Missed most",
        Tables.texts("Row", rows, r -> r.run().id()),
        optional("Total off (%)", "+0.0;-0.0", rows, r -> r.totalErrorRatio().map(e -> e * 100)),
        optional(
            "Downtime off (ms)", "+0;-0", rows, r -> r.downtimeError().map(e -> e.toNanos() / 1e6)),
        Tables.texts("Hints", rows, r -> String.join("; ", MissHints.of(r))));
  }

  /** What each model has to be told. */
  public static Table needs(Accuracy accuracy) {
    List<Model> models = accuracy.summaries().stream().map(AccuracySummary::model).toList();
    List<Model> once =
        models.stream().map(Model::name).distinct().map(name -> named(models, name)).toList();
    return Table.create(
        "What each model has to be told",
        Tables.texts("Model", once, Model::name),
        Tables.texts("Needs", once, Model::needs));
  }

  /** How far other tools were off on migrations of the same kind. */
  public static Table peers() {
    List<PeerAccuracy> peers = PeerAccuracy.ALL;
    return Table.create(
        "Other tools",
        Tables.texts("Tool", peers, PeerAccuracy::tool),
        Tables.texts("Completes: right", peers, p -> p.verdictRight() + " of " + PeerAccuracy.ROWS),
        Tables.doubles("Total, median (%)", PERCENT, peers, p -> p.totalMedian() * 100),
        Tables.doubles("90th percentile (%)", PERCENT, peers, p -> p.totalP90() * 100),
        optional("Downtime, median (ms)", "0", peers, PeerAccuracy::downtimeMedianMillis),
        optional("90th percentile (ms)", "0", peers, PeerAccuracy::downtimeP90Millis),
        Tables.texts("Source", peers, PeerAccuracy::source));
  }

  private static Table figures(
      String title, List<AccuracySummary> rows, Function<AccuracySummary, ErrorFigures> part) {
    return Table.create(
        title,
        Tables.texts("File", rows, AccuracySummary::file),
        Tables.texts("Model", rows, s -> s.model().name()),
        Tables.texts(
            "Completes: right",
            rows,
            s -> part.apply(s).verdictRight() + " of " + part.apply(s).rows()),
        Tables.counts(
            "Rows compared", rows, s -> part.apply(s).errors().map(Errors::rows).orElse(0)),
        error("Total, median (%)", "0.00", rows, part, e -> e.totalMedian() * 100),
        error("90th percentile (%)", "0.00", rows, part, e -> e.totalP90() * 100),
        error("Downtime, median (ms)", PERCENT, rows, part, Errors::downtimeMedianMillis),
        error("90th percentile (ms)", PERCENT, rows, part, Errors::downtimeP90Millis),
        error("Syncs equal (%)", "0", rows, part, e -> e.syncCountEqualRatio() * 100),
        error("within 2 (%)", "0", rows, part, e -> e.syncCountWithinTwoRatio() * 100));
  }

  private static DoubleColumn error(
      String title,
      String pattern,
      List<AccuracySummary> rows,
      Function<AccuracySummary, ErrorFigures> part,
      ToDoubleFunction<Errors> figure) {
    return optional(title, pattern, rows, s -> part.apply(s).errors().map(figure::applyAsDouble));
  }

  private static DoubleColumn finish(
      String title,
      String pattern,
      List<AccuracyRow> rows,
      Function<AccuracyRow, Optional<Finish>> end,
      ToDoubleFunction<Finish> figure) {
    return optional(title, pattern, rows, r -> end.apply(r).map(figure::applyAsDouble));
  }

  private static <T> DoubleColumn optional(
      String title, String pattern, List<T> rows, Function<T, Optional<Double>> cell) {
    return Tables.doubles(title, pattern, rows, r -> cell.apply(r).orElse(Double.NaN));
  }

  private static Optional<Finish> predicted(AccuracyRow row) {
    return row.prediction().finish();
  }

  private static Optional<Finish> measured(AccuracyRow row) {
    return row.run().measured().finish();
  }

  private static String heldBackBy(MeasuredRun run) {
    return (run.limitedBy() == LimitedBy.WIRE ? "wire " : "sender ")
        + Amounts.rate(run.rate())
        + (run.autoConverge() ? ", throttles" : "");
  }

  private static String verdict(AccuracyRow row) {
    String word = row.prediction().finish().isPresent() ? "yes" : "no";
    return row.verdictRight() ? word : word + ": wrong";
  }

  private static String range(AccuracyRow row) {
    return row.prediction().replays().map(AccuracyTables::range).orElse(MISSING);
  }

  private static String range(Prediction.Replays replays) {
    var millis = Amounts.decimal(MILLIS);
    return millis.format(replays.totalLow().toNanos() / 1e6)
        + " .. "
        + millis.format(replays.totalHigh().toNanos() / 1e6);
  }

  private static Model named(List<Model> models, String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }
}
