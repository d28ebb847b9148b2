package blackout.plan.move;

import blackout.calibrate.HostChoice;
import blackout.estimate.CrashRestart;
import blackout.estimate.CrashRestart.WindowsCluster;
import blackout.estimate.SavedState;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.StorageRates;
import blackout.inventory.WindowsVersion;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Defaults;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;

/**
 * One VM that changes hosts, and what its three ways are predicted from. Every place that asks
 * about a single VM asks here, so that the same question has one answer.
 *
 * @param guest the VM
 * @param link the payload rate of the migration network, more than 0
 * @param bandwidthLimit what the sender keeps to while the guest runs, more than 0; empty for none
 * @param storage how fast a saved state is written and read
 * @param hypervisor whose live migration, of which rules
 * @param options what is switched on at the hypervisor
 * @param downtimeLimit the pause asked for, more than 0
 * @param vmStart the start of the VM until its guest boots, after a crash
 * @param guestBoot the boot of the guest until it serves, after a crash
 * @param seed the seed of all chance
 * @param host the hosts
 * @param windows the version of Windows Server whose cluster restarts the VM after a crash; that of
 *     the hypervisor's name if empty
 */
public record SingleMove(
    Guest guest,
    DataRate link,
    Optional<DataRate> bandwidthLimit,
    StorageRates storage,
    Hypervisor hypervisor,
    MigrationOptions options,
    Duration downtimeLimit,
    Duration vmStart,
    Duration guestBoot,
    long seed,
    HostChoice host,
    Optional<WindowsVersion> windows) {

  /**
   * A move with the defaults of the command {@code estimate}: Hyper-V of Windows Server 2008 R2,
   * storage of 100 MiB/s, and times after a crash that are assumptions.
   */
  public static SingleMove of(Guest guest, DataRate link) {
    DataRate storage = DataRate.parse(Defaults.STORAGE);
    return new SingleMove(
        guest,
        link,
        Optional.empty(),
        new StorageRates(storage, storage),
        Hypervisors.named(Defaults.HYPERVISOR),
        MigrationOptions.none(),
        Scenario.DEFAULT_DOWNTIME_LIMIT,
        TimeText.parse(Defaults.VM_START),
        TimeText.parse(Defaults.GUEST_BOOT),
        1,
        HostChoice.USUAL,
        Optional.empty());
  }

  public SingleMove withGuest(Guest other) {
    return new SingleMove(
        other,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  public SingleMove withLink(DataRate rate) {
    return new SingleMove(
        guest,
        rate,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  public SingleMove withBandwidthLimit(Optional<DataRate> rate) {
    return new SingleMove(
        guest,
        link,
        rate,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  public SingleMove withStorage(StorageRates rates) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        rates,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  /**
   * By the rules of a hypervisor of this name or alias.
   *
   * @throws IllegalArgumentException if nothing is called so
   */
  public SingleMove withHypervisor(String name) {
    return withHypervisor(Hypervisors.resolve(name));
  }

  public SingleMove withHypervisor(Hypervisor name) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        name,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        Optional.empty());
  }

  /** By the rules of a hypervisor, restarted by the cluster of the version that its name says. */
  public SingleMove withHypervisor(Hypervisors.Named named) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        named.hypervisor(),
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        named.windows());
  }

  public SingleMove withOptions(MigrationOptions switchedOn) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        switchedOn,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  public SingleMove withDowntimeLimit(Duration limit) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        limit,
        vmStart,
        guestBoot,
        seed,
        host,
        windows);
  }

  public SingleMove withRestart(Duration start, Duration boot) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        start,
        boot,
        seed,
        host,
        windows);
  }

  public SingleMove withHost(HostChoice hosts) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        seed,
        hosts,
        windows);
  }

  public SingleMove withSeed(long number) {
    return new SingleMove(
        guest,
        link,
        bandwidthLimit,
        storage,
        hypervisor,
        options,
        downtimeLimit,
        vmStart,
        guestBoot,
        number,
        host,
        windows);
  }

  /**
   * Refuses options that the hypervisor does not have.
   *
   * @return this move
   * @throws IllegalArgumentException as {@link Hypervisor#requireOptions}
   */
  public SingleMove requireOptions() {
    hypervisor.requireOptions(options);
    return this;
  }

  /**
   * The live migration as a question to the kernel.
   *
   * @throws IllegalArgumentException if the guest does not fit its memory
   */
  public Scenario scenario() {
    return host.on(
        Scenario.of(
                guest.vm(), new Link(link, bandwidthLimit, Link.LINUX_SOCKET_BUFFER), hypervisor)
            .withDowntimeLimit(downtimeLimit)
            .withOptions(options)
            .withSeed(seed));
  }

  /**
   * The three ways.
   *
   * @throws IllegalArgumentException as {@link #scenario}, or if the guest is too large to hold, or
   *     a rate or limit is 0
   */
  public VmForecast forecast() {
    Scenario scenario = scenario();
    return new VmForecast(
        scenario.vm(),
        SavedState.ofAssignedMemory(guest.memory(), storage.write(), storage.read()).downtime(),
        Optional.of(Remedy.added(scenario, Kernel.run(scenario, Engine.PAGE_BY_PAGE), true)),
        CrashRestart.onWindows(cluster(), vmStart, guestBoot).downtime());
  }

  /** What restarts the VM; another product's VM is held to the shortest detection that is known. */
  private WindowsCluster cluster() {
    return windows
        .or(hypervisor::namedVersion)
        .map(WindowsCluster::of)
        .orElse(WindowsCluster.SERVER_2008_R2_TO_2012);
  }
}
