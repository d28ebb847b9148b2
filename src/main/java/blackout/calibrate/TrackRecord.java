package blackout.calibrate;

import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.HostProfile.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Past moves of an estate, each predicted from what was known of its guest before it, and what that
 * says of the predictions to come.
 *
 * @param moves those that ended, in the order of time
 */
public record TrackRecord(List<Move> moves) {

  /** Moves of one guest that its next one is predicted from: the latest of them. */
  private static final int LATEST = 3;

  /** Moves of a pair of hosts before their bias is believed. */
  private static final int FEWEST_FOR_BIAS = 3;

  /** A smaller miss needs no cause. */
  private static final double LEAST_MISS = 0.01;

  /** The share of moves to come that {@link Figures#trust} speaks of. */
  public static final double TRUSTED = 0.9;

  /** A rate, or memory in use, that differs by less is the same. */
  private static final double SAME = 0.03;

  /**
   * Something that was measured of a guest.
   *
   * @param hosts the pair of hosts, as the source calls it
   * @param vm the guest, where the observation does not name it
   */
  public record Past(String hosts, String vm, Observation observation) {
    String guest() {
      return observation.vm().orElse(vm);
    }
  }

  /**
   * One move.
   *
   * @param vm the guest, untrusted text
   * @param hosts the pair of hosts, untrusted text
   * @param guest the class of the guest: how its writes are spread; "not known" before it was seen
   * @param source where it is written
   * @param total from the command to the end (s)
   * @param downtime the pause (s), if it is known
   * @param predicted what was to be expected of it; empty if nothing was known of its guest
   * @param corrected the total time (s), with the bias of the earlier moves between these hosts
   * @param causes what differs from the moves before, most telling first
   */
  public record Move(
      String vm,
      String hosts,
      String guest,
      String source,
      double total,
      Optional<Double> downtime,
      Optional<FitPrediction> predicted,
      Optional<Double> corrected,
      List<String> causes) {

    /** Whether it was predicted to end, so that its times can be compared. */
    public boolean isScored() {
      return predicted.filter(p -> Double.isFinite(p.totalSeconds().value())).isPresent();
    }

    /** Measured over predicted total time, less 1. */
    public Optional<Double> miss() {
      return predicted.map(p -> total / p.totalSeconds().value() - 1).filter(ratio -> isScored());
    }

    /** Measured less predicted pause (ms). */
    public Optional<Double> downtimeMissMillis() {
      return predicted
          .filter(p -> isScored())
          .flatMap(p -> downtime.map(d -> (d - p.downtimeSeconds().value()) * 1e3));
    }

    /** Whether the interval of the total time held it. */
    public Optional<Boolean> held() {
      return predicted.map(
          p -> p.totalSeconds().low() <= total && total <= p.totalSeconds().high());
    }
  }

  /**
   * How right the predictions were over some moves.
   *
   * @param moves all of them
   * @param predicted those that anything was known of before
   * @param bias the median of measured over predicted total time, less 1
   * @param median the median of its absolute value
   * @param p90 the 90th percentile of it
   * @param held the share whose interval of the total time held them
   * @param downtimeBiasMillis the median of measured less predicted pause (ms)
   * @param trust the share by which nine of ten moves to come are off at most; empty where the
   *     moves are too few to say (split conformal prediction)
   */
  public record Figures(
      int moves,
      int predicted,
      Optional<Double> bias,
      Optional<Double> median,
      Optional<Double> p90,
      Optional<Double> held,
      Optional<Double> downtimeBiasMillis,
      Optional<Double> trust) {

    static Figures of(List<Move> moves) {
      List<Double> misses = moves.stream().flatMap(m -> m.miss().stream()).toList();
      List<Double> sizes = misses.stream().map(Math::abs).sorted().toList();
      List<Double> pauses = moves.stream().flatMap(m -> m.downtimeMissMillis().stream()).toList();
      List<Boolean> held = moves.stream().flatMap(m -> m.held().stream()).toList();
      int rank = (int) Math.ceil(TRUSTED * (sizes.size() + 1));
      return new Figures(
          moves.size(),
          (int) moves.stream().filter(m -> m.predicted.isPresent()).count(),
          some(misses, 50),
          some(sizes, 50),
          some(sizes, 90),
          held.isEmpty()
              ? Optional.empty()
              : Optional.of((double) held.stream().filter(h -> h).count() / held.size()),
          some(pauses, 50),
          rank <= sizes.size() ? Optional.of(sizes.get(rank - 1)) : Optional.empty());
    }

    private static Optional<Double> some(List<Double> values, double percent) {
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(Percentiles.of(values, v -> v, percent));
    }
  }

