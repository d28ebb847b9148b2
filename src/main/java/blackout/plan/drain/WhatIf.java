package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.Planned;
import blackout.plan.move.VmForecast;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What something else would do to the planned moves of some VMs, each alone on the link, in
 * expected counts.
 *
 * @param change what is different, in words
 * @param neverEnding the VMs whose live migration never ends
 * @param overGoal the VMs that are out for longer than {@link CapacityReview#GOAL}, or never move
 * @param longestDowntime of all; empty where one never ends, which is longer than any
 * @param longestTime from the command to the end; empty where one never ends
 * @param drained when the host of the review is empty, in the same order; empty where it never is
 */
public record WhatIf(
    String change,
    int neverEnding,
    int overGoal,
    Optional<Duration> longestDowntime,
    Optional<Duration> longestTime,
    Optional<Duration> drained) {

  /**
   * The changes that planners ask about first; empty for an estate without live migration.
   *
   * @param vms the VMs that are looked at
   * @param risk of the host that is emptied, if VMs of it move live
   */
  static List<WhatIf> all(
      Estate estate, List<VmForecast> vms, Optional<DrainRisk> risk, long seed) {
    List<Scenario> scenarios =
        vms.stream().flatMap(f -> EstateForecast.scenario(estate, f.vm(), seed).stream()).toList();
    if (scenarios.isEmpty()) {
      return List.of();
    }
    var cases = new ArrayList<WhatIf>();
    cases.add(scaled("as it is", scenarios, risk, 1, 1));
    cases.add(scaled("bandwidth x 2", scenarios, risk, 1, 2));
    cases.add(scaled("bandwidth x 10", scenarios, risk, 1, 10));
    cases.add(scaled("bandwidth halved", scenarios, risk, 1, 0.5));
    cases.add(scaled("dirty rates x 2", scenarios, risk, 2, 1));
    cases.add(scaled("dirty rates halved", scenarios, risk, 0.5, 1));
    risk.ifPresent(r -> cases.addAll(slots(scenarios, r)));
    for (Hypervisor other : others(scenarios.get(0).hypervisor())) {
      List<Scenario> moved =
          scenarios.stream()
              .map(s -> s.withHypervisor(other).withOptions(MigrationOptions.none()))
              .toList();
      cases.add(of("moved as " + other + " does", moved, Optional.empty()));
    }
    cases.add(saved(vms));
    return cases;
  }

  /** What is held against a hypervisor, with nothing switched on, by name. */
  private static List<Hypervisor> others(Hypervisor own) {
    return Hypervisors.all().stream()
        .filter(h -> h.compared() && !h.equals(own))
        .sorted(Comparator.comparing(Hypervisor::name))
        .toList();
  }

  private static WhatIf scaled(
      String change,
      List<Scenario> scenarios,
      Optional<DrainRisk> risk,
      double writes,
      double payload) {
    return of(
        change,
        scenarios.stream().map(s -> Planned.on(s, writes, payload)).toList(),
        risk.map(r -> r.with(writes, payload).total()).flatMap(WhatIf::finite));
  }

  /** One migration of a node at a time, and twice as many as now. */
  private static List<WhatIf> slots(List<Scenario> scenarios, DrainRisk risk) {
    int now = risk.rules().atOnce().perNode().orElse(2);
    return Stream.of(1, 2 * now)
        .filter(slots -> slots != now)
        .map(
            slots -> {
              DrainRules rules = risk.rules().withAtOnce(Concurrency.perNode(slots));
              double end = new DrainRisk(risk.drain(), rules).with(1, 1).total();
              return of(slots + " at once per node", scenarios, finite(end));
            })
        .toList();
  }

  private static WhatIf of(String change, List<Scenario> scenarios, Optional<Duration> drained) {
    List<Outcome> outcomes =
        scenarios.parallelStream()
            .map(s -> Kernel.run(s, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of()))
            .toList();
    List<Outcome> moved = outcomes.stream().filter(o -> o.downtime().isPresent()).toList();
    Duration downtime =
        longest(moved.stream().flatMap(o -> o.downtime().stream()).map(Downtime::total));
    boolean allEnd = moved.size() == outcomes.size();
    int over = outcomes.size() - moved.size();
    for (Outcome outcome : moved) {
      Duration pause = outcome.downtime().map(Downtime::total).orElseThrow();
      over += pause.compareTo(CapacityReview.GOAL) > 0 ? 1 : 0;
    }
    return new WhatIf(
        change,
        outcomes.size() - moved.size(),
        over,
        allEnd ? Optional.of(downtime) : Optional.empty(),
        allEnd
            ? Optional.of(longest(moved.stream().map(o -> o.record().total())))
            : Optional.empty(),
        drained);
  }

  private static WhatIf saved(List<VmForecast> vms) {
    List<Duration> downtimes = vms.stream().map(f -> f.savedState().total()).toList();
    Duration longest = longest(downtimes.stream());
    int over = (int) downtimes.stream().filter(d -> d.compareTo(CapacityReview.GOAL) > 0).count();
    return new WhatIf(
        "saved state for all",
        0,
        over,
        Optional.of(longest),
        Optional.of(longest),
        Optional.empty());
  }

  private static Duration longest(Stream<Duration> times) {
    return times.max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static Optional<Duration> finite(double seconds) {
    return Double.isInfinite(seconds)
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}
