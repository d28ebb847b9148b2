package blackout.plan.move;

import blackout.calibrate.HostChoice;
import blackout.estimate.SavedState;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.StorageRates;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.quantity.DataRate;
import blackout.scenario.Defaults;
import blackout.scenario.HasMigration;
import blackout.scenario.Migration;
import blackout.scenario.Scenario;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * One VM that changes hosts, and what its three ways are predicted from. Every place that asks
 * about a single VM asks here, so that the same question has one answer.
 *
 * @param guest the VM
 * @param migration how it moves live
 * @param host the hosts
 * @param storage how fast a saved state is written and read
 * @param restart how it comes back after a crash
 * @param linkMeasured whether the payload rate of the link was measured; else other traffic may
 *     take a part of it
 */
@RecordBuilder
public record Question(
    Guest guest,
    Migration migration,
    HostChoice host,
    StorageRates storage,
    RestartTimes restart,
    boolean linkMeasured)
    implements HasMigration<Question>, QuestionBuilder.With {

  /**
   * With the defaults of the command {@code estimate}.
   *
   * @param link the payload rate of the migration network, more than 0
   */
  public static Question of(Guest guest, DataRate link) {
    DataRate storage = DataRate.parse(Defaults.STORAGE);
    return new Question(
        guest,
        Migration.over(Link.wire(link)),
        HostChoice.USUAL,
        new StorageRates(storage, storage),
        RestartTimes.USUAL,
        false);
  }

  @Override
  public Question withMigration(Migration other) {
    return QuestionBuilder.With.super.withMigration(other);
  }

  @Override
  public Question withHypervisor(Hypervisor other) {
    return HasMigration.super
        .withHypervisor(other)
        .withRestart(restart.withWindows(Optional.empty()));
  }

  @Override
  public Question withHypervisor(String name) {
    return withHypervisor(Hypervisors.resolve(name));
  }

  /** By the rules of a hypervisor, restarted by the cluster of the version that its name says. */
  public Question withHypervisor(Hypervisors.Named named) {
    return HasMigration.super
        .withHypervisor(named.hypervisor())
        .withRestart(restart.withWindows(named.windows()));
  }

  /**
   * The live migration as a question to the kernel.
   *
   * @throws IllegalArgumentException if the guest does not fit its memory
   */
  public Scenario scenario() {
    return host.on(Scenario.of(guest.vm(), migration));
  }

  /**
   * The three ways.
   *
   * @throws IllegalArgumentException as {@link #scenario}, or if the guest is too large to hold, or
   *     the hypervisor does not have what is switched on
   */
  public VmForecast forecast() {
    Scenario scenario = scenario();
    return new VmForecast(
        scenario.vm(),
        SavedState.ofAssignedMemory(guest.memory(), storage.write(), storage.read()).downtime(),
        Optional.of(Remedy.added(scenario, Kernel.run(scenario, Engine.PAGE_BY_PAGE), true)),
        restart.after(hypervisor()).downtime());
  }
}