  public TrackRecord {
    moves = List.copyOf(moves);
  }

  /**
   * Predicts each move that ended from what was known before it.
   *
   * @param past in the order of time
   * @param settings what the sources do not say
   */
  public static TrackRecord of(List<Past> past, Settings settings) {
    var moves = new ArrayList<Move>();
    Map<String, List<Observation>> known = new HashMap<>();
    for (Past each : past) {
      List<Observation> before = known.computeIfAbsent(each.guest(), g -> new ArrayList<>());
      if (each.observation instanceof Observation.WatchedMigration watched) {
        move(each, watched, before, moves, settings).ifPresent(moves::add);
      }
      before.add(each.observation);
    }
    return new TrackRecord(moves);
  }

  private static Optional<Move> move(
      Past past,
      Observation.WatchedMigration watched,
      List<Observation> before,
      List<Move> earlier,
      Settings settings) {
    ObservedMigration seen = watched.migration();
    Optional<Double> total =
        seen.total()
            .or(() -> seen.record().filter(r -> r.last().completed()).map(r -> r.last().elapsed()))
            .map(t -> t.toNanos() / 1e9)
            .filter(t -> t > 0);
    if (total.isEmpty()) {
      return Optional.empty();
    }
    Optional<CalibratedVm> fitted =
        Calibration.of(latest(before), asked(past.guest(), seen, settings)).vms().stream()
            .findFirst();
    Optional<WorkloadFit> best = fitted.flatMap(CalibratedVm::best);
    Optional<FitPrediction> predicted =
        best.flatMap(fit -> fitted.map(vm -> vm.predictions().get(fit.basis())));
    Optional<Double> bias =
        Optional.of(earlier.stream().filter(m -> m.hosts.equals(past.hosts)).toList())
            .filter(same -> same.stream().filter(Move::isScored).count() >= FEWEST_FOR_BIAS)
            .flatMap(same -> Figures.of(same).bias);
    return Optional.of(
        new Move(
            past.guest(),
            past.hosts,
            best.map(WorkloadFit::shape).orElse("not known"),
            watched.source(),
            total.get(),
            seen.record()
                .flatMap(r -> r.lastOf(Counter.DOWNTIME_SECONDS))
                .or(() -> seen.finish().map(f -> f.downtime().toNanos() / 1e9)),
            predicted,
            predicted.flatMap(p -> bias.map(b -> p.totalSeconds().value() * (1 + b))),
            causes(seen, latest(before), predicted)));
  }

  /** The latest moves, and all that is not one. */
  private static List<Observation> latest(List<Observation> before) {
    List<Observation> moves =
        before.stream().filter(Observation.WatchedMigration.class::isInstance).toList();
    List<Observation> old = moves.subList(0, Math.max(0, moves.size() - LATEST));
    return before.stream().filter(o -> !old.contains(o)).toList();
  }

  /** The move as it was asked for: its options are known before it, its times are not. */
  private static Settings asked(String vm, ObservedMigration seen, Settings usual) {
    MigrationOptions options = usual.options();
    Optional<Attempt> record = seen.record();
    if (record.flatMap(Attempt::throttle).isPresent()) {
      options = options.withAutoConverge(true);
    }
    if (record.filter(Attempt::postCopy).isPresent()) {
      Duration after =
          record.get().polls().stream()
              .filter(p -> !p.postCopy())
              .reduce((a, b) -> b)
              .map(MigrationPoll::elapsed)
              .orElse(Duration.ZERO);
      options =
          options.withPostCopy(
              new PostCopy(Optional.of(after), Optional.empty(), PostCopy.ASSUMED_ROUND_TRIP));
    }
    return usual
        .withVm(vm)
        .withOptions(options)
        .withSenderLimit(record.flatMap(Attempt::limit).or(usual.link()::senderLimit));
  }

