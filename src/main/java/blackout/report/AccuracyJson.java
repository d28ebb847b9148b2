package blackout.report;

import blackout.calibrate.AccuracyRow;
import blackout.calibrate.AccuracySummary;
import blackout.calibrate.ErrorFigures;
import blackout.calibrate.ErrorFigures.Errors;
import blackout.calibrate.Finish;
import blackout.calibrate.MissHints;
import blackout.calibrate.PeerAccuracy;
import blackout.calibrate.Prediction.Replays;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Predictions held against measured runs, for other programs. Errors of the total time are shares
 * of the measured time (0.01 is one percent), keys that end in {@code _ms} are milliseconds; the
 * summary has absolute errors, the rows predicted less measured. What does not exist is null.
 */
public final class AccuracyJson {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-accuracy/1";

  private AccuracyJson() {}

  /** The whole of it. */
  public static String of(AccuracyReport report) {
    ObjectNode root = JsonReport.object();
    root.put("schema", SCHEMA);
    root.put("replays", report.accuracy().replays());
    ArrayNode summary = root.putArray("summary");
    report.accuracy().summaries().forEach(s -> summary.add(summary(s)));
    ArrayNode rows = root.putArray("rows");
    report.accuracy().rows().forEach(r -> rows.add(row(r)));
    ArrayNode peers = root.putArray("peers");
    PeerAccuracy.ALL.forEach(p -> peers.add(peer(p)));
    ArrayNode problems = root.putArray("problems");
    report.problems().forEach(problem -> problems.add(problem.toString()));
    ArrayNode provenance = root.putArray("provenance");
    report.provenance().forEach(p -> provenance.add(JsonReport.provenance(p)));
    return JsonReport.text(root);
  }

  private static ObjectNode summary(AccuracySummary summary) {
    ObjectNode node = JsonReport.object();
    node.put("model", summary.model().name());
    node.put("file", summary.file());
    node.setAll(figures(summary.all()));
    node.set("without_auto_converge", figures(summary.plain()));
    node.set("with_auto_converge", figures(summary.autoConverge()));
    return node.put("needs", summary.model().needs());
  }

  private static ObjectNode figures(ErrorFigures figures) {
    ObjectNode node = JsonReport.object();
    Optional<Errors> errors = figures.errors();
    node.put("rows", figures.rows());
    node.put("verdict_right", figures.verdictRight());
    node.put("rows_compared", errors.map(Errors::rows).orElse(0));
    node.put("total_error_median", errors.map(Errors::totalMedian).orElse(null));
    node.put("total_error_p90", errors.map(Errors::totalP90).orElse(null));
    node.put("downtime_error_ms_median", errors.map(Errors::downtimeMedianMillis).orElse(null));
    node.put("downtime_error_ms_p90", errors.map(Errors::downtimeP90Millis).orElse(null));
    node.put("sync_count_error_median", errors.map(Errors::syncCountMedian).orElse(null));
    node.put("sync_count_equal_ratio", errors.map(Errors::syncCountEqualRatio).orElse(null));
    return node.put(
        "sync_count_within_2_ratio", errors.map(Errors::syncCountWithinTwoRatio).orElse(null));
  }

  private static ObjectNode row(AccuracyRow row) {
    ObjectNode node = JsonReport.object();
    node.put("id", row.run().id());
    node.put("file", row.file());
    node.put("model", row.model());
    node.put("auto_converge", row.run().autoConverge());
    node.put("verdict_right", row.verdictRight());
    node.set("predicted", finish(row.prediction().finish()));
    node.set("measured", finish(row.run().measured().finish()));
    node.put("total_error", row.totalErrorRatio().orElse(null));
    node.put("downtime_error_ms", row.downtimeError().map(JsonReport::millis).orElse(null));
    node.put("sync_count_error", row.syncCountError().orElse(null));
    Optional<Replays> replays = row.prediction().replays();
    node.put("total_ms_p10", replays.map(r -> JsonReport.millis(r.totalLow())).orElse(null));
    node.put("total_ms_p90", replays.map(r -> JsonReport.millis(r.totalHigh())).orElse(null));
    ArrayNode hints = node.putArray("hints");
    MissHints.of(row).forEach(hints::add);
    return node;
  }

  private static ObjectNode finish(Optional<Finish> finish) {
    ObjectNode node = JsonReport.object();
    node.put("completed", finish.isPresent());
    node.put("total_ms", finish.map(f -> JsonReport.millis(f.total())).orElse(null));
    node.put("downtime_ms", finish.map(f -> JsonReport.millis(f.downtime())).orElse(null));
    return node.put("dirty_sync_count", finish.map(Finish::syncCount).orElse(null));
  }

  private static ObjectNode peer(PeerAccuracy peer) {
    return JsonReport.object()
        .put("tool", peer.tool())
        .put("source", peer.source())
        .put("rows", PeerAccuracy.ROWS)
        .put("verdict_right", peer.verdictRight())
        .put("total_error_median", peer.totalMedian())
        .put("total_error_p90", peer.totalP90())
        .put("downtime_error_ms_median", peer.downtimeMedianMillis().orElse(null))
        .put("downtime_error_ms_p90", peer.downtimeP90Millis().orElse(null));
  }
}
