package blackout.plan.cluster;

import blackout.estimate.CrashRestart.WindowsCluster;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * One node is lost with all VMs on it, and the others start them again.
 *
 * <pre>
 *   downtime = heartbeat interval * threshold + isolation + arbitration + ownership move
 *              (+ disk on-line) + wait for its turn + start + guest boot
 * </pre>
 *
 * <p>A node starts a limited number of VMs at once; a start occupies its place until the guest's
 * first instruction, the boot does not. Boots are as long as one alone: what many boots do to the
 * storage is not known. Detection counts from the last heartbeat, so it is up to one interval
 * longer than what passes after the crash.
 *
 * @param node the lost node
 * @param restarts the VMs that start again, in the order of their turns
 * @param refused the VMs that do not
 */
public record NodeCrash(
    String node, List<Restart> restarts, List<RestartPlacement.Refusal> refused) {

  /**
   * A VM that starts again.
   *
   * @param vm the VM
   * @param onto the node that starts it
   * @param downtime the time from the last heartbeat until it serves
   */
  public record Restart(EstateVm vm, String onto, Downtime downtime) {}

  public NodeCrash {
    restarts = List.copyOf(restarts);
    refused = List.copyOf(refused);
  }

  /** The crash of each node, in the order of the estate. */
  public static List<NodeCrash> all(Estate estate) {
    return all(estate, new RestartGround(estate));
  }

  static List<NodeCrash> all(Estate estate, RestartGround ground) {
    return estate.nodes().stream().map(node -> of(estate, node, ground)).toList();
  }

  /** The crash of one node. */
  public static NodeCrash of(Estate estate, Node lost) {
    return of(estate, lost, new RestartGround(estate));
  }

  private static NodeCrash of(Estate estate, Node lost, RestartGround ground) {
    Map<String, PriorityQueue<Duration>> freeAt = new LinkedHashMap<>();
    var restarts = new ArrayList<Restart>();
    List<RestartPlacement.Refusal> refused =
        ground.after(
            Set.of(lost.name()),
            (vm, onto) -> {
              PriorityQueue<Duration> starts =
                  freeAt.computeIfAbsent(onto, n -> places(estate.failover().startsPerNode()));
              restarts.add(new Restart(vm, onto, downtime(estate, vm, starts)));
            });
    return new NodeCrash(lost.name(), restarts, refused);
  }

  /**
   * How long a lost node keeps its VMs in case it comes back: what the estate says, or what is
   * usual in the version.
   *
   * @see WindowsCluster
   */
  static Duration isolation(Estate estate) {
    return estate
        .failover()
        .isolation()
        .or(() -> estate.windows().map(WindowsCluster::of).map(WindowsCluster::isolation))
        .orElse(Duration.ZERO);
  }

  /** The time until the first VM serves again; empty if none does. */
  public Optional<Duration> first() {
    return restarts.stream().map(r -> r.downtime().total()).min(Comparator.naturalOrder());
  }

  /** The time until the last VM that starts serves again; empty if none does. */
  public Optional<Duration> last() {
    return restarts.stream().map(r -> r.downtime().total()).max(Comparator.naturalOrder());
  }

  private static Downtime downtime(
      Estate estate, EstateVm vm, PriorityQueue<Duration> placeFreeAt) {
    FailoverSettings times = estate.failover();
    Duration isolation = isolation(estate);
    boolean shared =
        estate.volume(vm.volume()).filter(v -> v.kind() == Volume.VolumeUse.SHARED).isPresent();
    Duration ownership = times.diskArbitration().plus(times.ownershipMove());
    if (!shared) {
      ownership = ownership.plus(times.diskOnline());
    }
    Duration ready = times.detection().plus(isolation).plus(ownership);
    Duration place = placeFreeAt.remove();
    Duration start = place.compareTo(ready) > 0 ? place : ready;
    placeFreeAt.add(start.plus(times.vmStart()));
    var parts = new ArrayList<Part>();
    parts.add(new Part("detection", times.detection()));
    if (!isolation.isZero()) {
      parts.add(new Part("isolation", isolation));
    }
    parts.add(new Part("ownership", ownership));
    parts.add(new Part("wait for its turn", start.minus(ready)));
    parts.add(new Part("restart", times.vmStart()));
    parts.add(new Part("guest boot", vm.guestBoot().orElse(times.guestBoot())));
    return new Downtime(parts);
  }

  private static PriorityQueue<Duration> places(int count) {
    return new PriorityQueue<>(Collections.nCopies(count, Duration.ZERO));
  }
}
