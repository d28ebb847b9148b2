package blackout.kernel;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.kernel.meanfield.MeanFieldTransfer;
import blackout.kernel.page.PageTransfer;
import blackout.kernel.policy.Policies;
import blackout.kernel.policy.Policy;
import blackout.kernel.transfer.KernelInput;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The page-exact replay of a live migration. */
public final class Kernel {

  private Kernel() {}

  /**
   * Replays one migration with the scenario's seed. The same scenario gives the same outcome, in
   * any thread.
   *
   * @throws IllegalArgumentException if the hypervisor does not have an option, or the guest is too
   *     large to hold
   */
  public static Outcome simulate(Scenario scenario) {
    Policy policy = policy(scenario);
    KernelInput input = KernelInput.of(scenario);
    return policy.run(new PageTransfer(input, policy.costs(input), policy.rearm(input), null));
  }

  /**
   * As {@link #simulate(Scenario)}, over a link whose payload rate changes because others use it
   * too.
   *
   * @param shares what this migration has of the link, in the order of time, the first from the
   *     command on
   */
  public static Outcome simulate(Scenario scenario, List<LinkShare> shares) {
    Policy policy = policy(scenario);
    KernelInput input = KernelInput.of(scenario);
    var transfer = new PageTransfer(input, policy.costs(input), policy.rearm(input), null);
    transfer.share(shares);
    return policy.run(transfer);
  }

  /**
   * Predicts one migration in expected counts: much faster than {@link #simulate}, and close to it.
   *
   * @throws IllegalArgumentException if the hypervisor does not have an option
   */
  public static Outcome expect(Scenario scenario) {
    return expect(scenario, List.of(), true);
  }

  /**
   * As {@link #expect(Scenario)}, without the record of the rounds: for sweeps over many points.
   *
   * @throws IllegalArgumentException if the hypervisor does not have an option
   */
  public static Outcome expectTotals(Scenario scenario) {
    return expect(scenario, List.of(), false);
  }

  /**
   * As {@link #expectTotals(Scenario)}, over a link whose payload rate changes.
   *
   * @param shares as in {@link #simulate(Scenario, List)}
   */
  public static Outcome expectTotals(Scenario scenario, List<LinkShare> shares) {
    return expect(scenario, shares, false);
  }

  /** The rules that a scenario asks for, which have to know the options that it switches on. */
  private static Policy policy(Scenario scenario) {
    scenario.hypervisor().requireOptions(scenario.options());
    return Policies.of(scenario.hypervisor());
  }

  private static Outcome expect(Scenario scenario, List<LinkShare> shares, boolean keepsRounds) {
    Policy policy = policy(scenario);
    KernelInput input = KernelInput.of(scenario);
    var transfer = new MeanFieldTransfer(input, policy.costs(input), policy.rearm(input));
    if (!shares.isEmpty()) {
      transfer.share(shares);
    }
    if (!keepsRounds) {
      transfer.keepNoRounds();
    }
    return policy.run(transfer);
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
      outcomes.add(simulate(scenario.withSeed(scenario.seed() + i)));
    }
    outcomes.sort(
        Comparator.comparing((Outcome o) -> o.downtime().isEmpty())
            .thenComparing(o -> o.record().total()));
    return outcomes;
  }

  /** The names of the hypervisors that {@link #simulate} knows. */
  public static List<String> hypervisors() {
    return Hypervisors.all().stream().map(Hypervisor::name).toList();
  }

  /**
   * Refuses a name that {@link #simulate} does not know.
   *
   * @return the name
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   *     ones
   */
  public static String requireHypervisor(String name) {
    return Hypervisors.named(name).name();
  }

  /**
   * The rules of a hypervisor.
   *
   * @throws IllegalArgumentException as {@link #requireHypervisor}
   */
  public static HypervisorProfile rules(String name) {
    return Policies.named(name).rules();
  }

  /**
   * What can be switched on at a hypervisor; the others are ignored by {@link #simulate}.
   *
   * @throws IllegalArgumentException as {@link #requireHypervisor}
   */
  public static Set<MigrationOptions.Option> options(String name) {
    return Hypervisors.named(name).options();
  }

  /** The rules of the hypervisors that {@link #simulate} knows, in the same order. */
  public static List<HypervisorProfile> rules() {
    return Hypervisors.all().stream().map(h -> Policies.of(h).rules()).toList();
  }
}
