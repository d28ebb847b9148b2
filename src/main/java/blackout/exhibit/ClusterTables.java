package blackout.exhibit;

import blackout.inventory.DowntimeLimit;
import blackout.plan.cluster.ClientView;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.ClusterOutlook.Clients;
import blackout.plan.cluster.NodeCrash;
import blackout.plan.cluster.RestartPlacement;
import blackout.plan.cluster.VolumeMove;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** The tables of what the cluster as a whole does to its VMs. */
public final class ClusterTables {

  /** The names that are listed before the rest is counted: an assumption about a readable cell. */
  private static final int LISTED_NAMES = 6;

  private ClusterTables() {}

  /** One line for each volume that holds VMs. */
  public static Table volumes(List<VolumeMove> moves) {
    return Table.create(
        "Volumes",
        Tables.texts("Volume", moves, m -> m.volume().name()),
        Tables.texts("Kind", moves, ClusterTables::kind),
        Tables.counts("VMs", moves, m -> m.members().size()),
        Tables.doubles("To save (GiB)", "#,##0.#", moves, m -> Amounts.gibibytes(m.needed())),
        Tables.doubles(
            "Free (GiB)",
            "#,##0.#",
            moves,
            m -> m.volume().free().map(Amounts::gibibytes).orElse(Double.NaN)),
        Tables.texts("Room", moves, m -> m.hasRoom().map(r -> r ? "yes" : "no").orElse("unknown")),
        Tables.durations("Longest alone", moves, VolumeMove::longestAlone),
        Tables.durations("All at once", moves, VolumeMove::groupDowntime),
        Tables.texts("Waits for", moves, ClusterTables::dragging));
  }

  /** The VMs of exclusive disks, those of a disk together, who keeps the others waiting first. */
  public static Table dragged(List<VolumeMove> moves) {
    record Line(VolumeMove move, VolumeMove.Member member) {}
    var lines = new ArrayList<Line>();
    for (VolumeMove move : moves) {
      if (move.isForced()) {
        move.members().stream()
            .sorted(Comparator.comparing(VolumeMove.Member::costsOthers).reversed())
            .forEach(member -> lines.add(new Line(move, member)));
      }
    }
    return Table.create(
        "Who moves with whom",
        Tables.texts("VM", lines, l -> l.member().vm().name()),
        Tables.texts("Disk", lines, l -> l.move().volume().name()),
        Tables.seconds("Alone (s)", "#,##0.0", lines, l -> Optional.of(l.member().alone().total())),
        Tables.seconds(
            "With the others (s)",
            "#,##0.0",
            lines,
            l -> Optional.of(l.member().together().total())),
        Tables.seconds(
            "Costs the group (s)", "#,##0.0", lines, l -> Optional.of(l.member().costsOthers())));
  }

  /** One line for each node that could be lost. */
  public static Table crashes(List<NodeCrash> crashes) {
    return Table.create(
        "Loss of a node",
        Tables.texts("Lost node", crashes, NodeCrash::node),
        Tables.counts("Its VMs", crashes, c -> c.restarts().size() + c.refused().size()),
        Tables.counts("Start again", crashes, c -> c.restarts().size()),
        Tables.seconds("First back (s)", "#,##0.0", crashes, NodeCrash::first),
        Tables.seconds("Last back (s)", "#,##0.0", crashes, NodeCrash::last),
        Tables.texts(
            "Do not start",
            crashes,
            c -> names(c.refused().stream().map(r -> r.vm().name()).toList())));
  }

  /** One line for each VM, in the order of its start after the loss of its node. */
  public static Table restarts(List<NodeCrash> crashes) {
    record Line(String node, NodeCrash.Restart restart) {}
    List<Line> lines =
        crashes.stream()
            .flatMap(c -> c.restarts().stream().map(r -> new Line(c.node(), r)))
            .toList();
    return Table.create(
        "Restart of each VM",
        Tables.texts("VM", lines, l -> l.restart().vm().name()),
        Tables.texts("From", lines, Line::node),
        Tables.texts("To", lines, l -> l.restart().onto()),
        Tables.seconds(
            "Waits (s)",
            "#,##0.0",
            lines,
            l -> Optional.of(l.restart().downtime().part("wait for its turn"))),
        Tables.seconds(
            "Back (s)", "#,##0.0", lines, l -> Optional.of(l.restart().downtime().total())));
  }

