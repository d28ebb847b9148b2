package blackout.report.json;

import blackout.calibrate.AccuracyRow;
import blackout.calibrate.AccuracySummary;
import blackout.calibrate.Coverage;
import blackout.calibrate.ErrorFigures;
import blackout.calibrate.ErrorFigures.Errors;
import blackout.calibrate.Finish;
import blackout.calibrate.MissHints;
import blackout.calibrate.PeerAccuracy;
import blackout.calibrate.Prediction.Replays;
import blackout.json.Description;
import blackout.report.AccuracyReport;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predictions held against measured runs, for other programs. Errors of the total time are shares
 * of the measured time (0.01 is one percent), keys that end in {@code _ms} are milliseconds; the
 * summary has absolute errors, the rows predicted less measured. What does not exist is null.
 */
@Description("Predictions held against measured runs.")
public record AccuracyDoc(
    @Description("The name and version of the form.") String schema,
    @Description("Replays of the page-exact kernel for each row.") int replays,
    @Description("Absolute errors, by model and file.") List<Summary> summary,
    @Description("How often intervals of 90 % hold a row that had no part in them.")
        List<Held> coverage,
    @Description("Errors of each row, by model: predicted less measured.") List<Row> rows,
    @Description("What other tools state of themselves.") List<Peer> peers,
    @Description("What in the input could not be used, one line each.") List<String> problems,
    @Description("What made this document, of what; for each file.")
        List<ReportDoc.ProvenanceDoc> provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-accuracy/1";

  /** Intervals made from the other rows. */
  public record Held(
      @Description("What is known of the guests.") String guests,
      @Description("The share that the intervals are to hold, 0 to 1.") double nominal,
      @Description("The rows that completed in truth and by the kernel.") int rows,
      @Description("The share of them whose total time is inside, 0 to 1.") double total,
      @Description("The median width of that interval, a share of the time.") double totalWidth,
      @Description("The share of them whose downtime is inside, 0 to 1.") double downtime,
      @Description("The median width of that interval, in milliseconds.") double downtimeWidthMs) {
    static Held of(Coverage c) {
      return new Held(
          c.kind(),
          Coverage.NOMINAL,
          c.rows(),
          c.totalHeldRatio(),
          c.totalWidthRatio(),
          c.downtimeHeldRatio(),
          c.downtimeWidthMillis());
    }
  }

  /** The errors of a model over a file. */
  public record Summary(
      @Description("The name of the model.") String model,
      @Description("The name of the file.") String file,
      @JsonUnwrapped Figures all,
      @Description("The rows without auto-converge.") Figures withoutAutoConverge,
      @Description("The rows with auto-converge.") Figures withAutoConverge,
      @Description("What the model needs to know.") String needs) {
    static Summary of(AccuracySummary summary) {
      return new Summary(
          summary.model().name(),
          summary.file(),
          Figures.of(summary.all()),
          Figures.of(summary.plain()),
          Figures.of(summary.autoConverge()),
          summary.model().needs());
    }
  }

  /** Absolute errors over some rows; those of rows that completed in both are null if none did. */
  public record Figures(
      @Description("The number of rows.") int rows,
      @Description("The rows whose end, completed or not, was predicted.") int verdictRight,
      @Description("The rows that completed in both.") int rowsCompared,
      @Description("The median error of the total time, a share of the measured one.")
          @Nullable Double totalErrorMedian,
      @Description("The P90 of the error of the total time, a share of the measured one.")
          @Nullable Double totalErrorP90,
      @Description("The median error of the downtime, in milliseconds.")
          @Nullable Double downtimeErrorMsMedian,
      @Description("The P90 of the error of the downtime, in milliseconds.")
          @Nullable Double downtimeErrorMsP90,
      @Description("The median error of the count of log readings.")
          @Nullable Double syncCountErrorMedian,
      @Description("The share of rows whose log readings were predicted, 0 to 1.")
          @Nullable Double syncCountEqualRatio,
      @JsonProperty("sync_count_within_2_ratio")
          @Description("The share of rows at most 2 log readings off, 0 to 1.")
          @Nullable Double syncCountWithinTwoRatio) {
    static Figures of(ErrorFigures figures) {
      Optional<Errors> errors = figures.errors();
      return new Figures(
          figures.rows(),
          figures.verdictRight(),
          errors.map(Errors::rows).orElse(0),
          errors.map(Errors::totalMedian).orElse(null),
          errors.map(Errors::totalP90).orElse(null),
          errors.map(Errors::downtimeMedianMillis).orElse(null),
          errors.map(Errors::downtimeP90Millis).orElse(null),
          errors.map(Errors::syncCountMedian).orElse(null),
          errors.map(Errors::syncCountEqualRatio).orElse(null),
          errors.map(Errors::syncCountWithinTwoRatio).orElse(null));
    }
  }

  /** A measured run and one prediction of it. */
  public record Row(
      @Description("The id of the run.") String id,
      @Description("The name of its file.") String file,
      @Description("The name of the model.") String model,
      @Description("Whether auto-converge was on.") boolean autoConverge,
      @Description("Whether the end, completed or not, was predicted.") boolean verdictRight,
      @Description("What was predicted.") End predicted,
      @Description("What was measured.") End measured,
      @Description("The error of the total time, a share of the measured one; null if not both.")
          @Nullable Double totalError,
      @Description("The error of the downtime, in milliseconds; null if not both.")
          @Nullable Duration downtimeErrorMs,
      @Description("The error of the count of log readings; null if not both.")
          @Nullable Integer syncCountError,
      @Description("The P10 of the total time over all replays, in milliseconds; null for others.")
          @Nullable Duration totalMsP10,
      @Description("The P90 of the total time over all replays, in milliseconds; null for others.")
          @Nullable Duration totalMsP90,
      @Description("What may explain a miss.") List<String> hints) {
    static Row of(AccuracyRow row) {
      Optional<Replays> replays = row.prediction().replays();
      return new Row(
          row.run().id(),
          row.file(),
          row.model(),
          row.run().autoConverge(),
          row.verdictRight(),
          End.of(row.prediction().finish()),
          End.of(row.run().measured().finish()),
          row.totalErrorRatio().orElse(null),
          row.downtimeError().orElse(null),
          row.syncCountError().orElse(null),
          replays.map(Replays::totalLow).orElse(null),
          replays.map(Replays::totalHigh).orElse(null),
          MissHints.of(row));
    }
  }

  /** How a migration ended; times and counts are null if it did not complete. */
  public record End(
      @Description("Whether it completed.") boolean completed,
      @Description("From the command to the end, in milliseconds.") @Nullable Duration totalMs,
      @Description("The pause, in milliseconds.") @Nullable Duration downtimeMs,
      @Description("How often the dirty log was read.") @Nullable Integer dirtySyncCount) {
    static End of(Optional<Finish> finish) {
      return new End(
          finish.isPresent(),
          finish.map(Finish::total).orElse(null),
          finish.map(Finish::downtime).orElse(null),
          finish.map(Finish::syncCount).orElse(null));
    }
  }

  /** What another tool states of itself. */
  public record Peer(
      @Description("The tool.") String tool,
      @Description("Where that is stated.") String source,
      @Description("The number of rows.") int rows,
      @Description("The rows whose end, completed or not, was predicted.") int verdictRight,
      @Description("The median error of the total time, a share of the measured one.")
          double totalErrorMedian,
      @Description("The P90 of the error of the total time, a share of the measured one.")
          double totalErrorP90,
      @Description("The median error of the downtime, in milliseconds; null if not stated.")
          @Nullable Double downtimeErrorMsMedian,
      @Description("The P90 of the error of the downtime, in milliseconds; null if not stated.")
          @Nullable Double downtimeErrorMsP90) {
    static Peer of(PeerAccuracy peer) {
      return new Peer(
          peer.tool(),
          peer.source(),
          PeerAccuracy.ROWS,
          peer.verdictRight(),
          peer.totalMedian(),
          peer.totalP90(),
          peer.downtimeMedianMillis().orElse(null),
          peer.downtimeP90Millis().orElse(null));
    }
  }

  /** The whole of it. */
  public static AccuracyDoc of(AccuracyReport report) {
    return new AccuracyDoc(
        SCHEMA,
        report.accuracy().replays(),
        report.accuracy().summaries().stream().map(Summary::of).toList(),
        report.accuracy().coverage().stream().map(Held::of).toList(),
        report.accuracy().rows().stream().map(Row::of).toList(),
        PeerAccuracy.ALL.stream().map(Peer::of).toList(),
        report.problems().stream().map(Object::toString).toList(),
        report.provenance().stream().map(ReportDoc.ProvenanceDoc::of).toList());
  }
}
