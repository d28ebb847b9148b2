package blackout.plan;

import blackout.estimate.CrashRestart;
import blackout.estimate.CrashRestart.WindowsCluster;
import blackout.estimate.SavedState;
import blackout.inventory.Link;
import blackout.inventory.StorageRates;
import blackout.kernel.Kernel;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;

/**
 * One VM that changes hosts, and what its three ways are predicted from. Every place that asks
 * about a single VM asks here, so that the same question has one answer.
 *
 * @param guest the VM
 * @param link the payload rate of the migration network, more than 0
 * @param storage how fast a saved state is written and read
 * @param hypervisor whose live migration, one that the kernel knows
 * @param downtimeLimit the pause asked for, more than 0
 * @param vmStart the start of the VM until its guest boots, after a crash
 * @param guestBoot the boot of the guest until it serves, after a crash
 * @param seed the seed of all chance
 */
public record SingleMove(
    Guest guest,
    DataRate link,
    StorageRates storage,
    String hypervisor,
    Duration downtimeLimit,
    Duration vmStart,
    Duration guestBoot,
    long seed) {

  /**
   * A move with the defaults of the command {@code estimate}: Hyper-V of Windows Server 2008 R2,
   * storage of 100 MiB/s, and times after a crash that are assumptions.
   */
  public static SingleMove of(Guest guest, DataRate link) {
    DataRate storage = DataRate.parse("100 MiB/s");
    return new SingleMove(
        guest,
        link,
        new StorageRates(storage, storage),
        "hyper-v-2008-r2",
        Scenario.DEFAULT_DOWNTIME_LIMIT,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        1);
  }

  public SingleMove withGuest(Guest other) {
    return new SingleMove(
        other, link, storage, hypervisor, downtimeLimit, vmStart, guestBoot, seed);
  }

  public SingleMove withLink(DataRate rate) {
    return new SingleMove(
        guest, rate, storage, hypervisor, downtimeLimit, vmStart, guestBoot, seed);
  }

  public SingleMove withStorage(StorageRates rates) {
    return new SingleMove(guest, link, rates, hypervisor, downtimeLimit, vmStart, guestBoot, seed);
  }

  public SingleMove withHypervisor(String name) {
    return new SingleMove(guest, link, storage, name, downtimeLimit, vmStart, guestBoot, seed);
  }

  public SingleMove withDowntimeLimit(Duration limit) {
    return new SingleMove(guest, link, storage, hypervisor, limit, vmStart, guestBoot, seed);
  }

  public SingleMove withRestart(Duration start, Duration boot) {
    return new SingleMove(guest, link, storage, hypervisor, downtimeLimit, start, boot, seed);
  }

  public SingleMove withSeed(long number) {
    return new SingleMove(
        guest, link, storage, hypervisor, downtimeLimit, vmStart, guestBoot, number);
  }

  /** The live migration as a question to the kernel. */
  public Scenario scenario() {
    return Scenario.of(guest.vm(), Link.wire(link), hypervisor)
        .withDowntimeLimit(downtimeLimit)
        .withSeed(seed);
  }

  /**
   * The three ways.
   *
   * @throws IllegalArgumentException if the hypervisor is unknown, the guest does not fit its
   *     memory or is too large to hold, or a rate or limit is 0
   */
  public VmForecast forecast() {
    Scenario scenario = scenario();
    return new VmForecast(
        scenario.vm(),
        SavedState.ofAssignedMemory(guest.memory(), storage.write(), storage.read()).downtime(),
        Optional.of(Remedy.added(scenario, Kernel.simulate(scenario))),
        CrashRestart.onWindows(WindowsCluster.SERVER_2008_R2_TO_2012, vmStart, guestBoot)
            .downtime());
  }
}
