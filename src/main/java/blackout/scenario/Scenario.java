package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.quantity.ByteCount;
import blackout.quantity.TimeText;
import java.time.Duration;

/**
 * One live migration to be predicted.
 *
 * @param vm the VM that moves
 * @param link what its memory travels over
 * @param hypervisor whose rules move it
 * @param downtimeLimit the pause asked for, more than 0; a hypervisor without such a limit ignores
 *     it
 * @param options what is switched on besides the defaults
 * @param costs what the hosts take
 * @param seed the seed of all chance in the prediction
 * @param giveUpAfter the simulated time after which the move is cancelled, more than 0
 */
public record Scenario(
    Vm vm,
    Link link,
    Hypervisor hypervisor,
    Duration downtimeLimit,
    MigrationOptions options,
    HostCosts costs,
    long seed,
    Duration giveUpAfter) {

  /** {@link Defaults#DOWNTIME_LIMIT}. */
  public static final Duration DEFAULT_DOWNTIME_LIMIT = TimeText.parse(Defaults.DOWNTIME_LIMIT);

  /** The default of Cloud Hypervisor's {@code timeout_s}; most other hypervisors have none. */
  public static final Duration DEFAULT_GIVE_UP = Duration.ofHours(1);

  /**
   * Times that the whole memory may travel before a move is given up, if that takes longer than
   * {@link #DEFAULT_GIVE_UP}: an assumption. A guest that is merely large is not one that never
   * ends.
   */
  private static final int MOST_PASSES = 3;

  /**
   * @throws IllegalArgumentException if a time is not longer than 0
   */
  public Scenario {
    require(downtimeLimit.toNanos() > 0, "downtime limit is not longer than 0: %s", downtimeLimit);
    require(
        giveUpAfter.toNanos() > 0, "time to give up after is not longer than 0: %s", giveUpAfter);
  }

  /**
   * The time after which a move is given up where nobody says: an hour, or three times what the
   * memory takes on the link.
   */
  public static Duration usualGiveUp(ByteCount memory, Link link) {
    Duration passes = link.liveRate().timeFor(memory).multipliedBy(MOST_PASSES);
    return passes.compareTo(DEFAULT_GIVE_UP) > 0 ? passes : DEFAULT_GIVE_UP;
  }

  /**
   * A scenario with the default limits and host costs.
   *
   * @param hypervisor a name or an alias
   * @throws IllegalArgumentException if nothing is called so
   */
  public static Scenario of(Vm vm, Link link, String hypervisor) {
    return of(vm, link, Hypervisors.named(hypervisor));
  }

  /** A scenario with the default limits and host costs. */
  public static Scenario of(Vm vm, Link link, Hypervisor hypervisor) {
    return new Scenario(
        vm,
        link,
        hypervisor,
        DEFAULT_DOWNTIME_LIMIT,
        MigrationOptions.none(),
        HostCosts.SERVER,
        1,
        usualGiveUp(vm.memory(), link));
  }

  public Scenario withDowntimeLimit(Duration limit) {
    return new Scenario(vm, link, hypervisor, limit, options, costs, seed, giveUpAfter);
  }

  public Scenario withOptions(MigrationOptions newOptions) {
    return new Scenario(vm, link, hypervisor, downtimeLimit, newOptions, costs, seed, giveUpAfter);
  }

  public Scenario withCosts(HostCosts newCosts) {
    return new Scenario(vm, link, hypervisor, downtimeLimit, options, newCosts, seed, giveUpAfter);
  }

  public Scenario withSeed(long newSeed) {
    return new Scenario(vm, link, hypervisor, downtimeLimit, options, costs, newSeed, giveUpAfter);
  }

  public Scenario withLink(Link newLink) {
    return new Scenario(vm, newLink, hypervisor, downtimeLimit, options, costs, seed, giveUpAfter);
  }

  public Scenario withVm(Vm newVm) {
    return new Scenario(newVm, link, hypervisor, downtimeLimit, options, costs, seed, giveUpAfter);
  }

  /**
   * By the rules of a hypervisor of this name or alias.
   *
   * @throws IllegalArgumentException if nothing is called so
   */
  public Scenario withHypervisor(String name) {
    return withHypervisor(Hypervisors.named(name));
  }

  public Scenario withHypervisor(Hypervisor other) {
    return new Scenario(vm, link, other, downtimeLimit, options, costs, seed, giveUpAfter);
  }

  public Scenario withGiveUpAfter(Duration time) {
    return new Scenario(vm, link, hypervisor, downtimeLimit, options, costs, seed, time);
  }
}
