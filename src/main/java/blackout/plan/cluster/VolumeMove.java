package blackout.plan.cluster;

import static blackout.quantity.Require.entry;

import blackout.estimate.SavedState;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Volume;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import blackout.plan.stats.MaxMinFair;
import blackout.plan.stats.MaxMinFair.Sharer;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All VMs of one volume moved by saved state at once. They are stopped together and share the
 * storage max-min fairly, saves the write rate and restores the read rate.
 *
 * <p>On an exclusive disk that is the only way: one node owns the disk, and whoever lives on it has
 * to come along; the disk changes hands when the last one is saved, and only then the restores
 * begin. On a cluster shared volume each VM can move alone, and moving all at once is a choice;
 * each is restored as soon as it is saved.
 *
 * @param volume the volume
 * @param members its VMs in the order of the estate, at least one
 * @param rates how fast saved states travel
 * @param isForced whether the VMs cannot move but together: an exclusive disk with several VMs
 * @see <a href="https://itprotoday.com/hyper-v/q-what-is-hyper-v-quick-migration-">J. Savill: What
 *     is Hyper-V quick migration: the disk is moved between save and restore</a>
 */
public record VolumeMove(Volume volume, List<Member> members, VolumeRates rates, boolean isForced) {

  /**
   * A VM of the volume.
   *
   * @param vm the VM
   * @param alone its downtime if no other VM of the volume moved
   * @param together its downtime if all of them move
   * @param costsOthers by how much the last of an exclusive disk would be back earlier without it:
   *     its share of the writing and of the reading; 0 if nobody has to wait for it
   */
  public record Member(EstateVm vm, Downtime alone, Downtime together, Duration costsOthers) {}

  public VolumeMove {
    members = List.copyOf(members);
  }

  /** The moves of all volumes that hold VMs, in the order of the estate. */
  public static List<VolumeMove> all(Estate estate) {
    Map<String, List<EstateVm>> members =
        estate.vms().stream().collect(Collectors.groupingBy(EstateVm::volume));
    return estate.volumes().stream()
        .filter(volume -> members.containsKey(volume.name()))
        .map(volume -> of(estate, volume, entry(members, volume.name())))
        .toList();
  }

  /**
   * The downtime of every VM by saved state, as the cluster would do it: alone, or with all VMs of
   * its exclusive disk. In the order of the estate.
   */
  static List<Downtime> savedStates(Estate estate) {
    Map<String, Iterator<Downtime>> together = new HashMap<>();
    Map<String, Volume> volumes = new HashMap<>();
    estate.volumes().forEach(volume -> volumes.putIfAbsent(volume.name(), volume));
    Map<String, List<EstateVm>> members =
        estate.vms().stream().collect(Collectors.groupingBy(EstateVm::volume));
    for (Volume volume : volumes.values()) {
      if (volume.kind() == Volume.VolumeUse.EXCLUSIVE && members.containsKey(volume.name())) {
        together.put(
            volume.name(), together(estate, volume, entry(members, volume.name())).iterator());
      }
    }
    return estate.vms().stream()
        .map(
            vm ->
                together.containsKey(vm.volume())
                    ? together.get(vm.volume()).next()
                    : alone(estate, Optional.ofNullable(volumes.get(vm.volume())), vm))
        .toList();
  }

  /** The time from the command until the last VM runs again. */
  public Duration groupDowntime() {
    return longest(members.stream().map(Member::together));
  }

  /** The longest downtime if each VM moved alone. */
  public Duration longestAlone() {
    return longest(members.stream().map(Member::alone));
  }

  /** The VM that keeps the others waiting longest; empty if nobody has to wait. */
  public Optional<Member> dragging() {
    return isForced
        ? members.stream().max(Comparator.comparing(Member::costsOthers))
        : Optional.empty();
  }

  /** What all saved states together need on the volume. */
  public ByteCount needed() {
    return members.stream().map(m -> m.vm().vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
  }

  /** Whether the free space holds them all; empty if it is not known. */
  public Optional<Boolean> hasRoom() {
    return volume.free().map(free -> free.compareTo(needed()) >= 0);
  }

  private static VolumeMove of(Estate estate, Volume volume, List<EstateVm> vms) {
    VolumeRates rates = VolumeRates.of(estate, Optional.of(volume));
    List<Downtime> together = together(estate, volume, vms);
    boolean forced = volume.kind() == Volume.VolumeUse.EXCLUSIVE && vms.size() > 1;
    var members = new ArrayList<Member>();
    for (int i = 0; i < vms.size(); i++) {
      ByteCount memory = vms.get(i).vm().memory();
      Duration cost = rates.write().timeFor(memory).plus(rates.read().timeFor(memory));
      members.add(
          new Member(
              vms.get(i),
              alone(estate, Optional.of(volume), vms.get(i)),
              together.get(i),
              forced ? cost : Duration.ZERO));
    }
    return new VolumeMove(volume, members, rates, forced);
  }

  private static Downtime alone(Estate estate, Optional<Volume> volume, EstateVm vm) {
    FailoverSettings times = estate.failover();
    VolumeRates rates = VolumeRates.of(estate, volume);
    SavedState move =
        SavedState.ofAssignedMemory(vm.vm().memory(), rates.write(), rates.read())
            .withFixed(new SavedState.Fixed(Duration.ZERO, Duration.ZERO, times.resume()));
    boolean shared = volume.filter(v -> v.kind() == Volume.VolumeUse.SHARED).isPresent();
    return (shared
            ? move
            : move.withDiskMove(
                new SavedState.DiskMove(
                    times.diskOffline(), times.ownershipMove(), times.diskOnline())))
        .downtime();
  }

  private static List<Downtime> together(Estate estate, Volume volume, List<EstateVm> vms) {
    FailoverSettings times = estate.failover();
    VolumeRates rates = VolumeRates.of(estate, Optional.of(volume));
    List<ByteCount> memories = vms.stream().map(v -> v.vm().memory()).toList();
    List<Duration> saves = MaxMinFair.finishTimes(rates.write(), memories);
    Duration lastSave = saves.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    boolean shared = volume.kind() == Volume.VolumeUse.SHARED;
    var restoring = new ArrayList<Sharer>();
    for (int i = 0; i < vms.size(); i++) {
      restoring.add(new Sharer(memories.get(i), rates.read(), shared ? saves.get(i) : lastSave));
    }
    List<Duration> restored = MaxMinFair.finish(rates.read(), restoring);
    var downtimes = new ArrayList<Downtime>();
    for (int i = 0; i < vms.size(); i++) {
      var parts = new ArrayList<Part>();
      parts.add(new Part("save", saves.get(i)));
      if (!shared) {
        if (vms.size() > 1) {
          parts.add(new Part("wait for the others", lastSave.minus(saves.get(i))));
        }
        parts.add(new Part("disk off-line", times.diskOffline()));
        parts.add(new Part("ownership move", times.ownershipMove()));
        parts.add(new Part("disk on-line", times.diskOnline()));
      }
      parts.add(new Part("restore", restored.get(i).minus(restoring.get(i).start())));
      parts.add(new Part("resume", times.resume()));
      downtimes.add(new Downtime(parts));
    }
    return downtimes;
  }

  private static Duration longest(Stream<Downtime> downtimes) {
    return downtimes.map(Downtime::total).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