  private static List<String> causes(
      ObservedMigration seen, List<Observation> before, Optional<FitPrediction> predicted) {
    var causes = new ArrayList<String>();
    if (predicted.isEmpty()) {
      return List.of("nothing was known of the guest before");
    }
    if (Double.isInfinite(predicted.get().totalSeconds().value())) {
      causes.add("its load ended, or it wrote less than before");
    }
    Optional<ObservedMigration> last =
        before.stream()
            .filter(Observation.WatchedMigration.class::isInstance)
            .map(o -> ((Observation.WatchedMigration) o).migration())
            .reduce((a, b) -> b);
    last.flatMap(ObservedMigration::rate)
        .ifPresent(
            was ->
                seen.rate()
                    .filter(now -> differs(now.bytesPerSecond(), was.bytesPerSecond()))
                    .ifPresent(
                        now ->
                            causes.add(
                                "its stream carried "
                                    + Amounts.linkRate(now)
                                    + ", that of the move before "
                                    + Amounts.linkRate(was))));
    last.flatMap(ObservedMigration::totals)
        .ifPresent(
            was ->
                seen.totals()
                    .filter(
                        now -> differs((double) now.residentPages(), (double) was.residentPages()))
                    .ifPresent(
                        now ->
                            causes.add(
                                "%s %s memory was in use"
                                    .formatted(
                                        Amounts.percent(
                                            Math.abs(
                                                (double) now.residentPages() / was.residentPages()
                                                    - 1)),
                                        now.residentPages() > was.residentPages()
                                            ? "more"
                                            : "less"))));
    if (causes.isEmpty()) {
      causes.add("the guest wrote otherwise, or chance");
    }
    return causes;
  }

  private static boolean differs(double now, double was) {
    return Math.abs(now / Math.max(1e-9, was) - 1) > SAME;
  }

  /** Over all moves. */
  public Figures all() {
    return Figures.of(moves);
  }

  /** By the pair of hosts. */
  public Map<String, Figures> byHosts() {
    return by(Move::hosts);
  }

  /** By the class of the guest. */
  public Map<String, Figures> byGuest() {
    return by(Move::guest);
  }

  private Map<String, Figures> by(Function<Move, String> key) {
    var groups = new TreeMap<String, List<Move>>();
    moves.forEach(m -> groups.computeIfAbsent(key.apply(m), k -> new ArrayList<>()).add(m));
    var figures = new LinkedHashMap<String, Figures>();
    groups.forEach((name, some) -> figures.put(name, Figures.of(some)));
    return figures;
  }

  /** The moves that were missed most, those predicted never to end first. */
  public List<Move> worst(int most) {
    return moves.stream()
        .filter(m -> m.predicted.isPresent())
        .filter(m -> m.miss().map(Math::abs).orElse(1.0) >= LEAST_MISS)
        .sorted(
            Comparator.comparingDouble(
                m -> -m.miss().map(Math::abs).orElse(Double.POSITIVE_INFINITY)))
        .limit(most)
        .toList();
  }

  /** What the record allows to be said of the numbers of this estate. */
  public String sentence() {
    Figures all = all();
    long scored = moves.stream().filter(Move::isScored).count();
    return all.trust
        .map(
            trust ->
                "Trust the migration times of this estate to "
                    + Amounts.percent(trust)
                    + ": nine of ten of its next moves are off by no more, as "
                    + scored
                    + " past moves say")
        .orElseGet(
            () ->
                Text.count(scored, "past move")
                    + " could be compared; nine are needed to say how far the numbers of"
                    + " this estate can be trusted");
  }

  /**
   * A profile that takes the bias away: a payload share that makes up for moves that take longer
   * than predicted, and a fixed pause longer or shorter by the median miss of the pauses. Moves
   * shorter than predicted leave the payload at its most.
   */
  public HostProfile corrected(HostProfile usual) {
    Figures all = all();
    HostProfile profile = usual;
    if (all.bias.isPresent()) {
      List<Double> ratios = moves.stream().flatMap(m -> m.miss().stream()).map(r -> 1 + r).toList();
      Figure payload =
          Optional.ofNullable(usual.figures().get(HostFigure.PAYLOAD))
              .orElse(new Figure(1, 1, 1, ""));
      double value = Math.min(1, payload.value() / (1 + all.bias.get()));
      double low = Math.min(value, payload.value() / Percentiles.of(ratios, r -> r, 95));
      double high = Math.max(value, payload.value() / Percentiles.of(ratios, r -> r, 5));
      profile =
          profile.with(
              HostFigure.PAYLOAD,
              new Figure(value, low, Math.min(1, high), ratios.size() + " past moves"));
    }
    if (all.downtimeBiasMillis.isPresent()) {
      double miss = all.downtimeBiasMillis.get();
      Figure fixed =
          Optional.ofNullable(usual.figures().get(HostFigure.FIXED_PAUSE))
              .orElse(new Figure(15, 2, 40, ""));
      double value = Math.max(0, fixed.value() + miss);
      profile =
          profile.with(
              HostFigure.FIXED_PAUSE,
              new Figure(
                  value,
                  Math.min(value, Math.max(0, fixed.low() + Math.min(0, miss))),
                  Math.max(value, fixed.high() + Math.max(0, miss)),
                  "the pauses of past moves"));
    }
    return new HostProfile(
        "track", "corrected by " + moves.size() + " past moves", profile.figures());
  }
}
