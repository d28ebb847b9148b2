package blackout.plan.cluster;

import static blackout.quantity.Require.entry;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.outcome.Downtime;
import blackout.plan.move.Remedy;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The availability of every VM over a year, for each strategy of planned moves.
 *
 * <pre>
 *   planned   = patch cycles * moves per cycle * downtime of a move
 *   unplanned = crashes per node and year * downtime after a crash of its node
 * </pre>
 *
 * <p>Expected values: a year with a crash is worse, one without is better. Crashes are independent
 * of moves. A VM whose live migration never ends is saved instead; one that does not start by
 * itself after a crash is out for the time a person needs.
 *
 * @param calendar what happens in a year
 * @param strategies the strategies that the estate has a choice of
 * @param usual the one that the cluster follows by itself
 * @param vms the VMs in the order of the estate
 */
public record AvailabilityPlan(
    Calendar calendar, List<MoveStrategy> strategies, MoveStrategy usual, List<OfVm> vms) {

  /**
   * The year of one VM.
   *
   * @param vm the VM
   * @param move the downtime of one move, by strategy
   * @param crash the downtime after a crash of its node
   * @param startsAgain whether it starts by itself after a crash of its node
   * @param year its year, by strategy
   * @param remedy what would keep its objective under the usual strategy; empty if it is kept or
   *     there is none
   */
  public record OfVm(
      EstateVm vm,
      Map<MoveStrategy, Duration> move,
      Duration crash,
      boolean startsAgain,
      Map<MoveStrategy, Availability> year,
      Optional<Remedy> remedy) {

    /** Its year under one of the strategies. */
    public Availability yearUnder(MoveStrategy strategy) {
      return entry(year, strategy);
    }

    /** The downtime of one move under one of the strategies. */
    public Duration moveUnder(MoveStrategy strategy) {
      return entry(move, strategy);
    }

    /** Whether it keeps its objective under a strategy; empty without an objective. */
    public Optional<Boolean> keepsObjective(MoveStrategy strategy) {
      return vm.availabilityObjective().map(yearUnder(strategy)::keeps);
    }
  }

  /** What would keep an objective. */
  public sealed interface Remedy {

    /** What to do, in words. */
    String words();

    /**
     * Another strategy keeps it.
     *
     * @param strategy the first of the strategies that does
     */
    record Strategy(MoveStrategy strategy) implements Remedy {
      @Override
      public String words() {
        return "move it by the strategy \"%s\"".formatted(strategy.label());
      }
    }

    /**
     * Fewer moves keep it.
     *
     * @param mostMovesPerYear the most that do
     * @param strategy the strategy of those moves: the one with the shortest downtime
     */
    record FewerMoves(long mostMovesPerYear, MoveStrategy strategy) implements Remedy {
      @Override
      public String words() {
        return "at most %s a year, %s"
            .formatted(Text.count(mostMovesPerYear, "move"), strategy.label());
      }
    }

    /**
     * Crashes alone break it: the VM has to be back sooner, which a cluster inside the guests does.
     *
     * @param longestRestart the longest downtime after a crash that the objective allows, without
     *     any move
     */
    record FasterRestart(Duration longestRestart) implements Remedy {
      @Override
      public String words() {
        return "back within %s after a crash, as by a cluster inside the guests; moves come on top"
            .formatted(Amounts.duration(longestRestart));
      }
    }
  }

  public AvailabilityPlan {
    strategies = List.copyOf(strategies);
    vms = List.copyOf(vms);
  }

  /**
   * Computes the year of every VM.
   *
   * @param forecast of the same estate
   * @param crashes of all nodes of the same estate
   */
  public static AvailabilityPlan of(
      Estate estate, EstateForecast forecast, List<NodeCrash> crashes, Calendar calendar) {
    Map<String, Duration> restarts = new LinkedHashMap<>();
    for (NodeCrash crash : crashes) {
      crash.restarts().forEach(r -> restarts.put(r.vm().name(), r.downtime().total()));
    }
    List<MoveStrategy> strategies = MoveStrategy.of(estate);
    MoveStrategy usual = MoveStrategy.usual(estate);
    var vms = new ArrayList<OfVm>();
    for (int i = 0; i < estate.vms().size(); i++) {
      EstateVm vm = estate.vms().get(i);
      Optional<Duration> restart = Optional.ofNullable(restarts.get(vm.name()));
      Duration crash = restart.orElse(calendar.manualRestart());
      Map<MoveStrategy, Duration> move = new EnumMap<>(MoveStrategy.class);
      Map<MoveStrategy, Availability> year = new EnumMap<>(MoveStrategy.class);
      for (MoveStrategy strategy : strategies) {
        Duration downtime = downtime(forecast.vms().get(i), strategy.isLive(estate, vm));
        move.put(strategy, downtime);
        year.put(
            strategy,
            new Availability(
                times(downtime, calendar.movesPerYear()),
                times(crash, calendar.crashesPerNodeYear())));
      }
      var ofVm = new OfVm(vm, move, crash, restart.isPresent(), year, Optional.empty());
      vms.add(
          new OfVm(
              vm,
              move,
              crash,
              restart.isPresent(),
              year,
              remedy(ofVm, strategies, usual, calendar)));
    }
    return new AvailabilityPlan(calendar, strategies, usual, vms);
  }

  /** The VMs that break their objective under a strategy, in the order of the estate. */
  public List<OfVm> breaking(MoveStrategy strategy) {
    return vms.stream().filter(v -> !v.keepsObjective(strategy).orElse(true)).toList();
  }

  /** The VMs that have an objective. */
  public long objectives() {
    return vms.stream().filter(v -> v.vm().availabilityObjective().isPresent()).count();
  }

  private static Duration downtime(VmForecast forecast, boolean live) {
    Optional<Downtime> moved = live ? forecast.liveDowntime() : Optional.empty();
    return moved.orElse(forecast.savedState()).total();
  }

  private static Optional<Remedy> remedy(
      OfVm vm, List<MoveStrategy> strategies, MoveStrategy usual, Calendar calendar) {
    if (vm.keepsObjective(usual).orElse(true)) {
      return Optional.empty();
    }
    for (MoveStrategy strategy : strategies) {
      if (vm.keepsObjective(strategy).orElse(false)) {
        return Optional.of(new Remedy.Strategy(strategy));
      }
    }
    Duration budget = Availability.budget(vm.vm().availabilityObjective().orElseThrow());
    Duration left = budget.minus(vm.yearUnder(usual).unplanned());
    if (left.isNegative()) {
      return Optional.of(
          new Remedy.FasterRestart(times(budget, 1 / calendar.crashesPerNodeYear())));
    }
    MoveStrategy shortest =
        strategies.stream().min(Comparator.comparing(vm::moveUnder)).orElse(usual);
    return Optional.of(
        new Remedy.FewerMoves(left.toNanos() / vm.moveUnder(shortest).toNanos(), shortest));
  }

  private static Duration times(Duration time, double factor) {
    return Duration.ofNanos(Math.round(Math.min(time.toNanos() * factor, Long.MAX_VALUE / 4.0)));
  }
}
