package blackout.plan.cluster;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Volume;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Remedy;
import blackout.plan.move.VmForecast;
import blackout.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The VMs of an estate, predicted a few at a time, so that an estate of any size can be written as
 * it is computed. Every VM is predicted from its place alone: in whatever order and by however many
 * threads, the forecasts are the same. Safe for several threads.
 */
public final class FleetForecast {

  private final Estate estate;
  private final Engine engine;
  private final long seed;
  private final List<Downtime> saved;
  private final Set<String> sharedVolumes;

  /**
   * @param seed the seed of each live migration, the same for every VM
   */
  public FleetForecast(Estate estate, Engine engine, long seed) {
    this.estate = estate;
    this.engine = engine;
    this.seed = seed;
    saved = VolumeMove.savedStates(estate);
    sharedVolumes =
        estate.volumes().stream()
            .filter(v -> v.kind() == Volume.VolumeUse.SHARED)
            .map(Volume::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  public Estate estate() {
    return estate;
  }

  public Engine engine() {
    return engine;
  }

  public long seed() {
    return seed;
  }

  public int size() {
    return estate.vms().size();
  }

  /**
   * Predicts the VMs from one place up to another, that one excluded, one after the other.
   *
   * @throws IllegalArgumentException if a VM is too large for the kernel
   */
  public List<VmForecast> vms(int from, int to) {
    require(0 <= from && from <= to && to <= size(), "%s..%s of %s VMs", from, to, size());
    return IntStream.range(from, to).mapToObj(this::vm).toList();
  }

  /**
   * Predicts one VM.
   *
   * @param place 0 to {@link #size} - 1
   */
  VmForecast vm(int place) {
    EstateVm vm = estate.vms().get(place);
    return new VmForecast(
        vm.vm(),
        saved.get(place),
        live(vm, engine),
        EstateForecast.crash(estate, vm, sharedVolumes.contains(vm.volume())));
  }

  /** The live migration of a VM alone; empty where the estate has none. */
  Optional<Outcome> live(EstateVm vm, Engine by) {
    return scenario(vm).map(s -> Remedy.added(s, Kernel.run(s, by), false));
  }

  private Optional<Scenario> scenario(EstateVm vm) {
    return EstateForecast.scenario(estate, vm.vm(), seed);
  }
}
