package blackout.report.json;

import blackout.calibrate.FitPrediction;
import blackout.calibrate.TrackRecord;
import blackout.calibrate.TrackRecord.Figures;
import blackout.calibrate.TrackRecord.Move;
import blackout.json.Description;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Past moves of an estate, each held against what was to be expected of it before. */
@Description("Past moves, each predicted from what was known before it.")
public record TrackDoc(
    @Description("The name and version of the form.") String schema,
    @Description("How far the numbers of this estate can be trusted, in words.") String sentence,
    @Description("Over all moves.") Group all,
    @Description("By the pair of hosts.") List<Group> byHosts,
    @Description("By how the guest writes.") List<Group> byGuest,
    @Description("Every move, in the order of time.") List<Past> moves,
    @Description("What in the input could not be used, one line each.") List<String> problems,
    @Description("What made this document.") ValidationDoc.Program provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-track/1";

  /** How right the predictions of some moves were. */
  public record Group(
      @Description("What they have in common, untrusted text.") String name,
      @Description("All of them.") int moves,
      @Description("Those that anything was known of before.") int predicted,
      @Description("The median of measured over predicted total time, less 1.")
          @Nullable Double totalBias,
      @Description("The median of its absolute value.") @Nullable Double totalErrorMedian,
      @Description("The P90 of its absolute value.") @Nullable Double totalErrorP90,
      @Description("The share whose interval of the total time held them, 0 to 1.")
          @Nullable Double coverage,
      @Description("The median of measured less predicted downtime, in milliseconds.")
          @Nullable Double downtimeBiasMs,
      @Description("Nine of ten moves to come are off by no more; null if too few tell.")
          @Nullable Double trustRatio) {
    static Group of(String name, Figures f) {
      return new Group(
          name,
          f.moves(),
          f.predicted(),
          f.bias().orElse(null),
          f.median().orElse(null),
          f.p90().orElse(null),
          f.held().orElse(null),
          f.downtimeBiasMillis().orElse(null),
          f.trust().orElse(null));
    }

    static List<Group> of(Map<String, Figures> groups) {
      return groups.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
    }
  }

  /** One move. */
  public record Past(
      @Description("The guest, untrusted text.") String vm,
      @Description("The pair of hosts, untrusted text.") String hosts,
      @Description("How the guest writes.") String writes,
      @Description("Where it is written.") String source,
      @Description("From the command to the end, in seconds.") double totalS,
      @Description("The pause, in seconds; null if it is not known.") @Nullable Double downtimeS,
      @Description("What was to be expected; null if nothing was known of the guest.")
          CalibrationDoc.@Nullable Predicted prediction,
      @Description("The expected total time with the bias of earlier moves taken away, in seconds.")
          @Nullable Double correctedTotalS,
      @Description("What differs from the moves before.") List<String> causes) {
    static Past of(Move move) {
      Optional<FitPrediction> predicted = move.predicted();
      return new Past(
          move.vm(),
          move.hosts(),
          move.guest(),
          move.source(),
          move.total(),
          move.downtime().orElse(null),
          predicted.map(CalibrationDoc.Predicted::of).orElse(null),
          move.corrected().filter(Double::isFinite).orElse(null),
          move.causes());
    }
  }

  /**
   * Everything.
   *
   * @param program the name and version of the program
   */
  public static TrackDoc of(TrackRecord track, List<String> problems, String program) {
    return new TrackDoc(
        SCHEMA,
        track.sentence(),
        Group.of("all", track.all()),
        Group.of(track.byHosts()),
        Group.of(track.byGuest()),
        track.moves().stream().map(Past::of).toList(),
        problems,
        new ValidationDoc.Program(program));
  }
}
