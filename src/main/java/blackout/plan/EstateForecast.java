package blackout.plan;

import blackout.estimate.CrashRestart;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is predicted for every VM of an estate, each as if it alone moved; by saved state with all
 * VMs of its disk where one node owns the disk.
 *
 * @param vms the forecasts, in the order of the estate
 */
public record EstateForecast(List<VmForecast> vms) {

  public EstateForecast {
    vms = List.copyOf(vms);
  }

  /**
   * Predicts the three ways of every VM. VMs are computed side by side; the forecast is the same as
   * one after the other.
   *
   * @param seed the seed of each live migration, the same for every VM, so that a forecast does not
   *     depend on which other VMs there are
   * @param done told of each VM when it is finished, in any order and from any thread
   * @throws IllegalArgumentException if a VM is too large for the kernel
   */
  public static EstateForecast of(Estate estate, long seed, Consumer<VmForecast> done) {
    return new EstateForecast(
        estate.vms().parallelStream().map(vm -> forecast(estate, vm, seed)).peek(done).toList());
  }

  /**
   * The VMs whose users wait longest first: live migrations that never end, then by downtime of the
   * live migration (of saved state where there is no live migration), then by that of saved state.
   */
  public List<VmForecast> worstFirst() {
    var sorted = new ArrayList<>(vms);
    sorted.sort(
        Comparator.comparing((VmForecast f) -> f.live().isPresent() && f.liveDowntime().isEmpty())
            .thenComparing(f -> f.liveDowntime().orElse(f.savedState()).total())
            .thenComparing(f -> f.savedState().total())
            .reversed());
    return sorted;
  }

  /**
   * The name of the profile by which the kernel moves VMs of a version live, empty for 2008, which
   * only saves and restores.
   */
  public static Optional<String> hypervisor(WindowsVersion version) {
    if (!version.hasLiveMigration()) {
      return Optional.empty();
    }
    return Optional.of(version.movesSeveralAtOnce() ? "hyper-v-2012-r2" : "hyper-v-2008-r2");
  }

  /** The profile by which the kernel moves the VMs of an estate live; empty if nothing does. */
  public static Optional<String> hypervisor(Estate estate) {
    return estate.hypervisor().or(() -> hypervisor(estate.version()));
  }

  private static VmForecast forecast(Estate estate, EstateVm vm, long seed) {
    boolean shared =
        estate.volume(vm.volume()).filter(v -> v.kind() == Volume.Kind.SHARED).isPresent();
    return new VmForecast(
        vm.vm(),
        VolumeMove.savedState(estate, vm),
        live(estate, vm, seed),
        crash(estate, vm, shared));
  }

  private static Optional<Outcome> live(Estate estate, EstateVm vm, long seed) {
    return hypervisor(estate)
        .flatMap(
            name ->
                estate
                    .migrationLink()
                    .map(m -> Scenario.of(vm.vm(), m.link(), name).withSeed(seed)))
        .map(scenario -> Remedy.added(scenario, Kernel.simulate(scenario)));
  }

  /**
   * The lost node may have owned the shared volume, so arbitration counts in either case; only a
   * disk of the VM's own has to come on-line. From 2016 on a lost node counts as isolated for a
   * while and keeps its VMs, at the default of those versions.
   */
  private static Downtime crash(Estate estate, EstateVm vm, boolean shared) {
    FailoverSettings times = estate.failover();
    Duration ownership = times.diskArbitration().plus(times.ownershipMove());
    return new CrashRestart(
            times.heartbeatInterval(),
            times.heartbeatThreshold(),
            NodeCrash.isolation(estate),
            shared ? ownership : ownership.plus(times.diskOnline()),
            times.vmStart(),
            vm.guestBoot().orElse(times.guestBoot()))
        .downtime();
  }
}
