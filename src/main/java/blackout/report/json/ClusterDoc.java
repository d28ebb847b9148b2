package blackout.report.json;

import blackout.inventory.DowntimeLimit;
import blackout.json.Description;
import blackout.plan.cluster.ClientView;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.NodeCrash;
import blackout.plan.cluster.VolumeMove;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cluster as a whole does to its VMs. */
public record ClusterDoc(
    @Description("The volumes and the VMs that move with them.") List<VolumeDoc> volumes,
    @Description("What happens when a node is lost, for each node.") List<Crash> nodeCrashes,
    @Description("Whether the VMs of lost nodes find room.") List<ReserveDoc> reserves,
    @Description("How long the network takes to learn a VM's new place, in milliseconds.")
        Duration announcementMs,
    @Description("The pauses that somebody notices.") List<Limit> limits,
    @Description("What clients notice of each VM.") List<Clients> clients,
    @Description("A year of moves and crashes.") AvailabilityDoc availability) {

  /** A volume and the VMs on it. */
  public record VolumeDoc(
      @Description("The name of the volume.") String name,
      @Description("What kind of volume it is.") String kind,
      @Description("Whether it is reached over the network of another node.")
          boolean redirectedAccess,
      @Description("Whether all of its VMs move at once.") boolean movesTogether,
      @Description("The room that saved states need, in bytes.") ByteCount neededBytes,
      @Description("The room that is free, in bytes; null if nobody stated it.")
          @Nullable ByteCount freeBytes,
      @Description("How long the VMs are out when all move at once, in milliseconds.")
          Duration allAtOnceMs,
      @Description("The VMs on it.") List<Member> vms) {
    static VolumeDoc of(VolumeMove move) {
      return new VolumeDoc(
          move.volume().name(),
          move.volume().kind().label(),
          move.rates().redirected(),
          move.isForced(),
          move.needed(),
          move.volume().free().orElse(null),
          move.groupDowntime(),
          move.members().stream()
              .map(
                  m ->
                      new Member(
                          m.vm().name(), m.alone().total(), m.together().total(), m.costsOthers()))
              .toList());
    }
  }

  /** A VM on a volume. */
  public record Member(
      @Description("The name of the VM.") String name,
      @Description("How long it is out if it moves alone, in milliseconds.") Duration aloneMs,
      @Description("How long it is out if all move, in milliseconds.") Duration togetherMs,
      @Description("How much longer it makes the others wait, in milliseconds.")
          Duration costsOthersMs) {}

  /** The loss of a node. */
  public record Crash(
      @Description("The node that is lost.") String node,
      @Description("When the first VM serves again, in milliseconds; null if none does.")
          @Nullable Duration firstBackMs,
      @Description("When the last VM serves again, in milliseconds; null if none does.")
          @Nullable Duration lastBackMs,
      @Description("The VMs that start again.") List<Restart> restarts,
      @Description("The VMs that do not.") List<Refused> notStarted) {
    static Crash of(NodeCrash crash) {
      return new Crash(
          crash.node(),
          crash.first().orElse(null),
          crash.last().orElse(null),
          crash.restarts().stream()
              .map(r -> new Restart(r.vm().name(), r.onto(), r.downtime().total()))
              .toList(),
          crash.refused().stream().map(r -> new Refused(r.vm().name(), r.reason())).toList());
    }
  }

  /** A VM that starts again. */
  public record Restart(
      @Description("The name of the VM.") String name,
      @Description("The node that it starts on.") String onto,
      @Description("How long it is out, in milliseconds.") Duration downtimeMs) {}

  /** A VM that does not start again. */
  public record Refused(
      @Description("The name of the VM.") String name,
      @Description("Why it does not start.") String reason) {}

  /** Whether the VMs of so many lost nodes find room. */
  public record ReserveDoc(
      @Description("How many nodes are lost at once.") int lostNodes,
      @Description("The number of cases that were tried.") int cases,
      @Description("The number of cases in which a VM finds no room.") int casesWithVmsLeftOver,
      @Description("Whether every VM finds room in every case.") boolean holds) {}

  /** A pause that somebody notices. */
  public record Limit(
      @Description("Who notices.") String name,
      @Description("The longest pause that goes unnoticed, in milliseconds.") Duration limitMs,
      @Description("Where the number is from.") String source) {}

  /** What clients notice of a VM. */
  public record Clients(
      @Description("The name of the VM.") String name,
      @Description("Of a move by saved state.") View savedState,
      @Description("Of a live migration; null where none ends.") @Nullable View live,
      @Description("Of a restart after a crash; null where it does not start again.")
          @Nullable View crash) {}

  /** What clients notice of one way. */
  public record View(
      @Description("How long the VM is out, in milliseconds.") Duration downtimeMs,
      @Description("How long clients do not reach it, in milliseconds.") Duration networkOutageMs,
      @Description("The names of the limits that are exceeded.") List<String> noticedBy) {
    static View of(ClientView view) {
      return new View(
          view.downtime(),
          view.outage(),
          view.noticedBy().stream().map(DowntimeLimit::name).toList());
    }
  }

  static ClusterDoc of(ClusterOutlook outlook) {
    return new ClusterDoc(
        outlook.volumes().stream().map(VolumeDoc::of).toList(),
        outlook.crashes().stream().map(Crash::of).toList(),
        outlook.reserves().stream()
            .map(r -> new ReserveDoc(r.lostNodes(), r.cases(), r.shortages().size(), r.holds()))
            .toList(),
        outlook.settings().announcement(),
        outlook.limits().stream().map(l -> new Limit(l.name(), l.limit(), l.source())).toList(),
        outlook.clients().stream()
            .map(
                c ->
                    new Clients(
                        c.vm().name(),
                        View.of(c.savedState()),
                        c.live().map(View::of).orElse(null),
                        c.crash().map(View::of).orElse(null)))
            .toList(),
        AvailabilityDoc.of(outlook.availability()));
  }
}
