package blackout.exhibit;

import blackout.calibrate.FitPrediction;
import blackout.calibrate.TrackRecord;
import blackout.calibrate.TrackRecord.Figures;
import blackout.calibrate.TrackRecord.Move;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** The tables of past moves held against what was to be expected of them. */
public final class TrackTables {

  private static final String MISSING = "-";
  private static final String SIGNED = "+0.0;-0.0";
  private static final String TENTHS = "0.0";
  private static final String WHOLE = "+0;-0";

  private TrackTables() {}

  /** A line for each move. */
  public static Table moves(List<Move> moves) {
    return Table.create(
        "Past moves",
        Tables.texts("VM", moves, Move::vm),
        Tables.texts("Hosts", moves, Move::hosts),
        Tables.texts("Writes", moves, Move::guest),
        Tables.texts("Predicted", moves, TrackTables::predicted),
        Tables.texts("Took", moves, m -> time(m.total())),
        Tables.doubles("off (%)", SIGNED, moves, m -> percent(m.miss())),
        Tables.texts(
            "inside", moves, m -> m.held().map(held -> held ? "yes" : "no").orElse(MISSING)),
        Tables.texts("Pause", moves, m -> m.downtime().map(TrackTables::time).orElse(MISSING)),
        Tables.doubles("off (ms)", WHOLE, moves, m -> m.downtimeMissMillis().orElse(Double.NaN)));
  }

  /** The moves that were missed most, with what differs from the moves before. */
  public static Table worst(List<Move> moves) {
    return Table.create(
        "Missed most",
        Tables.texts("VM", moves, Move::vm),
        Tables.texts("Move", moves, Move::source),
        Tables.texts("off (%)", moves, m -> m.miss().map(TrackTables::signed).orElse("never")),
        Tables.texts("Likely because", moves, m -> String.join("; ", m.causes())));
  }

  /** How right the predictions are, all together and by group. */
  public static Table figures(TrackRecord track) {
    Map<String, Figures> groups = new LinkedHashMap<>();
    groups.put("all", track.all());
    track.byHosts().forEach((name, of) -> groups.put("hosts " + name, of));
    track.byGuest().forEach((name, of) -> groups.put("writes " + name, of));
    List<Map.Entry<String, Figures>> rows = List.copyOf(groups.entrySet());
    return Table.create(
        "How right",
        Tables.texts("Moves", rows, Map.Entry::getKey),
        Tables.counts("All", rows, r -> r.getValue().moves()),
        Tables.counts("Predicted", rows, r -> r.getValue().predicted()),
        Tables.doubles("Bias (%)", SIGNED, rows, r -> percent(r.getValue().bias())),
        Tables.doubles("Off, median (%)", TENTHS, rows, r -> percent(r.getValue().median())),
        Tables.doubles("90th percentile (%)", TENTHS, rows, r -> percent(r.getValue().p90())),
        Tables.doubles("Inside (%)", TENTHS, rows, r -> percent(r.getValue().held())),
        Tables.doubles(
            "Pause, bias (ms)",
            WHOLE,
            rows,
            r -> r.getValue().downtimeBiasMillis().orElse(Double.NaN)));
  }

  private static String predicted(Move move) {
    return move.predicted()
        .map(FitPrediction::totalSeconds)
        .map(t -> Double.isInfinite(t.value()) ? "never" : time(t.value()))
        .orElse(MISSING);
  }

  private static String time(double seconds) {
    return Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static String signed(double ratio) {
    return String.format(Locale.ROOT, "%+.1f", ratio * 100);
  }

  /** Without a sign of zero. */
  private static double percent(Optional<Double> ratio) {
    return ratio.map(r -> Math.round(r * 1000) / 10.0 + 0.0).orElse(Double.NaN);
  }
}
