package blackout.plan.drain;

import static blackout.quantity.Require.entry;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.Advice;
import blackout.plan.move.Goal;
import blackout.plan.move.Search;
import blackout.plan.move.Solution;
import blackout.plan.move.Unknown;
import blackout.plan.move.VmForecast;
import blackout.plan.stats.MonteCarlo;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a planner asks of a cluster: does patching it fit the window, which VMs stand out and what
 * helps each of them, what would something else do, and how sure is that.
 *
 * @param maintenance how the hosts are emptied and patched, and the window for it
 * @param worst the VMs whose users wait longest, each with what helps
 * @param whatIfVms the VMs that the cases of {@code whatIf} are about: all, or the worst
 * @param whatIf what something else would do; empty without live migration
 * @param fullest the host whose VMs have the most memory, and how sure its drain is
 */
public record CapacityReview(
    Maintenance maintenance,
    List<Advised> worst,
    int whatIfVms,
    List<WhatIf> whatIf,
    Fullest fullest) {

  /**
   * The pause that is asked for where a VM states none: the first retransmission of TCP comes after
   * a second.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6298">RFC 6298, 2.1</a>
   */
  public static final Duration GOAL = Duration.ofSeconds(1);

  /** The VMs that get advice, and those that the what-if cases are about: assumptions. */
  private static final int ADVISED = 5;

  private static final int MOST_WHAT_IF = 200;

  /** The points of each shift of the Sobol sequence. */
  private static final int POINTS = 32;

  /**
   * A VM that stands out, and what helps.
   *
   * @param vm the VM
   * @param goal the pause that its users accept
   * @param action the cheapest that reaches the goal, or what comes closest
   * @param bandwidth the least payload rate that reaches the goal (B/s), in expected counts; empty
   *     if none does
   */
  public record Advised(
      VmForecast vm, Duration goal, Advice.Action action, Optional<Double> bandwidth) {}

  /**
   * The fullest host.
   *
   * @param drain how it is emptied
   * @param sure how sure that is; empty if nothing of it moves live
   */
  public record Fullest(Drain drain, Optional<Sureness> sure) {}

  /**
   * How sure the drain of a host is.
   *
   * @param result P50, P90 and P99
   * @param tornado what each input does by itself
   * @param shares which input the spread comes from
   */
  public record Sureness(
      DrainRisk.Result result,
      List<MonteCarlo.Swing<DrainRisk.Input>> tornado,
      List<MonteCarlo.Share<DrainRisk.Input>> shares) {}

  public CapacityReview {
    worst = List.copyOf(worst);
    whatIf = List.copyOf(whatIf);
  }

  /**
   * Computes all of it.
   *
   * @param forecast of the same estate
   * @param maintenance of the same estate, by rules of the same seed
   */
  public static CapacityReview of(Estate estate, EstateForecast forecast, Maintenance maintenance) {
    DrainRules rules = maintenance.rules();
    long seed = rules.seed();
    Drain drain = Drains.of(estate, Maintenance.fullest(estate), rules);
    Optional<DrainRisk> risk =
        DrainRisk.applies(estate, drain)
            ? Optional.of(new DrainRisk(drain, rules))
            : Optional.empty();
    List<VmForecast> worstFirst = forecast.worstFirst();
    List<VmForecast> some = worstFirst.stream().limit(MOST_WHAT_IF).toList();
    return new CapacityReview(
        maintenance,
        advised(estate, worstFirst, seed),
        some.size(),
        WhatIf.all(estate, some, risk, seed),
        new Fullest(
            drain,
            risk.map(
                r ->
                    new Sureness(
                        r.run(DrainRisk.CASES, seed), r.tornado(), r.shares(POINTS, seed)))));
  }

  /** The time there is for patching. */
  public Duration window() {
    return maintenance.window();
  }

  /** How hosts are emptied. */
  public DrainRules rules() {
    return maintenance.rules();
  }

  /** Every host in turn; of a large cluster only the fullest. */
  public List<Drain> drains() {
    return maintenance.drains();
  }

  /** The time to empty and patch all hosts that were drained. */
  public Duration total() {
    return maintenance.total();
  }

  private static List<Advised> advised(Estate estate, List<VmForecast> worstFirst, long seed) {
    Map<String, EstateVm> byName =
        estate.vms().stream().collect(Collectors.toMap(EstateVm::name, v -> v, (a, b) -> a));
    return worstFirst.stream()
        .limit(ADVISED)
        .flatMap(
            vm ->
                EstateForecast.scenario(estate, vm.vm(), seed)
                    .map(s -> advised(vm, entry(byName, vm.vm().name()), s))
                    .stream())
        .toList();
  }

  private static Advised advised(VmForecast vm, EstateVm of, Scenario scenario) {
    Duration limit = of.downtimeObjective().filter(d -> !d.isZero()).orElse(GOAL);
    Goal goal = Goal.downtimeWithin(limit);
    List<Advice.Action> actions = Advice.of(scenario, goal, vm.savedState(), 1);
    Solution least = Search.in(scenario, Unknown.BANDWIDTH, goal).expected();
    return new Advised(
        vm,
        limit,
        actions.stream()
            .filter(Advice.Action::reachesGoal)
            .findFirst()
            .orElseGet(
                () ->
                    actions.stream()
                        .filter(a -> a.downtime().isPresent())
                        .min(Comparator.comparing(a -> a.downtime().orElseThrow()))
                        .orElse(actions.get(0))),
        least instanceof Solution.Found found && found.alwaysFromThere()
            ? Optional.of(found.value())
            : Optional.empty());
  }
}
