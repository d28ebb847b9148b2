package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.quantity.ByteCount;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * One live migration to be predicted.
 *
 * @param vm the VM that moves
 * @param migration how it moves
 * @param costs what the hosts take
 * @param giveUpAfter the simulated time after which the move is cancelled, more than 0
 */
@RecordBuilder
public record Scenario(Vm vm, Migration migration, HostCosts costs, Duration giveUpAfter)
    implements HasMigration<Scenario>, ScenarioBuilder.With {

  /** The default of Cloud Hypervisor's {@code timeout_s}; most other hypervisors have none. */
  public static final Duration DEFAULT_GIVE_UP = Duration.ofHours(1);

  /**
   * Times that the whole memory may travel before a move is given up, if that takes longer than
   * {@link #DEFAULT_GIVE_UP}: an assumption. A guest that is merely large is not one that never
   * ends.
   */
  private static final int MOST_PASSES = 3;

  /**
   * @throws IllegalArgumentException if the time is not longer than 0
   */
  public Scenario {
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

  /** A scenario on usual hosts that gives up at the usual time. */
  public static Scenario of(Vm vm, Migration migration) {
    return new Scenario(
        vm, migration, HostCosts.SERVER, usualGiveUp(vm.memory(), migration.link()));
  }

  /** A scenario with the default limits and host costs. */
  public static Scenario of(Vm vm, Link link, Hypervisor hypervisor) {
    return of(vm, Migration.of(link, hypervisor));
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

  @Override
  public Scenario withMigration(Migration other) {
    return ScenarioBuilder.With.super.withMigration(other);
  }
}
