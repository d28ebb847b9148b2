package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.calibrate.Calibration;
import blackout.calibrate.TrackRecord;
import blackout.exhibit.TrackTables;
import blackout.ingest.Loaded;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.PastMoves;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * How right the predictions were for moves that an estate has made already; the answers are those
 * of the command {@code track}.
 *
 * <pre>{@code
 * var track = PastTrack.read("moves");
 * track.figures()      // bias, errors, how often intervals held
 * track.trust()        // how far to trust the numbers of this estate
 * }</pre>
 */
public final class PastTrack {

  /** As many as the command draws by default. */
  private static final int DRAWS = 100;

  private final TrackRecord track;

  private PastTrack(TrackRecord track) {
    this.track = track;
  }

  /**
   * Reads files or folders of past moves, and predicts each from what was known before it.
   *
   * @throws IllegalArgumentException if a file is not there, or a part of it cannot be used
   */
  public static PastTrack read(String... names) {
    return CellInput.read(
        () -> {
          Loaded<List<TrackRecord.Past>> past =
              PastMoves.load(
                  Arrays.stream(names).map(DatasetPath::find).toList(), SourceOptions.NONE);
          require(
              past.problems().isEmpty(),
              "%s",
              past.problems().isEmpty() ? "" : past.problems().get(0));
          return new PastTrack(
              TrackRecord.of(past.value(), Calibration.Settings.defaults().withDraws(DRAWS)));
        });
  }

  /** Everything. */
  public TrackRecord record() {
    return track;
  }

  /** Each move, as it was to be expected and as it went. */
  public Table moves() {
    return TrackTables.moves(track.moves());
  }

  /** How right the predictions were, by group. */
  public Table figures() {
    return TrackTables.figures(track);
  }

  /** How far the numbers of this estate can be trusted, in a sentence. */
  public String trust() {
    return track.sentence();
  }
}
