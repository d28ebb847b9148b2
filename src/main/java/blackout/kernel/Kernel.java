package blackout.kernel;

import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.meanfield.MeanFieldEngine;
import blackout.kernel.page.PageEngine;
import blackout.kernel.policy.Policies;
import blackout.kernel.policy.Policy;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The replay of a live migration: one question, two engines. */
public final class Kernel {

  private Kernel() {}

  /**
   * Computes one migration with the scenario's seed, over a link that it has for itself, round by
   * round.
   *
   * @throws IllegalArgumentException as {@link #run(Scenario, Engine, Detail, List)}
   */
  public static Outcome run(Scenario scenario, Engine engine) {
    return run(scenario, engine, Detail.ROUNDS, List.of());
  }

  /**
   * Computes one migration with the scenario's seed. The same arguments give the same outcome, in
   * any thread. A guest of more than {@link KernelInput#MOST_REPLAYED_PAGES} is always computed in
   * expected counts.
   *
   * @param shares what this migration has of a link that others use too, in the order of time, the
   *     first from the command on; empty for all of it
   * @throws IllegalArgumentException if the hypervisor does not have an option that is given, or
   *     the guest is too large to hold
   */
  public static Outcome run(
      Scenario scenario, Engine engine, Detail detail, List<LinkShare> shares) {
    scenario.hypervisor().requireOptions(scenario.options());
    Policy policy = Policies.of(scenario.hypervisor());
    KernelInput input = KernelInput.of(scenario);
    var transfer = new Transfer(input, policy.costs(input), detail == Detail.ROUNDS, shares);
    Rearm rearm = policy.rearm(input);
    return policy.run(
        transfer,
        engine == Engine.PAGE_BY_PAGE && input.pages() <= KernelInput.MOST_REPLAYED_PAGES
            ? new PageEngine(transfer, rearm)
            : new MeanFieldEngine(transfer, rearm));
  }

  /**
   * The typical one of several replays: seeds count up from the scenario's, and the outcome whose
   * total time is the median is returned. What a guest happens to be writing when the command comes
   * is chance, and a single replay may be an unlucky one.
   *
   * @param runs the number of replays, odd and at least 1
   * @throws IllegalArgumentException if the hypervisor does not have an option, or the guest is too
   *     large to hold
   */
  public static Outcome typical(Scenario scenario, int runs) {
    return replays(scenario, runs).get(runs / 2);
  }

  /**
   * Several replays, by total time; aborted ones last.
   *
   * @param runs the number of replays, at least 1; seeds count up from the scenario's
   */
  public static List<Outcome> replays(Scenario scenario, int runs) {
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < runs; i++) {
      outcomes.add(run(scenario.withSeed(scenario.seed() + i), Engine.PAGE_BY_PAGE));
    }
    outcomes.sort(
        Comparator.comparing((Outcome o) -> o.downtime().isEmpty())
            .thenComparing(o -> o.record().total()));
    return outcomes;
  }

  /** The rules of a hypervisor in words. */
  public static HypervisorProfile rules(Hypervisor hypervisor) {
    return Policies.of(hypervisor).rules();
  }
}