  /** The VMs that do not start after the loss of their node, and why. */
  public static Table refused(List<NodeCrash> crashes) {
    record Line(String node, RestartPlacement.Refusal refusal) {}
    List<Line> lines =
        crashes.stream()
            .flatMap(c -> c.refused().stream().map(r -> new Line(c.node(), r)))
            .toList();
    return Table.create(
        "VMs that do not start",
        Tables.texts("VM", lines, l -> l.refusal().vm().name()),
        Tables.texts("Lost node", lines, Line::node),
        Tables.texts("Why", lines, l -> l.refusal().reason()));
  }

  /** One line for each limit: how many VMs pass it, each way they can move. */
  public static Table limits(ClusterOutlook outlook) {
    List<DowntimeLimit> limits = outlook.limits();
    return Table.create(
        "Who notices",
        Tables.texts("Who", limits, DowntimeLimit::name),
        Tables.durations("Waits", limits, DowntimeLimit::limit),
        Tables.counts("Live (VMs)", limits, l -> passing(outlook, l, Clients::live)),
        Tables.counts(
            "Saved (VMs)", limits, l -> passing(outlook, l, c -> Optional.of(c.savedState()))),
        Tables.counts("Crash (VMs)", limits, l -> passing(outlook, l, Clients::crash)),
        Tables.texts("Source", limits, DowntimeLimit::source));
  }

  /** What the clients of each VM see of its planned move. */
  public static Table clients(List<Clients> clients) {
    return Table.create(
        "Planned move of each VM, as its clients see it",
        Tables.texts("VM", clients, c -> c.vm().name()),
        Tables.texts("Moved", clients, c -> c.movedLive() ? "live" : "saved state"),
        Tables.seconds(
            "Downtime (s)", "#,##0.00", clients, c -> Optional.of(c.planned().downtime())),
        Tables.seconds(
            "Network outage (s)", "#,##0.00", clients, c -> Optional.of(c.planned().outage())),
        Tables.texts("Lost pings", clients, c -> pings(c.planned())),
        Tables.seconds(
            "TCP stands still (s)",
            "#,##0",
            clients,
            c -> Optional.of(c.planned().longestTcpStall())),
        Tables.texts("Who notices", clients, c -> noticedBy(c.planned())));
  }

  private static long passing(
      ClusterOutlook outlook, DowntimeLimit limit, Function<Clients, Optional<ClientView>> way) {
    return outlook.clients().stream()
        .filter(c -> way.apply(c).filter(v -> v.isNoticedBy(limit)).isPresent())
        .count();
  }

  private static String pings(ClientView view) {
    return view.leastLostPings() == view.mostLostPings()
        ? Amounts.count(view.mostLostPings())
        : Amounts.count(view.leastLostPings()) + " or " + Amounts.count(view.mostLostPings());
  }

  /** The most patient of those who notice, and how many less patient ones. */
  private static String noticedBy(ClientView view) {
    if (view.isUnnoticed()) {
      return "nobody";
    }
    int shorter = view.noticedBy().size() - 1;
    String name = view.noticedBy().get(shorter).name();
    return shorter == 0 ? name : name + " and " + shorter + " that wait shorter";
  }

  private static String kind(VolumeMove move) {
    return move.volume().kind().label() + (move.rates().redirected() ? ", redirected access" : "");
  }

  private static String dragging(VolumeMove move) {
    return move.dragging()
        .map(m -> m.vm().name() + ", without it " + Amounts.duration(m.costsOthers()) + " sooner")
        .orElse(move.isForced() || move.members().size() == 1 ? Tables.MISSING : "nobody");
  }

  /** Names on one line, the first few of them. */
  public static String names(List<String> names) {
    return names.isEmpty() ? Tables.MISSING : Text.names(names, LISTED_NAMES);
  }
}
